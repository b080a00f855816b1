//! Any bytes in, a tree with places out.
//!
//! People paste policies that are not JSON: with comments, smart quotes, a brace too few, a shell prompt in front. This
//! module reads them all the same. Reading never fails and never stops at the first mistake: it returns a [`Document`]
//! with a tree of what was understood and one [`Defect`] for each mistake, most with the edits that mend it.
//!
//! The tree is lossless: every node knows its span in the text, what lies between the spans is white space, comments and
//! punctuation, and nothing is ever thrown away. Cost is linear in the text; depth, size and the number of defects are
//! bounded (see [`MAX_BYTES`], [`MAX_DEPTH`], [`MAX_DEFECTS`]).

mod brackets;
mod bytes;
mod defect;
mod edit;
mod lexer;
mod line_index;
mod marks;
mod order;
mod parser;
mod repeated;
mod search;
mod span;
mod strict;
mod string;
mod surroundings;
#[cfg(test)]
mod tests;
mod tree;

pub(crate) use bytes::{Decoded, FileEncoding, decode};
pub(crate) use defect::{Defect, DefectKind, QuoteStyle};
pub(crate) use edit::apply;
pub use edit::{Edit, Safety};
pub(crate) use lexer::{is_invisible, visible};
pub use line_index::LineIndex;
pub(crate) use marks::{before_marks, begins_with, from, has_any, stranger, without_marks, without_marks_behind};
pub(crate) use order::in_order;
pub(crate) use parser::parse;
pub(crate) use repeated::fnv;
pub(crate) use search::Search;
pub(crate) use span::Span;
pub(crate) use string::{Piece, escape, piece_at, quote};
pub(crate) use tree::{Document, Key, Member, NodeId, Value};

/// The largest policy text that is read, in bytes. AWS itself takes at most 131,072 characters.
pub const MAX_BYTES: usize = 1 << 20;

/// How deep objects and arrays may be nested before the reader skips what is inside. A policy needs six levels.
pub const MAX_DEPTH: usize = 64;

/// How many words and signs of a broken text are read. A policy as long as AWS takes has half as many; valid JSON has no
/// such limit.
pub(crate) const MAX_TOKENS: usize = 65_536;

/// How many mistakes are told apart before the reader stops counting them.
pub const MAX_DEFECTS: usize = 200;
