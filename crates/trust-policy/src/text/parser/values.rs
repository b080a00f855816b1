//! Values: strings, words and what begins with a bracket.

use super::Parser;
use crate::text::MAX_DEPTH;
use crate::text::brackets::Bracket;
use crate::text::defect::{DefectKind, LiteralOrigin};
use crate::text::edit::Edit;
use crate::text::lexer::{Token, TokenKind};
use crate::text::marks::without_marks;
use crate::text::span::Span;
use crate::text::strict::is_number;
use crate::text::tree::{Leaf, NodeId};

impl Parser<'_> {
    /// The value at the next token, which exists.
    pub(super) fn value(&mut self, depth: usize) -> NodeId {
        self.skip_comments();
        let Some(token) = self.peek() else {
            return self.missing(Span::at(self.text.len()));
        };
        match token.kind {
            TokenKind::Open(_) if depth > MAX_DEPTH => self.skip(token),
            TokenKind::Open(Bracket::Brace) => {
                self.bump();
                self.skip_comments();
                if self.holds_bare_items() || self.holds_bare_objects() {
                    self.wrong_open(token, Bracket::Square, depth)
                } else {
                    self.object(token.span(), depth)
                }
            }
            TokenKind::Open(Bracket::Square) => {
                self.bump();
                self.skip_comments();
                if self.at_member() && !self.lacks_brace_inside() {
                    self.wrong_open(token, Bracket::Brace, depth)
                } else {
                    self.array(token.span(), depth)
                }
            }
            TokenKind::String => {
                self.bump();
                self.tree.string(token.span(), token.content())
            }
            TokenKind::Word => self.word(),
            _ => self.missing(Span::at(token.start as usize)),
        }
    }

    pub(super) fn word(&mut self) -> NodeId {
        let Some(first) = self.peek() else {
            return self.missing(Span::at(self.text.len()));
        };
        self.bump();
        let mut span = first.span();
        // `1234 5678 9012`: words on one line are one value, unless the next one is a key.
        while let Some(next) = self.peek() {
            let gap = Span { start: span.end, end: next.start }.of(self.text);
            let same_line = !gap.is_empty() && without_marks(gap, b" \t").is_empty();
            if next.kind != TokenKind::Word || !same_line || self.at_member() {
                break;
            }
            span = span.to(next.span());
            self.bump();
        }
        let word = span.of(self.text);
        let literal = match word {
            "true" => return self.tree.leaf(Leaf::True, span),
            "false" => return self.tree.leaf(Leaf::False, span),
            "null" => return self.tree.leaf(Leaf::Null, span),
            _ if is_number(word) => return self.tree.leaf(Leaf::Number, span),
            _ => literal(word),
        };
        if let Some((origin, value, text)) = literal {
            self.mend(DefectKind::Literal(origin), span, Edit::replace(span, text));
            return self.tree.leaf(value, span);
        }
        self.put_in_quotes(DefectKind::UnquotedValue, span);
        self.tree.leaf(Leaf::Word, span)
    }

    /// Nested too deeply: the brackets are counted, nothing more.
    pub(super) fn skip(&mut self, first: Token) -> NodeId {
        if !self.defects.iter().any(|defect| defect.kind == DefectKind::NestedTooDeeply) {
            self.note(DefectKind::NestedTooDeeply, first.span());
        }
        let mut depth = 0_usize;
        let mut end = first.span();
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) => depth -= 1,
                _ => {}
            }
            end = token.span();
            self.bump();
            if depth == 0 {
                break;
            }
        }
        self.tree.leaf(Leaf::Skipped, first.span().to(end))
    }

    pub(super) fn missing(&mut self, span: Span) -> NodeId {
        self.tree.leaf(Leaf::Missing, span)
    }
}

/// Literals of other languages: whose, what they mean, and how JSON writes it.
fn literal(word: &str) -> Option<(LiteralOrigin, Leaf, &'static str)> {
    Some(match word {
        "True" => (LiteralOrigin::Python, Leaf::True, "true"),
        "False" => (LiteralOrigin::Python, Leaf::False, "false"),
        "None" => (LiteralOrigin::Python, Leaf::Null, "null"),
        "undefined" | "NaN" => (LiteralOrigin::JavaScript, Leaf::Null, "null"),
        _ if word.eq_ignore_ascii_case("true") => (LiteralOrigin::WrongCase, Leaf::True, "true"),
        _ if word.eq_ignore_ascii_case("false") => (LiteralOrigin::WrongCase, Leaf::False, "false"),
        _ if word.eq_ignore_ascii_case("null") => (LiteralOrigin::WrongCase, Leaf::Null, "null"),
        _ => return None,
    })
}
