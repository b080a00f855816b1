//! Opening brackets in doubt: of the wrong kind, one too many, or not there.

use super::Parser;
use crate::text::MAX_DEPTH;
use crate::text::brackets::{Bracket, BracketToken};
use crate::text::defect::{Defect, DefectKind};
use crate::text::edit::Edit;
use crate::text::lexer::{Token, TokenKind};
use crate::text::span::Span;
use crate::text::tree::NodeId;

impl Parser<'_> {
    /// `"Action": {"a", "b"}`: a list in braces, as the value of a member.
    pub(super) fn holds_bare_items(&self) -> bool {
        if !self.follows_colon() || self.peek_kind() != Some(TokenKind::String) {
            return false;
        }
        match (self.kind_ahead(1), self.kind_ahead(2)) {
            (Some(TokenKind::Close(_)), _) | (Some(TokenKind::Comma), Some(TokenKind::Close(_))) => true,
            (Some(TokenKind::Comma), Some(TokenKind::String)) => {
                matches!(self.kind_ahead(3), Some(TokenKind::Comma | TokenKind::Close(_)))
            }
            _ => false,
        }
    }

    /// `"Statement": { {…}, {…} ]`: a list of objects in braces, as the value of a member. Two braces side by side are
    /// rather one too many.
    pub(super) fn holds_bare_objects(&self) -> bool {
        let Some(next) = self.peek().filter(|next| next.kind == TokenKind::Open(Bracket::Brace)) else { return false };
        let adjacent = self.tokens[self.at - 1].end == next.start;
        let partner = self.partner().map(|partner| self.tokens[partner as usize].kind);
        self.follows_colon() && (partner == Some(TokenKind::Close(Bracket::Square)) || (self.balanced && !adjacent))
    }

    /// Two strings with a comma, and no colon behind the second.
    pub(super) fn begins_bare_list(&self) -> bool {
        self.peek_kind() == Some(TokenKind::String)
            && self.kind_ahead(1) == Some(TokenKind::Comma)
            && self.kind_ahead(2) == Some(TokenKind::String)
            && matches!(self.kind_ahead(3), Some(TokenKind::Comma | TokenKind::Close(Bracket::Square)))
    }

    /// Two objects with a comma between them.
    pub(super) fn begins_bare_objects(&self) -> bool {
        let Some(partner) = partner_of(self.brackets_ahead(1)) else { return false };
        let behind = self.tokens.get(partner as usize + 1..).unwrap_or_default();
        let mut comma = false;
        for token in behind {
            match token.kind {
                kind if kind.is_passed_over() => {}
                TokenKind::Comma if !comma => comma = true,
                kind => return comma && kind == TokenKind::Open(Bracket::Brace),
            }
        }
        false
    }

    /// `"Statement": [ "Effect": …} ]`: the first object of the list lacks its brace, rather than the list being meant
    /// as an object.
    pub(super) fn lacks_brace_inside(&self) -> bool {
        if self.balanced || self.exhausted() {
            return false;
        }
        let depth = self.open.len();
        self.cost(depth, &[Bracket::Square, Bracket::Brace], 0) < self.cost(depth, &[Bracket::Brace], 0)
    }

    /// Whether another bracket before the next token would mend the text behind it.
    pub(super) fn wants_open(&self, bracket: Bracket) -> bool {
        if self.balanced || self.exhausted() {
            return false;
        }
        let depth = self.open.len();
        self.cost(depth, &[bracket], 0) < self.cost(depth, &[], 0)
    }

    /// The opening bracket before the next token is missing, and its container begins there.
    pub(super) fn unopened(&mut self, token: Token, bracket: Bracket, depth: usize) -> NodeId {
        self.insert(DefectKind::UnopenedBracket, token.start, bracket.open());
        let place = Span::at(token.start as usize);
        if depth > MAX_DEPTH {
            return self.skip(token);
        }
        self.container(bracket, place, depth)
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
        let mut edits = Edit::delete(token.span()).alone();
        if self.balanced {
            // Lists in lists are JSON; an object cannot begin with a brace.
            if bracket == Bracket::Square {
                return false;
            }
            let Some(partner) = partner_of(self.brackets_ahead(1)) else { return false };
            let partner = &mut self.tokens[partner as usize];
            partner.kind = TokenKind::Dropped;
            edits.push(Edit::delete(partner.span()));
        } else {
            let depth = self.open.len();
            if self.cost(depth, &[], 1) >= self.cost(depth, &[bracket], 1) {
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
        let defect = match self.partner() {
            // Read on as if both were right.
            Some(partner) => {
                let closing = &mut self.tokens[partner as usize];
                closing.kind = TokenKind::Close(right);
                let edits = opening.and(Edit::replace(closing.span(), right.close()));
                Defect::new(DefectKind::WrongBracket, token.span(), edits).related(closing.span())
            }
            None => Defect::guess(DefectKind::WrongBracket, token.span(), opening.alone()),
        };
        self.report(defect);
        self.container(right, token.span(), depth)
    }

    fn container(&mut self, bracket: Bracket, opening: Span, depth: usize) -> NodeId {
        if bracket == Bracket::Brace { self.object(opening, depth) } else { self.array(opening, depth) }
    }

    /// Whether the opening bracket that was just read is the value of a member.
    pub(super) fn follows_colon(&self) -> bool {
        self.at.checked_sub(2).is_some_and(|before| self.tokens[before].kind == TokenKind::Colon)
    }

    /// Token index of the bracket that closes the container whose opening bracket was just read.
    pub(super) fn partner(&self) -> Option<u32> {
        partner_of(self.brackets_ahead(0))
    }
}

/// Token index of the first bracket ahead that closes more than was opened.
#[cfg_attr(target_arch = "wasm32", inline(never))]
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
