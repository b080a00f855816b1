//! From tokens to a tree, through every mistake.
//!
//! Recursive descent over the tokens with the stack of open brackets at hand. Where a bracket does not fit, or a key
//! stands where the indentation says that an object has ended, the parser weighs the possible mistakes by what each
//! would cost in the rest of the text ([`brackets::cost`]) and takes the cheapest. Text whose brackets balance is never
//! second-guessed, so valid JSON has no defects.

use super::brackets::{self, Bracket, BracketToken};
use super::defect::{Defect, DefectKind, LiteralOrigin};
use super::edit::Edit;
use super::lexer::{self, Lexed, Token, TokenKind};
use super::order::in_order;
use super::repeated::repeated_keys;
use super::strict::{self, is_number};
use super::string::quote;
use super::surroundings::{Beginning, beginning};
use super::tree::{Document, Key, Leaf, Member, NodeId, Tree};
use super::{MAX_BYTES, MAX_DEFECTS, MAX_DEPTH, Safety, Span};

/// Reads any text. Never fails.
pub(crate) fn parse(text: &str) -> Document<'_> {
    if text.len() > MAX_BYTES {
        return empty(text, DefectKind::TooLarge);
    }
    if let Some((tree, root)) = strict::parse(text) {
        return Document { text, root: Some(root), tree, defects: Vec::new() };
    }
    recover(text)
}

/// Reads a text that something is wrong with.
pub(super) fn recover(text: &str) -> Document<'_> {
    let (start, keyless) = match beginning(text) {
        Beginning::Bracket(at) => (at, false),
        Beginning::Key(at) => (at, true),
        Beginning::Nothing => return empty(text, DefectKind::EmptyText),
        Beginning::Other => return empty(text, DefectKind::NotJson),
    };
    let Lexed { tokens, brackets, defects } = lexer::lex(text, start);
    let balanced = !keyless && brackets::cost([].into_iter(), &brackets) == 0 && well_nested(&brackets);
    let mut parser = Parser {
        text,
        tokens,
        brackets,
        balanced,
        at: 0,
        next_bracket: 0,
        tree: Tree::default(),
        defects,
        open: Vec::new(),
        unwind: 0,
        carried_comma: None,
    };
    let root = parser.document(start, keyless);
    let mut defects = in_order(parser.defects, |defect| (defect.span.start, defect.span.end));
    if defects.len() > MAX_DEFECTS {
        defects.truncate(MAX_DEFECTS);
        let last = defects.last().map_or(Span::at(0), |defect| defect.span);
        defects.push(Defect::new(DefectKind::TooManyDefects, last, Vec::new()));
    }
    Document { text, root, tree: parser.tree, defects }
}

fn empty(text: &str, kind: DefectKind) -> Document<'_> {
    let first_line = text.trim_start().lines().next().unwrap_or_default().trim_end();
    let start = text.len() - text.trim_start().len();
    let span = if kind == DefectKind::NotJson { Span::new(start, start + first_line.len()) } else { Span::at(0) };
    Document { text, root: None, tree: Tree::default(), defects: vec![Defect::new(kind, span, Vec::new())] }
}

/// Whether every bracket has its partner.
fn well_nested(brackets: &[BracketToken]) -> bool {
    let mut open = Vec::new();
    for token in brackets {
        if token.opens {
            open.push(token.bracket);
        } else if open.pop() != Some(token.bracket) {
            return false;
        }
    }
    open.is_empty()
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

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    brackets: Vec<BracketToken>,
    /// Every bracket has its partner: none of them is in doubt.
    balanced: bool,
    /// Index of the next token.
    at: usize,
    /// Index of the first bracket at or behind the next token.
    next_bracket: usize,
    tree: Tree,
    defects: Vec<Defect>,
    open: Vec<OpenBracket>,
    /// How many containers, from the innermost out, were found to have ended before the next token.
    unwind: usize,
    /// A comma that stood inside the containers that were found to have ended, and separates what follows them.
    carried_comma: Option<Token>,
}

