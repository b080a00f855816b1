//! Opening brackets in doubt: of the wrong kind, one too many, or not there.

use super::Parser;
use crate::text::MAX_DEPTH;
use crate::text::brackets::{self, Bracket, BracketToken};
use crate::text::defect::{Defect, DefectKind};
use crate::text::edit::Edit;
use crate::text::lexer::{Token, TokenKind};
use crate::text::span::Span;
use crate::text::tree::NodeId;

impl Parser<'_> {
    /// `"Action": {"a", "b"}`: a list in braces, as the value of a member.
    pub(super) fn holds_bare_items(&self) -> bool {
        self.follows_colon()
            && matches!(
                self.next_kinds(),
                [Some(TokenKind::String), Some(TokenKind::Close(_)), ..]
                    | [Some(TokenKind::String), Some(TokenKind::Comma), Some(TokenKind::Close(_)), _]
                    | [
                        Some(TokenKind::String),
                        Some(TokenKind::Comma),
                        Some(TokenKind::String),
                        Some(TokenKind::Comma | TokenKind::Close(_))
                    ]
            )
    }

    /// `"Statement": { {…}, {…} ]`: a list of objects in braces, as the value of a member. Two braces side by side are
    /// rather one too many.
    pub(super) fn holds_bare_objects(&self) -> bool {
        let Some(next) = self.peek().filter(|next| next.kind == TokenKind::Open(Bracket::Brace)) else { return false };
        let adjacent = self.tokens[self.at - 1].end == next.start;
        let closed_square = || {
            let partner = self.partner().map(|partner| self.tokens[partner as usize].kind);
            partner == Some(TokenKind::Close(Bracket::Square))
        };
        self.follows_colon() && (closed_square() || (self.balanced && !adjacent))
    }

    /// Two strings with a comma, and no colon behind the second.
    pub(super) fn begins_bare_list(&self) -> bool {
        matches!(
            self.next_kinds(),
            [
                Some(TokenKind::String),
                Some(TokenKind::Comma),
                Some(TokenKind::String),
                Some(TokenKind::Comma | TokenKind::Close(Bracket::Square))
            ]
        )
    }

    /// Two objects with a comma between them.
    pub(super) fn begins_bare_objects(&self) -> bool {
        let ahead = &self.brackets[(self.next_bracket + 1).min(self.brackets.len())..];
        let Some(partner) = partner_of(ahead) else { return false };
        let mut behind =
            self.tokens[partner as usize + 1..].iter().map(|token| token.kind).filter(|kind| !kind.is_passed_over());
        behind.next() == Some(TokenKind::Comma) && behind.next() == Some(TokenKind::Open(Bracket::Brace))
    }

    /// `"Statement": [ "Effect": …} ]`: the first object of the list lacks its brace, rather than the list being meant
    /// as an object.
    pub(super) fn lacks_brace_inside(&self) -> bool {
        if self.balanced || self.exhausted() {
            return false;
        }
        let ahead = &self.brackets[self.next_bracket..];
        let open = || self.open.iter().map(|open| open.bracket);
        let as_object = brackets::cost(open().chain([Bracket::Brace]), ahead);
        brackets::cost(open().chain([Bracket::Square, Bracket::Brace]), ahead) < as_object
    }

    /// Whether another bracket before the next token would mend the text behind it.
    pub(super) fn wants_open(&self, bracket: Bracket) -> bool {
        if self.balanced || self.exhausted() {
            return false;
        }
        let ahead = &self.brackets[self.next_bracket..];
        let open = || self.open.iter().map(|open| open.bracket);
        brackets::cost(open().chain([bracket]), ahead) < brackets::cost(open(), ahead)
    }

    /// The opening bracket before the next token is missing, and its container begins there.
    pub(super) fn unopened(&mut self, token: Token, bracket: Bracket, depth: usize) -> NodeId {
        let place = Span::at(token.start as usize);
        let edit = Edit::insert(token.start, bracket.open());
        self.report(Defect::new(DefectKind::UnopenedBracket, place, vec![edit]));
        if depth > MAX_DEPTH {
            return self.skip(token, bracket);
        }
        if bracket == Bracket::Brace { self.object(place, depth) } else { self.array(place, depth) }
    }

    /// `{{` or `[[`: the second bracket is one too many, and so is its partner where it has one. Answers whether it was
    /// dropped.
    pub(super) fn surplus_open(&mut self, token: Token, bracket: Bracket) -> bool {
        let adjacent = self.at.checked_sub(1).is_some_and(|before| {
            let before = self.tokens[before];
            before.kind == token.kind && before.end == token.start
        });
        if !adjacent || self.exhausted() {
            return false;
        }
        let mut edits = vec![Edit::delete(token.span())];
        if self.balanced {
            // Lists in lists are JSON; an object cannot begin with a brace.
            if bracket == Bracket::Square {
                return false;
            }
            let ahead = &self.brackets[(self.next_bracket + 1).min(self.brackets.len())..];
            let Some(partner) = partner_of(ahead) else { return false };
            let partner = &mut self.tokens[partner as usize];
            partner.kind = TokenKind::Dropped;
            edits.push(Edit::delete(partner.span()));
        } else {
            let ahead = &self.brackets[self.next_bracket + 1..];
            let open = || self.open.iter().map(|open| open.bracket);
            if brackets::cost(open(), ahead) >= brackets::cost(open().chain([bracket]), ahead) {
                return false;
            }
        }
        self.report(Defect::new(DefectKind::SurplusBracket, token.span(), edits));
        self.bump();
        true
    }

    /// The bracket should be of the other kind, and so should its partner.
    pub(super) fn wrong_open(&mut self, token: Token, right: Bracket, depth: usize) -> NodeId {
        let opening = Edit::replace(token.span(), right.open());
        let partner = self.partner();
        let before = self.defects.len();
        if let Some(partner) = partner {
            // Read on as if both were right.
            let closing = partner as usize;
            let kind = self.tokens[closing].kind;
            self.tokens[closing].kind = TokenKind::Close(right);
            let edits = vec![opening, Edit::replace(self.tokens[closing].span(), right.close())];
            let related = self.tokens[closing].span();
            self.report(Defect::new(DefectKind::WrongBracket, token.span(), edits).related(related));
            debug_assert!(matches!(kind, TokenKind::Close(_)), "a partner closes");
        } else {
            self.report(Defect::guess(DefectKind::WrongBracket, token.span(), vec![opening]));
        }
        debug_assert!(self.defects.len() >= before, "the defect is kept or the limit is reached");
        if right == Bracket::Brace { self.object(token.span(), depth) } else { self.array(token.span(), depth) }
    }

    /// Whether the opening bracket that was just read is the value of a member.
    pub(super) fn follows_colon(&self) -> bool {
        self.at.checked_sub(2).is_some_and(|before| self.tokens[before].kind == TokenKind::Colon)
    }

    /// Token index of the bracket that closes the container whose opening bracket was just read.
    pub(super) fn partner(&self) -> Option<u32> {
        partner_of(&self.brackets[self.next_bracket..])
    }
}

/// Token index of the first bracket ahead that closes more than was opened.
fn partner_of(ahead: &[BracketToken]) -> Option<u32> {
    const HORIZON: usize = 256;
    let mut depth = 0;
    for bracket in ahead.iter().take(HORIZON) {
        if bracket.opens {
            depth += 1;
        } else if depth == 0 {
            return Some(bracket.token);
        } else {
            depth -= 1;
        }
    }
    None
}
