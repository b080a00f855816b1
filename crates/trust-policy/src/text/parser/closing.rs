//! Closing brackets and commas in doubt: missing, surplus, or of the wrong kind.

use super::containers::Progress;
use super::{OpenBracket, Parser};
use crate::text::Search;
use crate::text::brackets::{self, Bracket};
use crate::text::defect::{Defect, DefectKind};
use crate::text::edit::Edit;
use crate::text::lexer::{Token, TokenKind};
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
            let edit = Edit::insert(last_end, ",");
            self.report(Defect::new(DefectKind::MissingComma, Span::at(last_end as usize), vec![edit]));
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
        let outer = self.open.iter().rev().skip(1).position(|open| {
            let fits = if key { open.bracket == Bracket::Brace } else { open.bracket == Bracket::Square };
            fits && open.first.is_some_and(|first| self.column(first) == column)
        })?;
        let levels = outer + 1;
        let kinds = || self.open.iter().map(|open| open.bracket);
        let ahead = &self.brackets[self.next_bracket..];
        let stay = brackets::cost(kinds(), ahead);
        let leave = brackets::cost(kinds().take(self.open.len() - levels), ahead);
        (leave < stay).then_some(levels)
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
            self.report(Defect::new(DefectKind::SurplusBracket, token.span(), vec![Edit::delete(token.span())]));
            self.bump();
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
                self.report(Defect::new(DefectKind::WrongBracket, token.span(), vec![edit]).related(opening));
                self.bump();
                Some(token.end)
            }
            Mismatch::Surplus => {
                self.report(Defect::new(DefectKind::SurplusBracket, token.span(), vec![Edit::delete(token.span())]));
                self.bump();
                None
            }
        }
    }

    /// `}},` before a further key: a bracket that fits, but behind it stands a member that has its place in this object.
    pub(super) fn closes_early(&self) -> bool {
        if self.balanced || self.exhausted() || self.open.last().is_none_or(|open| open.bracket != Bracket::Brace) {
            return false;
        }
        let mut behind = self.tokens[self.at + 1..].iter().filter(|token| !token.kind.is_passed_over());
        let kinds = [behind.next(), behind.next(), behind.next()];
        let [Some(comma), Some(key), Some(colon)] = kinds else { return false };
        if (comma.kind, key.kind, colon.kind) != (TokenKind::Comma, TokenKind::String, TokenKind::Colon) {
            return false;
        }
        let outer = self.open.iter().rev().nth(1);
        let column = |open: &OpenBracket| open.first.map(|first| self.column(first));
        let on_new_line = self.text[comma.end as usize..key.start as usize].contains('\n');
        let here = self.open.last().and_then(column) == Some(self.column(key.start));
        let belongs_here = on_new_line && here && outer.and_then(column) != Some(self.column(key.start));
        if outer.is_some_and(|outer| outer.bracket == Bracket::Brace) && !belongs_here {
            return false;
        }
        let ahead = &self.brackets[self.next_bracket + 1..];
        let open = |count: usize| self.open.iter().take(count).map(|open| open.bracket);
        brackets::cost(open(self.open.len()), ahead) < brackets::cost(open(self.open.len() - 1), ahead)
    }

    pub(super) fn explain(&self, bracket: Bracket) -> Mismatch {
        if self.exhausted() {
            return Mismatch::Surplus;
        }
        let ahead = &self.brackets[self.next_bracket + 1..];
        let kinds = |count: usize| self.open.iter().take(count).map(|open| open.bracket);
        let depth = self.open.len();
        // To end the document in front of a further member would cost that member.
        let goes_on = self.peek_second().is_some_and(|next| matches!(next.kind, TokenKind::Comma | TokenKind::String));
        let ends_early = |at: usize| if at == 0 && goes_on { 2 } else { 0 };
        let partner = self.open.iter().rposition(|open| open.bracket == bracket);
        let unclosed = partner.map(|at| {
            let levels = depth - 1 - at;
            (levels + brackets::cost(kinds(at), ahead) + ends_early(at), Mismatch::Unclosed(levels))
        });
        let wrong = (1 + brackets::cost(kinds(depth - 1), ahead), Mismatch::Wrong);
        let surplus = (1 + brackets::cost(kinds(depth), ahead), Mismatch::Surplus);
        // The first of the cheapest: an unclosed bracket is the likeliest mistake.
        let cheapest = unclosed.into_iter().chain([wrong, surplus]).min_by_key(|(cost, _)| *cost);
        cheapest.map_or(Mismatch::Surplus, |(_, mismatch)| mismatch)
    }

    pub(super) fn unclosed_at_end(&mut self, progress: &Progress) -> u32 {
        let levels = self.open.len();
        self.implied_end(levels, progress)
    }

    /// The innermost containers end here, though nothing closes them. Answers where.
    pub(super) fn implied_end(&mut self, levels: usize, progress: &Progress) -> u32 {
        self.unwind = levels;
        let end = self.last_end();
        let at_end = self.peek().is_none();
        let closes_next = self.peek().is_some_and(|token| matches!(token.kind, TokenKind::Close(_)));
        let mut from = end;
        let mut to = end;
        let mut suffix = "";
        match progress.comma {
            // The comma belongs behind the bracket that is missing; at the end of everything it goes.
            Some(comma) if at_end || closes_next => {
                from = comma.start;
                to = comma.end;
            }
            Some(comma) => {
                from = comma.start;
                to = comma.start;
                self.carried_comma = Some(comma);
            }
            None if !at_end && !closes_next => {
                suffix = ",";
                self.carried_comma = Some(Token { kind: TokenKind::Comma, open: 0, close: 0, start: end, end });
            }
            None => {}
        }
        let inner: Vec<OpenBracket> = self.open.iter().rev().take(levels).copied().collect();
        let mut closing: String = inner.iter().map(|open| self.closing(*open, from)).collect();
        closing.push_str(suffix);
        let edit = Edit::replace(Span { start: from, end: to }, closing);
        let opening = inner.last().map_or(Span::at(end as usize), |open| open.span);
        let defect = Defect::new(DefectKind::UnclosedBracket, Span::at(end as usize), vec![edit]).related(opening);
        self.report(defect);
        from
    }

    /// The closing bracket, on a line of its own when the opening one is further up.
    pub(super) fn closing(&self, open: OpenBracket, at: u32) -> String {
        let inside = &self.text[open.span.start as usize..at as usize];
        if !inside.contains('\n') {
            // `{ "a": 1 }` has a blank on both sides.
            let blank = inside.get(1..).is_some_and(|inside| inside.starts_with(' '));
            return format!("{}{}", if blank { " " } else { "" }, open.bracket.close());
        }
        let before = &self.text[..open.span.start as usize];
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let newline = if inside.holds("\r\n") { "\r\n" } else { "\n" };
        format!("{newline}{indent}{}", open.bracket.close())
    }

    /// Whether the container around the innermost one is an object that already has members.
    pub(super) fn inside_object(&self) -> bool {
        self.open.iter().rev().nth(1).is_some_and(|open| open.bracket == Bracket::Brace)
    }

    pub(super) fn on_new_line(&self, token: Token) -> bool {
        let end = self.at.checked_sub(1).map_or(0, |before| self.tokens[before].end);
        self.text[end as usize..token.start as usize].contains('\n')
    }

    /// Bytes before the offset on its line; far to the right all places are the same.
    pub(super) fn column(&self, offset: u32) -> usize {
        const FAR: usize = 512;
        let bytes = self.text[..offset as usize].as_bytes();
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
