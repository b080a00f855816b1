//! The inside of JSON strings: escapes, both ways.

use std::borrow::Cow;

/// What the inside of a string says. A bad escape stands for itself without its backslash.
pub(crate) fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    let mut at = 0;
    while let Some(piece) = piece_at(raw, at) {
        match piece.meaning {
            Some(c) => out.push(c),
            None => out.push_str(piece.text),
        }
        at += piece.text.len();
    }
    Cow::Owned(out)
}

/// The byte offset in the raw inside of a string of a byte offset in what it says.
pub(crate) fn raw_offset(raw: &str, said: usize) -> usize {
    if !raw.contains('\\') {
        return said.min(raw.len());
    }
    let (mut at, mut reached) = (0, 0);
    while let Some(piece) = piece_at(raw, at) {
        let length = piece.meaning.map_or(piece.text.len(), char::len_utf8);
        if said < reached + length {
            return if piece.meaning.is_some() { at } else { at + (said - reached) };
        }
        reached += length;
        at += piece.text.len();
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
            c if c < ' ' => {
                out.push_str(if c < '\u{10}' { "\\u000" } else { "\\u001" });
                out.push(char::from_digit(c as u32 % 16, 16).unwrap_or('0'));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The text as a JSON string.
pub(crate) fn quote(text: &str) -> String {
    ["\"", &escape(text), "\""].concat()
}

/// A run of plain text, or one escape with what it means.
pub(crate) struct Piece<'t> {
    pub(crate) text: &'t str,
    pub(crate) meaning: Option<char>,
}

/// The piece of the raw inside of a string at an offset; none at its end.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn piece_at(raw: &str, at: usize) -> Option<Piece<'_>> {
    let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
    let (length, meaning) =
        if rest.starts_with('\\') { escape_at(rest) } else { (rest.find('\\').unwrap_or(rest.len()), None) };
    Some(Piece { text: rest.get(..length).unwrap_or(rest), meaning })
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
    let mut value = 0;
    for digit in text.as_bytes().get(at..at + 4)? {
        value = value * 16 + char::from(*digit).to_digit(16)?;
    }
    Some(value)
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
