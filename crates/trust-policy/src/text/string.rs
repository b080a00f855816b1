//! The inside of JSON strings: escapes, both ways.

use std::borrow::Cow;

/// What the inside of a string says. A bad escape stands for itself without its backslash.
pub(crate) fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    for piece in pieces(raw) {
        match piece.meaning {
            Some(c) => out.push(c),
            None => out.push_str(&raw[piece.start..piece.end]),
        }
    }
    Cow::Owned(out)
}

/// The byte offset in the raw inside of a string of a byte offset in what it says.
pub(crate) fn raw_offset(raw: &str, said: usize) -> usize {
    if !raw.contains('\\') {
        return said.min(raw.len());
    }
    let mut reached = 0;
    for piece in pieces(raw) {
        let length = piece.meaning.map_or(piece.end - piece.start, char::len_utf8);
        if said < reached + length {
            return if piece.meaning.is_some() { piece.start } else { piece.start + (said - reached) };
        }
        reached += length;
    }
    raw.len()
}

/// The text as the inside of a JSON string.
pub(crate) fn escape(text: &str) -> Cow<'_, str> {
    if !text.bytes().any(|byte| byte < 0x20 || byte == b'"' || byte == b'\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The text as a JSON string.
pub(crate) fn quote(text: &str) -> String {
    format!("\"{}\"", escape(text))
}

/// A run of plain text, or one escape with what it means.
struct Piece {
    start: usize,
    end: usize,
    meaning: Option<char>,
}

fn pieces(raw: &str) -> impl Iterator<Item = Piece> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        if !rest.starts_with('\\') {
            at += rest.find('\\').unwrap_or(rest.len());
            return Some(Piece { start, end: at, meaning: None });
        }
        let (length, meaning) = escape_at(rest);
        at += length;
        Some(Piece { start, end: at, meaning })
    })
}

/// Length and meaning of the escape at the start of the text. A backslash that escapes nothing is dropped: length 1 and
/// the empty text would be needed, so it is joined with the character behind it.
fn escape_at(rest: &str) -> (usize, Option<char>) {
    let mut chars = rest.chars();
    chars.next();
    match chars.next() {
        Some('n') => (2, Some('\n')),
        Some('t') => (2, Some('\t')),
        Some('r') => (2, Some('\r')),
        Some('b') => (2, Some('\u{8}')),
        Some('f') => (2, Some('\u{c}')),
        Some('u') => unicode_escape(rest),
        Some(c) => (1 + c.len_utf8(), Some(c)),
        None => (1, Some('\\')),
    }
}

fn unicode_escape(rest: &str) -> (usize, Option<char>) {
    let Some(first) = hex4(rest, 2) else {
        return (2, Some('u'));
    };
    if let Some(c) = char::from_u32(first) {
        return (6, Some(c));
    }
    let low = rest.get(6..8).filter(|next| *next == "\\u").and_then(|_| hex4(rest, 8));
    match low {
        Some(low @ 0xDC00..=0xDFFF) if first < 0xDC00 => {
            (12, char::from_u32(0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00)))
        }
        _ => (6, Some(char::REPLACEMENT_CHARACTER)),
    }
}

/// The four hexadecimal digits at an offset.
pub(super) fn hex4(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + 4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescape(r#"a\"b\\c\/d\n\u00e9\ud83c\udf89"#), "a\"b\\c/d\né🎉");
        assert_eq!(unescape(r"\d\ud83c!"), "d\u{fffd}!");
        assert!(matches!(unescape("plain"), Cow::Borrowed("plain")));
    }

    #[test]
    fn places_in_escaped_text_are_found() {
        let raw = r"\u0061rn:\/x";
        let said = unescape(raw);
        assert_eq!(said, "arn:/x");
        assert_eq!(&raw[raw_offset(raw, 1)..raw_offset(raw, 4)], "rn:");
        assert_eq!(&raw[raw_offset(raw, 4)..raw_offset(raw, 6)], r"\/x");
    }

    #[test]
    fn escape_is_undone_by_unescape() {
        let text = "a\"b\\c\n\u{1}é🎉";
        assert_eq!(unescape(&escape(text)), text);
    }
}