/// A container that is being read.
#[derive(Debug, Clone, Copy)]
struct OpenBracket {
    bracket: Bracket,
    /// Of the opening bracket; empty where it is missing.
    span: Span,
    /// Offset of its first member.
    first: Option<u32>,
}

/// What the loop over a container's members knows.
#[derive(Default)]
struct Progress {
    /// The last comma, while nothing followed it.
    comma: Option<Token>,
    /// End of the last member.
    last_end: Option<u32>,
}

impl Progress {
    /// A member was read up to `end`; `carried` is the comma that was found inside it and belongs behind it.
    fn member(&mut self, end: u32, carried: Option<Token>) {
        self.comma = carried;
        self.last_end = Some(end);
    }
}

impl<'a> Parser<'a> {
    // ----- the document and what surrounds it

    fn document(&mut self, start: usize, keyless: bool) -> Option<NodeId> {
        self.text_before(start);
        self.skip_comments();
        // `//{`: a comment may hold the opening brace.
        let root = if keyless || self.at_member() {
            let first = self.peek()?.start;
            let edit = Edit::insert(first, "{");
            self.report(Defect::new(DefectKind::UnopenedBracket, Span::at(first as usize), vec![edit]));
            self.object(Span::at(first as usize), 1)
        } else {
            self.value(1)
        };
        self.tail();
        Some(root)
    }

    fn text_before(&mut self, start: usize) {
        let before = &self.text[..start];
        let trimmed = before.trim();
        if trimmed.is_empty() {
            return;
        }
        let from = before.len() - before.trim_start().len();
        let shown = Span::new(from, from + trimmed.lines().next().unwrap_or_default().trim_end().len());
        let edit = Edit::delete(Span::new(0, start));
        self.report(Defect::new(DefectKind::TextBefore, shown, vec![edit]));
    }

