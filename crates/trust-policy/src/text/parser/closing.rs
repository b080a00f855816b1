//! Closing brackets and commas in doubt: missing, surplus, or of the wrong kind.

use super::containers::Progress;
use super::{OpenBracket, Parser};
use crate::text::Search;
use crate::text::brackets::Bracket;
use crate::text::defect::{Defect, DefectKind};
use crate::text::edit::Edit;
use crate::text::lexer::{Token, TokenKind};
use crate::text::marks::{from, until, without_marks};
use crate::text::span::Span;

impl Parser<'_> {
    /// What comes before a member: a comma, or the end that the indentation shows. Some answers where the container
    /// ended.
    pub(super) fn separate(&mut self, token: Token, progress: &Progress) -> Option<u32> {
        let last_end = progress.last_end?;
        if let Some(levels) = self.ended_before(token) {
            return Some(self.implied_end(levels, progress));
        }
        if progress.comma.is_none() {
            self.insert(DefectKind::MissingComma, last_end, ",");
        }
        None
    }

    /// How many containers ended before this token, by its indentation: it stands below the members of an outer object,
    /// and to end the inner ones there costs less than to go on.
    pub(super) fn ended_before(&self, token: Token) -> Option<usize> {
        if self.balanced || self.exhausted() || !self.on_new_line(token) {
            return None;
        }
        let column = self.column(token.start);
        let inner = self.column(self.open.last()?.first?);
        if column >= inner {
            return None;
        }
        let key = self.at_member();
        let wanted = if key { Bracket::Brace } else { Bracket::Square };
        for (levels, open) in self.open.iter().rev().enumerate().skip(1) {
            if open.bracket == wanted && open.first.is_some_and(|first| self.column(first) == column) {
                let depth = self.open.len();
                return (self.cost(depth - levels, &[], 0) < self.cost(depth, &[], 0)).then_some(levels);
            }
        }
        None
    }

    /// A closing bracket: the right one, or the cheapest explanation of a wrong one. Some answers where the container
    /// ended; `None` means that the bracket was dropped.
    pub(super) fn close(
        &mut self,
        token: Token,
        bracket: Bracket,
        expected: Bracket,
        progress: &Progress,
    ) -> Option<u32> {
        if bracket == expected && self.closes_early() {
            self.drop_token(DefectKind::SurplusBracket, token);
            return None;
        }
        if bracket == expected {
            self.trailing_comma(progress);
            self.bump();
            return Some(token.end);
        }
        match self.explain(bracket) {
            Mismatch::Unclosed(levels) => Some(self.implied_end(levels, progress)),
            Mismatch::Wrong => {
                let edit = Edit::replace(token.span(), expected.close());
                let opening = self.open.last().map_or(token.span(), |open| open.span);
                self.report(Defect::new(DefectKind::WrongBracket, token.span(), edit.alone()).related(opening));
                self.bump();
                Some(token.end)
            }
            Mismatch::Surplus => {
                self.drop_token(DefectKind::SurplusBracket, token);
                None
            }
        }
    }

    /// `}},` before a further key: a bracket that fits, but behind it stands a member that has its place in this object.
    pub(super) fn closes_early(&self) -> bool {
        if self.balanced || self.exhausted() || self.open.last().is_none_or(|open| open.bracket != Bracket::Brace) {
            return false;
        }
        let (Some(comma), Some(key), Some(colon)) = (self.ahead(1), self.ahead(2), self.ahead(3)) else { return false };
        if (comma.kind, key.kind, colon.kind) != (TokenKind::Comma, TokenKind::String, TokenKind::Colon) {
            return false;
        }
        let outer = self.open.iter().rev().nth(1);
        let column = |open: &OpenBracket| open.first.map(|first| self.column(first));
        let on_new_line = Span { start: comma.end, end: key.start }.of(self.text).contains('\n');
        let here = self.open.last().and_then(column) == Some(self.column(key.start));
        let belongs_here = on_new_line && here && outer.and_then(column) != Some(self.column(key.start));
        if outer.is_some_and(|outer| outer.bracket == Bracket::Brace) && !belongs_here {
            return false;
        }
        let depth = self.open.len();
        self.cost(depth, &[], 1) < self.cost(depth - 1, &[], 1)
    }

    pub(super) fn explain(&self, bracket: Bracket) -> Mismatch {
        if self.exhausted() {
            return Mismatch::Surplus;
        }
        let depth = self.open.len();
        let mut cheapest = (usize::MAX, Mismatch::Surplus);
        if let Some(at) = self.open.iter().rposition(|open| open.bracket == bracket) {
            let levels = depth - 1 - at;
            // To end the document in front of a further member would cost that member.
            let goes_on = matches!(self.kind_ahead(1), Some(TokenKind::Comma | TokenKind::String));
            let ends_early = if at == 0 && goes_on { 2 } else { 0 };
            cheapest = (levels + self.cost(at, &[], 1) + ends_early, Mismatch::Unclosed(levels));
        }
        // The first of the cheapest: an unclosed bracket is the likeliest mistake.
        for (left, mismatch) in [(depth - 1, Mismatch::Wrong), (depth, Mismatch::Surplus)] {
            let cost = 1 + self.cost(left, &[], 1);
            if cost < cheapest.0 {
                cheapest = (cost, mismatch);
            }
        }
        cheapest.1
    }

    pub(super) fn unclosed_at_end(&mut self, progress: &Progress) -> u32 {
        let levels = self.open.len();
        self.implied_end(levels, progress)
    }

    /// The innermost containers end here, though nothing closes them. Answers where.
    pub(super) fn implied_end(&mut self, levels: usize, progress: &Progress) -> u32 {
        self.unwind = levels;
        let end = self.last_end();
        let next = self.peek_kind();
        let goes_on = !matches!(next, None | Some(TokenKind::Close(_)));
        let mut start = end;
        let mut to = end;
        let mut suffix = "";
        match progress.comma {
            // The comma belongs behind the bracket that is missing; at the end of everything it goes.
            Some(comma) if !goes_on => {
                start = comma.start;
                to = comma.end;
            }
            Some(comma) => {
                start = comma.start;
                to = comma.start;
                self.carried_comma = Some(comma);
            }
            None if goes_on => {
                suffix = ",";
                self.carried_comma = Some(Token { kind: TokenKind::Comma, open: 0, close: 0, start: end, end });
            }
            None => {}
        }
        let mut closing = String::new();
        let place = Span::at(end as usize);
        let mut opening = place;
        for open in self.open.iter().rev().take(levels) {
            self.push_closing(&mut closing, *open, start);
            opening = open.span;
        }
        closing.push_str(suffix);
        let edit = Edit::replace(Span { start, end: to }, closing);
        self.report(Defect::new(DefectKind::UnclosedBracket, place, edit.alone()).related(opening));
        start
    }

    /// The closing bracket, on a line of its own when the opening one is further up.
    fn push_closing(&self, out: &mut String, open: OpenBracket, at: u32) {
        let inside = Span { start: open.span.start, end: at }.of(self.text);
        if inside.contains('\n') {
            let before = until(self.text, open.span.start as usize);
            let line = from(before, before.rfind('\n').map_or(0, |end| end + 1));
            out.push_str(if inside.holds("\r\n") { "\r\n" } else { "\n" });
            out.push_str(until(line, line.len() - without_marks(line, b" \t").len()));
        } else if from(inside, 1).starts_with(' ') {
            // `{ "a": 1 }` has a blank on both sides.
            out.push(' ');
        }
        out.push_str(open.bracket.close());
    }

    /// Whether the container around the innermost one is an object that already has members.
    pub(super) fn inside_object(&self) -> bool {
        self.open.iter().rev().nth(1).is_some_and(|open| open.bracket == Bracket::Brace)
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn on_new_line(&self, token: Token) -> bool {
        let end = self.at.checked_sub(1).map_or(0, |before| self.tokens[before].end);
        Span { start: end, end: token.start }.of(self.text).contains('\n')
    }

    /// Bytes before the offset on its line; far to the right all places are the same.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn column(&self, offset: u32) -> usize {
        const FAR: usize = 512;
        let bytes = &self.text.as_bytes()[..offset as usize];
        bytes.iter().rev().take(FAR).position(|byte| *byte == b'\n').unwrap_or(bytes.len().min(FAR))
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Mismatch {
    /// So many containers were never closed.
    Unclosed(usize),
    Wrong,
    Surplus,
}
