//! What the reader stumbled over.

use super::{Edit, Safety, Span};

/// One mistake in the text, with the edits that mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Defect {
    pub(crate) kind: DefectKind,
    pub(crate) span: Span,
    /// The other place it concerns: the bracket that is never closed, the first of two equal keys.
    pub(crate) related: Option<Span>,
    /// In the order of the text; empty where only the writer can know.
    pub(crate) edits: Vec<Edit>,
    pub(crate) safety: Safety,
}

impl Defect {
    /// A mistake that one obvious change mends.
    pub(crate) fn new(kind: DefectKind, span: Span, edits: Vec<Edit>) -> Self {
        Self { kind, span, related: None, edits, safety: Safety::Safe }
    }

    /// A mistake whose repair guesses what was meant.
    pub(crate) fn guess(kind: DefectKind, span: Span, edits: Vec<Edit>) -> Self {
        Self { safety: Safety::Review, ..Self::new(kind, span, edits) }
    }

    pub(crate) fn related(self, span: Span) -> Self {
        Self { related: Some(span), ..self }
    }
}

/// The kinds of mistakes that make a text something other than JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum DefectKind {
    /// U+FEFF at the start.
    ByteOrderMark,
    /// Zero-width characters between the parts of the document: one for all of them.
    InvisibleCharacter,
    /// A zero-width character inside a string.
    InvisibleInString,
    /// White space that JSON does not know, such as U+00A0.
    NoBreakSpace,
    Comment,
    TrailingComma,
    MissingComma,
    /// A comma with nothing before it.
    ExtraComma,
    /// `;` where a comma belongs.
    SemicolonForComma,
    MissingColon,
    /// `=`, `=>` or `:=`.
    EqualsForColon,
    /// A second colon.
    ExtraColon,
    MissingKey,
    MissingValue,
    Quotes(QuoteStyle),
    /// No quote at the end.
    UnclosedString,
    /// No quote at the start.
    UnopenedString,
    UnescapedQuote,
    UnquotedKey,
    UnquotedValue,
    Literal(LiteralOrigin),
    /// A raw tab or other control character in a string.
    ControlCharacter,
    /// A string that runs over the end of a line.
    LineBreakInString,
    BadEscape,
    UnclosedBracket,
    /// The document lacks its first brace.
    UnopenedBracket,
    SurplusBracket,
    /// `}` for `]`, or `[` for `{`.
    WrongBracket,
    /// `...` left in from a tutorial.
    Ellipsis,
    /// The key of an object stands there twice.
    RepeatedKey,
    SecondDocument,
    /// A prompt, a fence or prose in front of the document.
    TextBefore,
    /// The same behind it.
    TextAfter,
    /// Characters that mean nothing where they are.
    StrayText,
    NestedTooDeeply,
    TooLarge,
    /// Broken, and too long to look at each word.
    TooManyTokens,
    TooManyDefects,
    /// Nothing there at all.
    EmptyText,
    /// No `{` or `[` in the whole text.
    NotJson,
}

/// Marks that people's editors put where JSON wants `"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum QuoteStyle {
    Smart,
    Single,
    Backtick,
}

/// Whose word it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum LiteralOrigin {
    Python,
    JavaScript,
    /// `TRUE`, `Null` and the like.
    WrongCase,
}