    /// What stands behind the document.
    fn tail(&mut self) {
        self.unwind = 0;
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Comment | TokenKind::Dropped => {}
                TokenKind::Close(_) => {
                    self.report(Defect::new(
                        DefectKind::SurplusBracket,
                        token.span(),
                        vec![Edit::delete(token.span())],
                    ));
                }
                TokenKind::Comma => {
                    self.report(Defect::new(DefectKind::ExtraComma, token.span(), vec![Edit::delete(token.span())]));
                }
                // Hundreds of documents are no policy; to look at each would not be worth the time.
                TokenKind::Open(_) if self.exhausted() => return,
                TokenKind::Open(_) => {
                    self.second_document();
                    continue;
                }
                _ => return self.text_after(token.start),
            }
            self.bump();
        }
    }

    /// The second document is read to find its end and forgotten: the policy is the first.
    fn second_document(&mut self) {
        let Some(first) = self.peek() else { return };
        let defects = self.defects.len();
        let node = self.value(1);
        self.unwind = 0;
        let span = self.tree.span(node);
        self.defects.truncate(defects);
        self.defects.retain(|defect| !span.contains(defect.span));
        let before = &self.text[..first.start as usize];
        let from = before.trim_end().len();
        let edit = Edit::delete(Span::new(from, span.end as usize));
        self.report(Defect::guess(DefectKind::SecondDocument, span, vec![edit]));
    }

    fn text_after(&mut self, start: u32) {
        let after = &self.text[start as usize..];
        let shown =
            Span::new(start as usize, start as usize + after.lines().next().unwrap_or_default().trim_end().len());
        let from = self.text[..start as usize].trim_end().len();
        self.defects.retain(|defect| defect.span.start < start);
        let end = self.text.trim_end().len();
        let edit = Edit::delete(Span::new(from, end));
        // What holds a brace may be another document: no one would want that to vanish unasked.
        let safety = if after.contains('{') { Safety::Review } else { Safety::Safe };
        self.report(Defect { safety, ..Defect::new(DefectKind::TextAfter, shown, vec![edit]) });
        self.at = self.tokens.len();
    }

    // ----- tokens

    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    /// The next token but one that is not a comment.
    fn peek_second(&self) -> Option<Token> {
        self.tokens.get(self.at + 1..)?.iter().find(|token| !token.kind.is_passed_over()).copied()
    }

    fn bump(&mut self) {
        if self.brackets.get(self.next_bracket).is_some_and(|bracket| bracket.token as usize <= self.at) {
            self.next_bracket += 1;
        }
        self.at += 1;
    }

    fn skip_comments(&mut self) {
        while self.peek().is_some_and(|token| token.kind.is_passed_over()) {
            self.bump();
        }
    }

    /// End of the token before the next one, comments apart.
    fn last_end(&self) -> u32 {
        let before = self.tokens[..self.at].iter().rev().find(|token| !token.kind.is_passed_over());
        before.map_or(0, |token| token.end)
    }

    fn report(&mut self, defect: Defect) {
        if self.defects.len() <= MAX_DEFECTS * 2 {
            self.defects.push(defect);
        }
    }

    fn missing(&mut self, span: Span) -> NodeId {
        self.tree.leaf(Leaf::Missing, span)
    }

    // ----- values

    /// The value at the next token, which exists.
    fn value(&mut self, depth: usize) -> NodeId {
        self.skip_comments();
        let Some(token) = self.peek() else {
            return self.missing(Span::at(self.text.len()));
        };
        match token.kind {
            TokenKind::Open(bracket) if depth > MAX_DEPTH => self.skip(token, bracket),
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

    /// `"Action": {"a", "b"}`: a list in braces, as the value of a member.
    fn holds_bare_items(&self) -> bool {
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
    fn holds_bare_objects(&self) -> bool {
        let Some(next) = self.peek().filter(|next| next.kind == TokenKind::Open(Bracket::Brace)) else { return false };
        let adjacent = self.tokens[self.at - 1].end == next.start;
        let closed_square = || {
            let partner = self.partner().map(|partner| self.tokens[partner as usize].kind);
            partner == Some(TokenKind::Close(Bracket::Square))
        };
        self.follows_colon() && (closed_square() || (self.balanced && !adjacent))
    }

    /// Whether the opening bracket that was just read is the value of a member.
    fn follows_colon(&self) -> bool {
        self.at.checked_sub(2).is_some_and(|before| self.tokens[before].kind == TokenKind::Colon)
    }

    /// The kinds of the next tokens, comments apart.
    fn next_kinds(&self) -> [Option<TokenKind>; 4] {
        let mut kinds = self.tokens[self.at..].iter().map(|token| token.kind).filter(|kind| !kind.is_passed_over());
        std::array::from_fn(|_| kinds.next())
    }

    /// `"Statement": [ "Effect": …} ]`: the first object of the list lacks its brace, rather than the list being meant
    /// as an object.
    fn lacks_brace_inside(&self) -> bool {
        if self.balanced || self.exhausted() {
            return false;
        }
        let ahead = &self.brackets[self.next_bracket..];
        let open = || self.open.iter().map(|open| open.bracket);
        let as_object = brackets::cost(open().chain([Bracket::Brace]), ahead);
        brackets::cost(open().chain([Bracket::Square, Bracket::Brace]), ahead) < as_object
    }

    /// Whether another bracket before the next token would mend the text behind it.
    fn wants_open(&self, bracket: Bracket) -> bool {
        if self.balanced || self.exhausted() {
            return false;
        }
        let ahead = &self.brackets[self.next_bracket..];
        let open = || self.open.iter().map(|open| open.bracket);
        brackets::cost(open().chain([bracket]), ahead) < brackets::cost(open(), ahead)
    }

    /// The opening bracket before the next token is missing, and its container begins there.
    fn unopened(&mut self, token: Token, bracket: Bracket, depth: usize) -> NodeId {
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
    fn surplus_open(&mut self, token: Token, bracket: Bracket) -> bool {
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

    /// A key and a colon come next.
    fn at_member(&self) -> bool {
        let key = self.peek().is_some_and(|token| matches!(token.kind, TokenKind::String | TokenKind::Word));
        key && self.peek_second().is_some_and(|token| matches!(token.kind, TokenKind::Colon | TokenKind::Equals))
    }

    /// The bracket should be of the other kind, and so should its partner.
    fn wrong_open(&mut self, token: Token, right: Bracket, depth: usize) -> NodeId {
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

    /// Token index of the bracket that closes the container whose opening bracket was just read.
    fn partner(&self) -> Option<u32> {
        partner_of(&self.brackets[self.next_bracket..])
    }

    fn word(&mut self) -> NodeId {
        let Some(first) = self.peek() else {
            return self.missing(Span::at(self.text.len()));
        };
        self.bump();
        let mut span = first.span();
        // `1234 5678 9012`: words on one line are one value, unless the next one is a key.
        while let Some(next) = self.peek() {
            let gap = &self.text[span.end as usize..next.start as usize];
            let same_line = !gap.is_empty() && gap.bytes().all(|byte| byte == b' ' || byte == b'\t');
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
            self.report(Defect::new(DefectKind::Literal(origin), span, vec![Edit::replace(span, text)]));
            return self.tree.leaf(value, span);
        }
        self.report(Defect::new(DefectKind::UnquotedValue, span, vec![Edit::replace(span, quote(word))]));
        self.tree.leaf(Leaf::Word, span)
    }

    /// Nested too deeply: the brackets are counted, nothing more.
    fn skip(&mut self, first: Token, _bracket: Bracket) -> NodeId {
        if !self.defects.iter().any(|defect| defect.kind == DefectKind::NestedTooDeeply) {
            self.report(Defect::new(DefectKind::NestedTooDeeply, first.span(), Vec::new()));
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

    // ----- containers

    fn object(&mut self, opening: Span, depth: usize) -> NodeId {
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
        self.tree.object(Span::new(opening.start as usize, end as usize), members)
    }

    fn array(&mut self, opening: Span, depth: usize) -> NodeId {
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
        self.tree.array(Span::new(opening.start as usize, end as usize), items)
    }

    fn end_of(&self, node: NodeId) -> u32 {
        self.tree.span(node).end
    }

    fn advance(&mut self, progress: &mut Progress, end: u32) {
        let carried = if self.unwind == 0 { self.carried_comma.take() } else { None };
        progress.member(end, carried);
    }

    fn leave(&mut self) {
        self.open.pop();
        self.unwind = self.unwind.saturating_sub(1);
    }

    fn first_member(&mut self, token: Token) {
        if let Some(open) = self.open.last_mut() {
            open.first.get_or_insert(token.start);
        }
    }

    /// Whether the container around the innermost one is an object that already has members.
    fn inside_object(&self) -> bool {
        self.open.iter().rev().nth(1).is_some_and(|open| open.bracket == Bracket::Brace)
    }

    fn member(&mut self, depth: usize) -> Member {
        let Some(token) = self.peek() else {
            return self.keyless_member_at_end();
        };
        self.bump();
        let mut key = Key { span: token.span(), content: token.content() };
        if token.kind == TokenKind::Word {
            if let Some(value) = self.joined_member(token, &mut key) {
                return Member { key: Some(key), value };
            }
            let edit = Edit::replace(key.span, quote(key.span.of(self.text)));
            self.report(Defect::new(DefectKind::UnquotedKey, key.span, vec![edit]));
        }
        self.skip_comments();
        let value = self.member_value(key, depth);
        Member { key: Some(key), value }
    }

    /// `{Effect:Allow}`: without quotes and spaces, key and value are one word.
    fn joined_member(&mut self, token: Token, key: &mut Key) -> Option<NodeId> {
        let follows = self.peek().map(|next| next.kind);
        if matches!(follows, Some(TokenKind::Colon | TokenKind::Equals | TokenKind::String | TokenKind::Open(_))) {
            return None;
        }
        let (name, _) =
            token.span().of(self.text).split_once(':').filter(|(name, rest)| !name.is_empty() && !rest.is_empty())?;
        let middle = token.start as usize + name.len();
        key.span = Span::new(token.start as usize, middle);
        key.content = key.span;
        let value = Span::new(middle + 1, token.end as usize);
        self.report(Defect::new(DefectKind::UnquotedKey, key.span, vec![Edit::replace(key.span, quote(name))]));
        self.report(Defect::new(
            DefectKind::UnquotedValue,
            value,
            vec![Edit::replace(value, quote(value.of(self.text)))],
        ));
        Some(self.tree.leaf(Leaf::Word, value))
    }

    /// The colon and what follows it.
    fn member_value(&mut self, key: Key, depth: usize) -> NodeId {
        self.surplus_before_colon();
        match self.peek().map(|token| (token, token.kind)) {
            Some((_, TokenKind::Colon)) => self.bump(),
            Some((token, TokenKind::Equals)) => {
                let gap = self.text[key.span.end as usize..token.start as usize].bytes().all(|byte| byte == b' ');
                let from = if gap { key.span.end } else { token.start };
                let edit = Edit::replace(Span { start: from, end: token.end }, ":");
                self.report(Defect::new(DefectKind::EqualsForColon, token.span(), vec![edit]));
                self.bump();
            }
            Some((_, TokenKind::String)) if self.peek_second().is_some_and(|next| next.kind == TokenKind::Colon) => {
                return self.missing_value(key);
            }
            Some((_, TokenKind::String | TokenKind::Word | TokenKind::Open(_))) => {
                let edit = Edit::insert(key.span.end, ":");
                self.report(Defect::new(DefectKind::MissingColon, Span::at(key.span.end as usize), vec![edit]));
            }
            _ => return self.missing_value(key),
        }
        self.skip_comments();
        while let Some(token) = self.peek().filter(|token| matches!(token.kind, TokenKind::Colon | TokenKind::Equals)) {
            self.report(Defect::new(DefectKind::ExtraColon, token.span(), vec![Edit::delete(token.span())]));
            self.bump();
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
                self.report(Defect::new(DefectKind::Ellipsis, token.span(), Vec::new()));
                self.bump();
                self.missing(token.span())
            }
            _ => self.missing_value(key),
        }
    }

    /// `"Effect",: "Allow"`: what stands between a key and its colon.
    fn surplus_before_colon(&mut self) {
        while let Some(token) = self.peek() {
            let kind = match token.kind {
                TokenKind::Comma | TokenKind::Semicolon => DefectKind::ExtraComma,
                TokenKind::Close(_) if !self.balanced => DefectKind::SurplusBracket,
                _ => return,
            };
            if self.peek_second().is_none_or(|next| next.kind != TokenKind::Colon) {
                return;
            }
            self.report(Defect::new(kind, token.span(), vec![Edit::delete(token.span())]));
            self.bump();
            self.skip_comments();
        }
    }

    /// Two strings with a comma, and no colon behind the second.
    fn begins_bare_list(&self) -> bool {
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
    fn begins_bare_objects(&self) -> bool {
        let ahead = &self.brackets[(self.next_bracket + 1).min(self.brackets.len())..];
        let Some(partner) = partner_of(ahead) else { return false };
        let mut behind =
            self.tokens[partner as usize + 1..].iter().map(|token| token.kind).filter(|kind| !kind.is_passed_over());
        behind.next() == Some(TokenKind::Comma) && behind.next() == Some(TokenKind::Open(Bracket::Brace))
    }

    fn missing_value(&mut self, key: Key) -> NodeId {
        let end = self.last_end();
        self.report(Defect::new(DefectKind::MissingValue, Span { start: key.span.start, end }, Vec::new()));
        self.missing(Span::at(end as usize))
    }

    /// A value, or a colon, where a key belongs.
    fn keyless_member(&mut self, token: Token, depth: usize) -> Member {
        if !matches!(token.kind, TokenKind::Open(_)) {
            self.bump();
            self.skip_comments();
        }
        let value = match self.peek().map(|token| token.kind) {
            Some(TokenKind::Open(_) | TokenKind::String | TokenKind::Word) => self.value(depth + 1),
            _ => self.missing(token.span()),
        };
        self.report(Defect::new(DefectKind::MissingKey, Span { start: token.start, end: token.start + 1 }, Vec::new()));
        Member { key: None, value }
    }

    fn keyless_member_at_end(&mut self) -> Member {
        let value = self.missing(Span::at(self.text.len()));
        Member { key: None, value }
    }

    /// Commas, and what means nothing between members.
    fn punctuation(&mut self, token: Token, progress: &mut Progress) {
        match token.kind {
            TokenKind::Comma | TokenKind::Semicolon => {
                if progress.last_end.is_none() || progress.comma.is_some() {
                    self.report(Defect::new(DefectKind::ExtraComma, token.span(), vec![Edit::delete(token.span())]));
                } else {
                    if token.kind == TokenKind::Semicolon {
                        let edit = Edit::replace(token.span(), ",");
                        self.report(Defect::new(DefectKind::SemicolonForComma, token.span(), vec![edit]));
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
                let before = &self.text[..start as usize];
                let ends_line = self.text[end as usize..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
                let from = if ends_line { before.trim_end_matches([' ', '\t']).len() as u32 } else { start };
                let edit = Edit::delete(Span { start: from, end });
                self.report(Defect::new(DefectKind::StrayText, span, vec![edit]));
            }
        }
    }

    /// `…` between members goes, with the comma that belonged to it.
    fn ellipsis(&mut self, token: Token, progress: &mut Progress) {
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
        self.report(Defect::guess(DefectKind::Ellipsis, token.span(), vec![Edit::delete(span)]));
    }

    // ----- brackets and commas in doubt

    /// What comes before a member: a comma, or the end that the indentation shows. Some answers where the container
    /// ended.
    fn separate(&mut self, token: Token, progress: &Progress) -> Option<u32> {
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
    fn ended_before(&self, token: Token) -> Option<usize> {
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
    fn close(&mut self, token: Token, bracket: Bracket, expected: Bracket, progress: &Progress) -> Option<u32> {
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
    fn closes_early(&self) -> bool {
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

    fn explain(&self, bracket: Bracket) -> Mismatch {
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

    /// So many mistakes that weighing them one by one is not worth the time.
    fn exhausted(&self) -> bool {
        self.defects.len() > MAX_DEFECTS
    }

    fn trailing_comma(&mut self, progress: &Progress) {
        if let Some(comma) = progress.comma {
            self.report(Defect::new(DefectKind::TrailingComma, comma.span(), vec![Edit::delete(comma.span())]));
        }
    }

    fn unclosed_at_end(&mut self, progress: &Progress) -> u32 {
        let levels = self.open.len();
        self.implied_end(levels, progress)
    }

    /// The innermost containers end here, though nothing closes them. Answers where.
    fn implied_end(&mut self, levels: usize, progress: &Progress) -> u32 {
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
    fn closing(&self, open: OpenBracket, at: u32) -> String {
        let inside = &self.text[open.span.start as usize..at as usize];
        if !inside.contains('\n') {
            // `{ "a": 1 }` has a blank on both sides.
            let blank = inside.get(1..).is_some_and(|inside| inside.starts_with(' '));
            return format!("{}{}", if blank { " " } else { "" }, open.bracket.close());
        }
        let before = &self.text[..open.span.start as usize];
        let line = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        let newline = if inside.contains("\r\n") { "\r\n" } else { "\n" };
        format!("{newline}{indent}{}", open.bracket.close())
    }

    fn on_new_line(&self, token: Token) -> bool {
        let end = self.at.checked_sub(1).map_or(0, |before| self.tokens[before].end);
        self.text[end as usize..token.start as usize].contains('\n')
    }

    /// Bytes before the offset on its line; far to the right all places are the same.
    fn column(&self, offset: u32) -> usize {
        const FAR: usize = 512;
        let bytes = self.text[..offset as usize].as_bytes();
        bytes.iter().rev().take(FAR).position(|byte| *byte == b'\n').unwrap_or(bytes.len().min(FAR))
    }

    fn repeated_keys(&mut self, members: &[Member]) {
        for (first, second) in repeated_keys(self.text, members) {
            self.report(Defect::new(DefectKind::RepeatedKey, second.span, Vec::new()).related(first.span));
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Mismatch {
    /// So many containers were never closed.
    Unclosed(usize),
    Wrong,
    Surplus,
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
