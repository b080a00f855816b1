//! Replacements of text, the substance of every repair.

use serde::Serialize;

use super::Span;

/// Replace the text from `start` to `end` by `text`. Offsets are in UTF-8 bytes, or in UTF-16 code units after
/// [`crate::Report::into_utf16`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Edit {
    /// The first place that is replaced.
    pub start: u32,
    /// The place behind the last one.
    pub end: u32,
    /// What comes there.
    pub text: String,
}

/// How much thought a repair needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Safety {
    /// Keeps or narrows who may assume the role, and the writer would not disagree.
    Safe,
    /// Changes who may assume the role, or guesses what was meant.
    Review,
    /// Holds a placeholder that a person must complete.
    FillIn,
}

impl Edit {
    pub(crate) fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { start: span.start, end: span.end, text: text.into() }
    }

    pub(crate) fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    pub(crate) fn insert(offset: u32, text: impl Into<String>) -> Self {
        Self { start: offset, end: offset, text: text.into() }
    }

    /// As the only edit of a repair.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn alone(self) -> Vec<Edit> {
        vec![self]
    }

    /// With another edit of the same repair.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn and(self, other: Edit) -> Vec<Edit> {
        vec![self, other]
    }

    pub(crate) fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// Whether two edits want the same place. Two insertions at one offset do: their order would decide the outcome.
    pub(crate) fn conflicts_with(&self, other: &Edit) -> bool {
        self.start <= other.end && other.start <= self.end
    }
}

/// The text with the edits applied; they are in the order of the text and do not overlap.
pub(crate) fn apply(text: &str, edits: &[Edit]) -> String {
    debug_assert!(edits.is_sorted_by(|a, b| a.end <= b.start), "edits are in order and apart: {edits:?}");
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut out = String::with_capacity(text.len() + grown);
    let mut copied = 0;
    for edit in edits {
        out.push_str(Span { start: copied, end: edit.start }.of(text));
        out.push_str(&edit.text);
        copied = edit.end;
    }
    out.push_str(Span { start: copied, end: text.len() as u32 }.of(text));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn untouched_bytes_survive() {
        let edits = [Edit::insert(1, "x"), Edit::delete(Span::new(2, 4))];
        assert_eq!(apply("aé☃z", &[Edit::insert(1, "-")]), "a-é☃z");
        assert_eq!(apply("abcdef", &edits), "axbef");
    }

    #[test]
    fn insertions_at_one_place_conflict() {
        assert!(Edit::insert(3, "a").conflicts_with(&Edit::insert(3, "b")));
        assert!(!Edit::insert(3, "a").conflicts_with(&Edit::insert(4, "b")));
    }
}
