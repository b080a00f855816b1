//! ARNs with their separators mixed up: what was meant.

use super::{AccountId, Arn, Entity, Partition, digits, is_region};
use crate::text::{before_marks, without_marks};

/// An ARN with its parts put in their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MendedArn {
    pub(crate) text: String,
    /// The partition was missing, so that the commercial one was taken.
    pub(crate) guessed: bool,
}

impl MendedArn {
    /// Reads an ARN of IAM or STS whatever stands between its parts: `arn:aws:iam:111122223333:root`, `arn/aws`,
    /// `iam//`, `arn:aws:us-gov:iam::…`. `None` when the account or the resource cannot be told.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let prefix = text.get(..3).is_some_and(|prefix| prefix.eq_ignore_ascii_case("arn"));
        let mut parts =
            Parts { rest: if prefix { without_marks(text.get(3..).unwrap_or_default(), b"-.") } else { text } };
        let first = parts.next();
        let mut guessed = false;
        let (partition, service) = if is_service(first) {
            guessed = true;
            (Partition::AWS.id.to_owned(), first)
        } else {
            let second = parts.next();
            let mut joined = [first, "-", second].concat();
            joined.make_ascii_lowercase();
            if Partition::parse(&joined).is_some() {
                (joined, parts.next())
            } else {
                (first.to_ascii_lowercase(), second)
            }
        };
        if !partition.starts_with("aws") || !is_service(service) {
            return None;
        }
        let mut account = parts.next();
        if is_region(account) {
            account = parts.next();
        }
        let account = digits(account).filter(|digits| AccountId::parse(digits).is_some())?;
        let resource = without_marks(parts.rest, b":/; ");
        let kind = before_marks(resource, b"/:").0;
        let entity = Entity::meant(kind)?;
        let service = if service.eq_ignore_ascii_case("sts") { "sts" } else { "iam" };
        let name = resource.get(kind.len()..).unwrap_or_default();
        let text = ["arn:", &partition, ":", service, "::", &account, ":", entity.as_str(), name].concat();
        Some(Self { text, guessed })
    }
}

fn is_service(text: &str) -> bool {
    text.eq_ignore_ascii_case("iam") || text.eq_ignore_ascii_case("sts")
}

struct Parts<'a> {
    rest: &'a str,
}

impl<'a> Parts<'a> {
    fn next(&mut self) -> &'a str {
        let text = without_marks(self.rest, b":/; ");
        let (part, rest) = before_marks(text, b":/;");
        self.rest = rest;
        part
    }
}

impl Arn<'_> {
    /// Whether IAM or STS gave it.
    pub(crate) fn is_identity(&self) -> bool {
        is_service(self.service())
    }

    /// Whether the parts stand where they belong: no colon too few or too many, nothing that shows them shifted.
    pub(crate) fn is_in_place(&self) -> bool {
        let (service, account, resource) = (self.service(), self.account(), self.resource());
        let shifted = if is_service(service) {
            resource.starts_with(':') || (account.is_empty() && resource.starts_with(|c: char| c.is_ascii_digit()))
        } else {
            is_service(self.region()) || is_partition_tail(service)
        };
        let shifted = shifted || (!self.region().is_empty() && AccountId::parse(self.region()).is_some());
        self.prefix() == "arn" && !self.partition().is_empty() && !service.is_empty() && !shifted
    }
}

/// What stands behind `aws-` in the ids of partitions.
fn is_partition_tail(text: &str) -> bool {
    Partition::ALL.iter().any(|partition| partition.id.strip_prefix("aws-") == Some(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_find_their_places() {
        for (text, mended) in [
            ("arn:aws:iam:111122223333:root", "arn:aws:iam::111122223333:root"),
            ("arn:aws:iam:::111122223333:root", "arn:aws:iam::111122223333:root"),
            ("arn/aws/iam//111122223333:root", "arn:aws:iam::111122223333:root"),
            ("ARN:aws:iam::111122223333:role/App", "arn:aws:iam::111122223333:role/App"),
            ("arn:aws:us-gov:iam::111122223333:role/App", "arn:aws-us-gov:iam::111122223333:role/App"),
            ("arn:aws:iam//111122223333:oidc-provider/a.b/c", "arn:aws:iam::111122223333:oidc-provider/a.b/c"),
            ("arn:aws:iam::111122223333/root", "arn:aws:iam::111122223333:root"),
            ("aws:iam::111122223333:root", "arn:aws:iam::111122223333:root"),
            ("arn:iam::111122223333:root", "arn:aws:iam::111122223333:root"),
            ("arn:aws:iam:111122223333:Role/App", "arn:aws:iam::111122223333:role/App"),
        ] {
            assert_eq!(MendedArn::read(text).map(|arn| arn.text).as_deref(), Some(mended), "{text}");
            assert!(Arn::parse(text).is_none_or(|arn| !arn.is_in_place()), "{text} is not in place");
        }
        assert_eq!(MendedArn::read("arn:aws:iam:root"), None);
        assert!(MendedArn::read("arn:iam::111122223333:root").is_some_and(|arn| arn.guessed));
    }

    #[test]
    fn right_arns_are_in_place() {
        for text in ["arn:aws:iam::111122223333:root", "arn:aws:s3:::1bucket", "arn:aws:iam:::role/x"] {
            assert!(Arn::parse(text).is_some_and(|arn| arn.is_in_place()), "{text}");
        }
    }
}
