//! Objects and lists: members, items, and the punctuation between them.

use super::{OpenBracket, Parser};
use crate::text::brackets::Bracket;
use crate::text::defect::{Defect, DefectKind};
use crate::text::edit::Edit;
use crate::text::lexer::{Token, TokenKind};
use crate::text::marks::{from, until, without_marks, without_marks_behind};
use crate::text::repeated::repeated_keys;
use crate::text::span::Span;
use crate::text::tree::{Key, Leaf, Member, NodeId};

/// What the loop over a container's members knows.
#[derive(Default)]
pub(super) struct Progress {
    /// The last comma, while nothing followed it.
    pub(super) comma: Option<Token>,
    /// End of the last member.
    pub(super) last_end: Option<u32>,
}

impl Progress {
    /// A member was read up to `end`; `carried` is the comma that was found inside it and belongs behind it.
    fn member(&mut self, end: u32, carried: Option<Token>) {
        self.comma = carried;
        self.last_end = Some(end);
    }
}

impl Parser<'_> {
    pub(super) fn object(&mut self, opening: Span, depth: usize) -> NodeId {
        self.open.push(OpenBracket { bracket: Bracket::Brace, span: opening, first: None });
        let mut members = Vec::new();
        let mut progress = Progress::default();
        let end = loop {
            self.skip_comments();
            let Some(token) = self.peek() else {
                break self.unclosed_at_end(&progress);
            };
            match token.kind {
                TokenKind::Close(bracket) => match self.close(token, bracket, Bracket::Brace, &progress) {
                    Some(end) => break end,
                    None => continue,
                },
                TokenKind::String | TokenKind::Word => {
                    if let Some(end) = self.separate(token, &progress) {
                        break end;
                    }
                    self.first_member(token);
                    let member = self.member(depth);
                    let end = self.end_of(member.value).max(member.key.map_or(0, |key| key.span.end));
                    self.advance(&mut progress, end);
                    members.push(member);
                }
                TokenKind::Open(bracket) if progress.last_end.is_none() && self.surplus_open(token, bracket) => {
                    continue;
                }
                TokenKind::Open(_) | TokenKind::Colon | TokenKind::Equals => {
                    if let Some(end) = self.separate(token, &progress) {
                        break end;
                    }
                    self.first_member(token);
                    let member = self.keyless_member(token, depth);
                    let end = self.end_of(member.value).max(token.end);
                    self.advance(&mut progress, end);
                    members.push(member);
                }
                _ => self.punctuation(token, &mut progress),
            }
            if self.unwind > 0 {
                break self.last_end();
            }
        };
        self.leave();
        self.repeated_keys(&members);
        self.tree.object(Span::new(opening.start as usize, end as usize), &members)
    }

    pub(super) fn array(&mut self, opening: Span, depth: usize) -> NodeId {
        self.open.push(OpenBracket { bracket: Bracket::Square, span: opening, first: None });
        let mut items = Vec::new();
        let mut progress = Progress::default();
        let end = loop {
            self.skip_comments();
            let Some(token) = self.peek() else {
                break self.unclosed_at_end(&progress);
            };
            match token.kind {
                TokenKind::Close(bracket) => match self.close(token, bracket, Bracket::Square, &progress) {
                    Some(end) => break end,
                    None => continue,
                },
                TokenKind::String | TokenKind::Word
                    if self.at_member() && self.inside_object() && !self.wants_open(Bracket::Brace) =>
                {
                    // A key cannot stand in a list: the list has ended.
                    break self.implied_end(1, &progress);
                }
                TokenKind::Open(bracket) if progress.last_end.is_none() && self.surplus_open(token, bracket) => {
                    continue;
                }
                TokenKind::String | TokenKind::Word | TokenKind::Open(_) => {
                    if let Some(end) = self.separate(token, &progress) {
                        break end;
                    }
                    self.first_member(token);
                    let lacks_brace = token.kind == TokenKind::String && self.at_member();
                    let item = if lacks_brace && self.wants_open(Bracket::Brace) {
                        self.unopened(token, Bracket::Brace, depth + 1)
                    } else {
                        self.value(depth + 1)
                    };
                    let end = self.end_of(item);
                    self.advance(&mut progress, end);
                    items.push(item);
                }
                _ => self.punctuation(token, &mut progress),
            }
            if self.unwind > 0 {
                break self.last_end();
            }
        };
        self.leave();
        self.tree.array(Span::new(opening.start as usize, end as usize), &items)
    }

    pub(super) fn member(&mut self, depth: usize) -> Member {
        let Some(token) = self.peek() else {
            return self.keyless_member_at_end();
        };
        self.bump();
        let mut key = Key { span: token.span(), content: token.content() };
        if token.kind == TokenKind::Word {
            if let Some(value) = self.joined_member(token, &mut key) {
                return Member { key: Some(key), value };
            }
            self.put_in_quotes(DefectKind::UnquotedKey, key.span);
        }
        self.skip_comments();
        let value = self.member_value(key, depth);
        Member { key: Some(key), value }
    }

    /// `{Effect:Allow}`: without quotes and spaces, key and value are one word.
    pub(super) fn joined_member(&mut self, token: Token, key: &mut Key) -> Option<NodeId> {
        let follows = self.peek_kind();
        if matches!(follows, Some(TokenKind::Colon | TokenKind::Equals | TokenKind::String | TokenKind::Open(_))) {
            return None;
        }
        let (name, _) =
            token.span().of(self.text).split_once(':').filter(|(name, rest)| !name.is_empty() && !rest.is_empty())?;
        let middle = token.start as usize + name.len();
        key.span = Span::new(token.start as usize, middle);
        key.content = key.span;
        let value = Span::new(middle + 1, token.end as usize);
        self.put_in_quotes(DefectKind::UnquotedKey, key.span);
        self.put_in_quotes(DefectKind::UnquotedValue, value);
        Some(self.tree.leaf(Leaf::Word, value))
    }

    /// The colon and what follows it.
    pub(super) fn member_value(&mut self, key: Key, depth: usize) -> NodeId {
        self.surplus_before_colon();
        match self.peek().map(|token| (token, token.kind)) {
            Some((_, TokenKind::Colon)) => self.bump(),
            Some((token, TokenKind::Equals)) => {
                let gap = without_marks(Span { start: key.span.end, end: token.start }.of(self.text), b" ").is_empty();
                let from = if gap { key.span.end } else { token.start };
                let edit = Edit::replace(Span { start: from, end: token.end }, ":");
                self.mend(DefectKind::EqualsForColon, token.span(), edit);
                self.bump();
            }
            Some((_, TokenKind::String)) if self.kind_ahead(1) == Some(TokenKind::Colon) => {
                return self.missing_value(key);
            }
            Some((_, TokenKind::String | TokenKind::Word | TokenKind::Open(_))) => {
                self.insert(DefectKind::MissingColon, key.span.end, ":");
            }
            _ => return self.missing_value(key),
        }
        self.skip_comments();
        while let Some(token) = self.peek().filter(|token| matches!(token.kind, TokenKind::Colon | TokenKind::Equals)) {
            self.drop_token(DefectKind::ExtraColon, token);
            self.skip_comments();
        }
        match self.peek().map(|token| (token, token.kind)) {
            // `"Principal": "AWS": …}`: the brace between the keys is missing.
            Some((token, TokenKind::String))
                if !self.balanced && self.at_member() && self.wants_open(Bracket::Brace) =>
            {
                self.unopened(token, Bracket::Brace, depth + 1)
            }
            // `"AWS": "a", "b" ]`
            Some((token, TokenKind::String))
                if !self.balanced && self.begins_bare_list() && self.wants_open(Bracket::Square) =>
            {
                self.unopened(token, Bracket::Square, depth + 1)
            }
            // `"Statement": {…}, {…} ]`
            Some((token, TokenKind::Open(Bracket::Brace)))
                if !self.balanced && self.begins_bare_objects() && self.wants_open(Bracket::Square) =>
            {
                self.unopened(token, Bracket::Square, depth + 1)
            }
            // `"Effect":` at the end of a line, and the next key below.
            Some((token, TokenKind::String | TokenKind::Word)) if self.at_member() && self.on_new_line(token) => {
                self.missing_value(key)
            }
            Some((_, TokenKind::String | TokenKind::Word | TokenKind::Open(_))) => self.value(depth + 1),
            Some((token, TokenKind::Ellipsis)) => {
                self.note(DefectKind::Ellipsis, token.span());
                self.bump();
                self.missing(token.span())
            }
            _ => self.missing_value(key),
        }
    }

    pub(super) fn missing_value(&mut self, key: Key) -> NodeId {
        let end = self.last_end();
        self.note(DefectKind::MissingValue, Span { start: key.span.start, end });
        self.missing(Span::at(end as usize))
    }

    /// A value, or a colon, where a key belongs.
    pub(super) fn keyless_member(&mut self, token: Token, depth: usize) -> Member {
        if !matches!(token.kind, TokenKind::Open(_)) {
            self.bump();
            self.skip_comments();
        }
        let value = match self.peek_kind() {
            Some(TokenKind::Open(_) | TokenKind::String | TokenKind::Word) => self.value(depth + 1),
            _ => self.missing(token.span()),
        };
        self.note(DefectKind::MissingKey, Span { start: token.start, end: token.start + 1 });
        Member { key: None, value }
    }

    pub(super) fn keyless_member_at_end(&mut self) -> Member {
        let value = self.missing(Span::at(self.text.len()));
        Member { key: None, value }
    }

    /// `"Effect",: "Allow"`: what stands between a key and its colon.
    pub(super) fn surplus_before_colon(&mut self) {
        while let Some(token) = self.peek() {
            let kind = match token.kind {
                TokenKind::Comma | TokenKind::Semicolon => DefectKind::ExtraComma,
                TokenKind::Close(_) if !self.balanced => DefectKind::SurplusBracket,
                _ => return,
            };
            if self.kind_ahead(1) != Some(TokenKind::Colon) {
                return;
            }
            self.drop_token(kind, token);
            self.skip_comments();
        }
    }

    /// Commas, and what means nothing between members.
    pub(super) fn punctuation(&mut self, token: Token, progress: &mut Progress) {
        match token.kind {
            TokenKind::Comma | TokenKind::Semicolon => {
                if progress.last_end.is_none() || progress.comma.is_some() {
                    self.delete(DefectKind::ExtraComma, token.span());
                } else {
                    if token.kind == TokenKind::Semicolon {
                        let edit = Edit::replace(token.span(), ",");
                        self.mend(DefectKind::SemicolonForComma, token.span(), edit);
                    }
                    progress.comma = Some(token);
                }
                self.bump();
            }
            TokenKind::Ellipsis => self.ellipsis(token, progress),
            _ => {
                let start = token.start;
                let mut end = token.end;
                while let Some(next) = self.peek().filter(|next| next.kind == TokenKind::Stray || next.start == start) {
                    end = next.end;
                    self.bump();
                }
                let span = Span { start, end };
                // At the end of a line the blanks before it go as well.
                let before = until(self.text, start as usize);
                let ends_line = without_marks(from(self.text, end as usize), b" \t\r").starts_with('\n');
                let gap = if ends_line { without_marks_behind(before, b" \t").len() as u32 } else { start };
                let edit = Edit::delete(Span { start: gap, end });
                self.mend(DefectKind::StrayText, span, edit);
            }
        }
    }

    /// `…` between members goes, with the comma that belonged to it.
    pub(super) fn ellipsis(&mut self, token: Token, progress: &mut Progress) {
        self.bump();
        self.skip_comments();
        let next = self.peek();
        let span = match (next.map(|next| next.kind), progress.comma) {
            (Some(TokenKind::Comma), _) if progress.comma.is_some() || progress.last_end.is_none() => {
                self.bump();
                token.span().to(next.map_or(token.span(), Token::span))
            }
            (Some(TokenKind::Close(_)), Some(comma)) => {
                progress.comma = None;
                Span { start: comma.start, end: token.end }
            }
            _ => token.span(),
        };
        self.report(Defect::guess(DefectKind::Ellipsis, token.span(), Edit::delete(span).alone()));
    }

    pub(super) fn trailing_comma(&mut self, progress: &Progress) {
        if let Some(comma) = progress.comma {
            self.delete(DefectKind::TrailingComma, comma.span());
        }
    }

    pub(super) fn repeated_keys(&mut self, members: &[Member]) {
        for (first, second) in repeated_keys(self.text, members, true) {
            self.report(Defect::new(DefectKind::RepeatedKey, second.span, Vec::new()).related(first.span));
        }
    }

    pub(super) fn first_member(&mut self, token: Token) {
        if let Some(open) = self.open.last_mut() {
            open.first.get_or_insert(token.start);
        }
    }

    pub(super) fn end_of(&self, node: NodeId) -> u32 {
        self.tree.span(node).end
    }

    pub(super) fn advance(&mut self, progress: &mut Progress, end: u32) {
        let carried = if self.unwind == 0 { self.carried_comma.take() } else { None };
        progress.member(end, carried);
    }

    pub(super) fn leave(&mut self) {
        self.open.pop();
        self.unwind = self.unwind.saturating_sub(1);
    }
}
