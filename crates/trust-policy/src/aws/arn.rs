//! Amazon Resource Names, right or wrong.

use std::ops::Range;

/// The parts of a text that begins like an ARN: `arn:partition:service:region:account:resource`.
///
/// The resource keeps its colons. Nothing is checked: the rules say what is wrong with which part, so every part comes
/// with its place. Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Arn<'a> {
    text: &'a str,
    /// Ends of the first five parts, each before its colon.
    ends: [usize; 5],
}

impl<'a> Arn<'a> {
    /// `None` unless the text has the six parts of an ARN and begins with `arn`.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        if !text.get(..4)?.eq_ignore_ascii_case("arn:") {
            return None;
        }
        let mut ends = [0; 5];
        let mut found = 0;
        for (at, byte) in text.bytes().enumerate() {
            if byte == b':' {
                ends[found] = at;
                found += 1;
                if found == ends.len() {
                    return Some(Self { text, ends });
                }
            }
        }
        None
    }

    /// Where its parts end: with these, [`Arn::with_ends`] reads the same text again without searching it.
    pub(crate) fn ends(&self) -> [usize; 5] {
        self.ends
    }

    /// The ARN of a text that was read before.
    pub(crate) fn with_ends(text: &'a str, ends: [usize; 5]) -> Self {
        Self { text, ends }
    }

    fn part(&self, index: usize) -> &'a str {
        self.text.get(self.range(index)).unwrap_or_default()
    }

    fn range(&self, index: usize) -> Range<usize> {
        let start = if index == 0 { 0 } else { self.ends[index - 1] + 1 };
        let end = if index == 5 { self.text.len() } else { self.ends[index] };
        start..end
    }

    pub(crate) fn prefix(&self) -> &'a str {
        self.part(0)
    }

    pub(crate) fn partition(&self) -> &'a str {
        self.part(1)
    }

    pub(crate) fn partition_range(&self) -> Range<usize> {
        self.range(1)
    }

    pub(crate) fn service(&self) -> &'a str {
        self.part(2)
    }

    pub(crate) fn service_range(&self) -> Range<usize> {
        self.range(2)
    }

    pub(crate) fn region(&self) -> &'a str {
        self.part(3)
    }

    pub(crate) fn region_range(&self) -> Range<usize> {
        self.range(3)
    }

    pub(crate) fn account(&self) -> &'a str {
        self.part(4)
    }

    pub(crate) fn account_range(&self) -> Range<usize> {
        self.range(4)
    }

    pub(crate) fn resource(&self) -> &'a str {
        self.part(5)
    }

    pub(crate) fn resource_range(&self) -> Range<usize> {
        self.range(5)
    }

    /// What stands before the first slash of the resource: `role`, `user`, `root`.
    pub(crate) fn resource_type(&self) -> &'a str {
        self.resource().split('/').next().unwrap_or_default()
    }

    /// What stands behind it: path and name.
    pub(crate) fn resource_path(&self) -> Option<&'a str> {
        self.resource().split_once('/').map(|(_, path)| path)
    }
}

/// An ARN of IAM, its resource in two pieces: `role/` and a name, or `root` and nothing.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn iam_arn(partition: &str, account: &str, resource: &str, name: &str) -> String {
    ["arn:", partition, ":iam::", account, ":", resource, name].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_and_places() {
        let arn = Arn::parse("arn:aws:iam::111122223333:role/app/deploy").unwrap();
        assert_eq!((arn.partition(), arn.service(), arn.region()), ("aws", "iam", ""));
        assert_eq!(
            (arn.account(), arn.resource_type(), arn.resource_path()),
            ("111122223333", "role", Some("app/deploy"))
        );
        assert_eq!(arn.account_range(), 13..25);
        assert_eq!(arn.resource_range(), 26..41);
    }

    #[test]
    fn five_parts_are_no_arn() {
        assert!(Arn::parse("arn:aws:iam:111122223333:root").is_none());
        assert!(Arn::parse("111122223333").is_none());
    }
}
