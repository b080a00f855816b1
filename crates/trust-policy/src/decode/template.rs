//! AWS's messages with places in them: `User: <principal> is not authorized to perform: <action>`.

use super::compact::{Compact, is_noise, is_quote};

/// The longest text that stands in a place of a message.
const LONGEST: usize = 2_048;

/// A template that was found in a text.
#[derive(Debug)]
pub(super) struct Match {
    /// Where it begins in the compact text.
    pub(super) start: usize,
    /// Where it ends there.
    pub(super) end: usize,
    /// How many characters of the template itself were found.
    pub(super) weight: usize,
    /// What stands in its places, by name.
    pub(super) places: Vec<(&'static str, String)>,
}

/// Finds a template in a text.
pub(super) fn find(template: &'static str, text: &Compact<'_>) -> Option<Match> {
    let mut pieces = template.split('<');
    let first = needle(pieces.next()?);
    let mut from = 0;
    // What looks like the beginning may be another sentence.
    while let Some(at) = text.text[from..].find(&first) {
        let start = from + at;
        if let Some(found) = rest_from(template, text, start, start + first.len()) {
            return Some(found);
        }
        from = start + first.chars().next().map_or(1, char::len_utf8);
        if first.is_empty() {
            break;
        }
    }
    None
}

fn rest_from(template: &'static str, text: &Compact<'_>, start: usize, mut at: usize) -> Option<Match> {
    let mut weight = at - start;
    let mut places = Vec::new();
    for piece in template.split('<').skip(1) {
        let (name, literal) = piece.split_once('>')?;
        let literal = needle(literal);
        if literal.is_empty() {
            let value = value_at(text, at)?;
            places.push((name, value));
            continue;
        }
        let length = near(&text.text[at..], &literal).filter(|length| *length > 0)?;
        let value = &text.source[text.place(at)..text.behind(at + length)];
        let value: String = value.split(['\n', '\r']).map(str::trim).collect();
        places.push((name, value.trim_matches(is_noise).to_owned()));
        weight += literal.len();
        at += length + literal.len();
    }
    Some(Match { start, end: at, weight, places })
}

/// Finds a literal behind a place: not far, or a hostile text would be searched again and again.
fn near(text: &str, literal: &str) -> Option<usize> {
    let mut end = text.len().min(LONGEST + literal.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].find(literal)
}

/// The last value of a message: up to the closing quote, or the end of the word.
fn value_at(text: &Compact<'_>, at: usize) -> Option<String> {
    let start = text.behind(at);
    let rest = &text.source[start..];
    let before = rest.len() - rest.trim_start_matches(is_noise).len();
    let quoted = rest[..before].contains(is_quote);
    let rest = &rest[before..];
    let end = match quoted {
        true => rest.find(is_quote),
        false => rest.find(|c: char| is_noise(c) || matches!(c, ',' | ';' | ')' | ']' | '}' | '<' | '>')),
    };
    let value = rest[..end.unwrap_or(rest.len()).min(rest.len())].trim_end_matches(['.', ':', '\\']).trim();
    (!value.is_empty() && value.len() <= LONGEST).then(|| value.to_owned())
}

fn needle(literal: &str) -> String {
    literal.chars().filter(|c| !is_noise(*c)).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(template: &'static str, text: &str) -> Option<Vec<String>> {
        let found = find(template, &Compact::of(text))?;
        Some(found.places.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn places_are_read_whatever_the_breaks_and_quotes() {
        let denial = "User: <who> is not authorized to perform: <what> on resource: <which>";
        let text = "x User: a/b is not\nauthorized to  perform: sts:A on resource: \"c d\", y";
        assert_eq!(places(denial, text).unwrap(), ["a/b", "sts:A", "c d"]);
        assert_eq!(places("policy: \"AWS\":\"<v>\"", "policy: \\\"AWS\\\":\\\" arn:x\\\".").unwrap(), ["arn:x"]);
        assert_eq!(places("quota: <n>", "quota: 2048."), Some(vec!["2048".to_owned()]));
        assert_eq!(places(denial, "User: a is not authorized to go"), None);
        assert_eq!(places("for <url>", "for "), None);
    }

    #[test]
    fn another_beginning_is_tried() {
        assert_eq!(places("User: <a> may", "User: alice. User: bob may").unwrap(), ["alice. User: bob"]);
        assert_eq!(places("role <a>", "role"), None);
    }
}
