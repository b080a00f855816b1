//! Makes characters visible that a terminal would obey or swallow.
//!
//! Policies come from strangers. An escape sequence in one must not repaint the terminal, a right-to-left mark must not
//! turn a line around, and a zero-width space is often the very fault that a finding is about.

use std::borrow::Cow;
use std::fmt::Write;

/// Text for one line: nothing in it begins another.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    rewrite(text, |_, _| false)
}

/// A whole document: its line ends and tabs stay.
pub(crate) fn document(text: &str) -> Cow<'_, str> {
    rewrite(text, |c, rest| c == '\n' || c == '\t' || (c == '\r' && rest.starts_with('\n')))
}

fn rewrite(text: &str, keep: impl Fn(char, &str) -> bool) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if keep(c, rest.as_str()) { out.push(c) } else { push(c, &mut out) }
    }
    Cow::Owned(out)
}

/// Adds a character, by its number if it could not be seen.
pub(super) fn push(c: char, out: &mut String) {
    if is_hidden(c) {
        write!(out, "<U+{:04X}>", u32::from(c)).expect("a string takes all that is written");
    } else {
        out.push(c);
    }
}

/// Whether a character moves the cursor, changes the order of others, or cannot be told from a space or from nothing.
///
/// Joiners and variation selectors between emoji are part of what is seen, and stay.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || (c.is_whitespace() && !matches!(c, ' ' | '\u{3000}'))
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180e}'
            | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        assert_eq!(line("a\u{1b}[31mb\n\u{9b}c\u{202e}d"), "a<U+001B>[31mb<U+000A><U+009B>c<U+202E>d");
        assert_eq!(line("日本 🎉 👩\u{200d}🚀"), "日本 🎉 👩\u{200d}🚀");
        assert_eq!(line("a\u{a0}b\u{200b}"), "a<U+00A0>b<U+200B>");
    }

    #[test]
    fn documents_keep_their_lines() {
        assert_eq!(document("{\r\n\t\"a\"\r\u{7}}\n"), "{\r\n\t\"a\"<U+000D><U+0007>}\n");
    }
}
