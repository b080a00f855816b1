//! ASCII marks in a text. The patterns of `str` would be compiled anew for each number of marks.

/// Whether one of the marks stands in the text.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn has_any(text: &str, marks: &[u8]) -> bool {
    text.bytes().any(|byte| marks.contains(&byte))
}

/// The text without the marks at its start.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn without_marks<'t>(text: &'t str, marks: &[u8]) -> &'t str {
    let count = text.bytes().take_while(|byte| marks.contains(byte)).count();
    text.get(count..).unwrap_or_default()
}

/// The text without the marks at its end.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn without_marks_behind<'t>(text: &'t str, marks: &[u8]) -> &'t str {
    let count = text.bytes().rev().take_while(|byte| marks.contains(byte)).count();
    text.get(..text.len() - count).unwrap_or_default()
}

/// Whether the text begins with one of the marks.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn begins_with(text: &str, marks: &[u8]) -> bool {
    text.as_bytes().first().is_some_and(|byte| marks.contains(byte))
}

/// The text from an offset on; nothing behind its end.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// The text up to an offset.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn until(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// The character at an offset.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    from(text, at).chars().next()
}

/// The first line, without the blanks at its end.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn first_line(text: &str) -> &str {
    until(text, text.find('\n').unwrap_or(text.len())).trim_end()
}

/// The text before the first of the marks, and the rest with it.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn before_marks<'t>(text: &'t str, marks: &[u8]) -> (&'t str, &'t str) {
    let place = text.bytes().position(|byte| marks.contains(&byte));
    text.split_at(place.unwrap_or(text.len()))
}

/// The first character that is neither an ASCII letter nor a digit nor one of the marks.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn stranger(text: &str, marks: &[u8]) -> Option<char> {
    let is_mark = |c: char| u8::try_from(c).is_ok_and(|byte| marks.contains(&byte));
    text.chars().find(|c| !c.is_ascii_alphanumeric() && !is_mark(*c))
}
