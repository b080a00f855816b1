//! From tokens to a tree, through every mistake.
//!
//! Recursive descent over the tokens with the stack of open brackets at hand. Where a bracket does not fit, or a key
//! stands where the indentation says that an object has ended, the parser weighs the possible mistakes by what each
//! would cost in the rest of the text ([`brackets::cost`]) and takes the cheapest. Text whose brackets balance is never
//! second-guessed, so valid JSON has no defects.

mod closing;
mod containers;
mod document;
mod opening;
mod values;

use super::brackets::{self, Bracket, BracketToken};
use super::defect::{Defect, DefectKind};
use super::edit::Edit;
use super::lexer::{self, Lexed, Token, TokenKind};
use super::marks::first_line;
use super::order::in_order;
use super::strict::{self, Strict};
use super::string::quote;
use super::surroundings::{Beginning, beginning};
use super::tree::{Document, Tree};
use super::{MAX_BYTES, MAX_DEFECTS, Span};

/// Reads any text. Never fails.
pub(crate) fn parse(text: &str) -> Document<'_> {
    if text.len() > MAX_BYTES {
        return empty(text, DefectKind::TooLarge);
    }
    if let Some(Strict { tree, root, is_plain }) = strict::parse(text) {
        let unescaped = if is_plain { Vec::new() } else { tree.unescape(text) };
        return Document { text, root: Some(root), unescaped, tree, is_plain, defects: Vec::new() };
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
    let Some(Lexed { tokens, brackets, defects }) = lexer::lex(text, start) else {
        return empty(text, DefectKind::TooManyTokens);
    };
    let balanced = !keyless && well_nested(&brackets);
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
    let is_plain = text.is_ascii() && !text.contains('\\');
    Document { text, root, unescaped: parser.tree.unescape(text), tree: parser.tree, is_plain, defects }
}

fn empty(text: &str, kind: DefectKind) -> Document<'_> {
    let start = text.len() - text.trim_start().len();
    let first_line = first_line(text.trim_start());
    let span = if kind == DefectKind::NotJson { Span::new(start, start + first_line.len()) } else { Span::at(0) };
    Document {
        text,
        root: None,
        tree: Tree::default(),
        is_plain: false,
        unescaped: Vec::new(),
        defects: vec![Defect::new(kind, span, Vec::new())],
    }
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

impl Parser<'_> {
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn peek_kind(&self) -> Option<TokenKind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    /// The token that stands so many tokens behind the next one, comments apart.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn ahead(&self, mut count: usize) -> Option<Token> {
        for token in self.tokens.get(self.at + 1..)? {
            if !token.kind.is_passed_over() {
                count -= 1;
                if count == 0 {
                    return Some(*token);
                }
            }
        }
        None
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn kind_ahead(&self, count: usize) -> Option<TokenKind> {
        self.ahead(count).map(|token| token.kind)
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn bump(&mut self) {
        if self.brackets.get(self.next_bracket).is_some_and(|bracket| bracket.token as usize <= self.at) {
            self.next_bracket += 1;
        }
        self.at += 1;
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn skip_comments(&mut self) {
        while self.peek_kind().is_some_and(TokenKind::is_passed_over) {
            self.bump();
        }
    }

    /// End of the token before the next one, comments apart.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn last_end(&self) -> u32 {
        for token in self.tokens[..self.at].iter().rev() {
            if !token.kind.is_passed_over() {
                return token.end;
            }
        }
        0
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn report(&mut self, defect: Defect) {
        if self.defects.len() <= MAX_DEFECTS * 2 {
            self.defects.push(defect);
        }
    }

    /// A mistake that one obvious edit mends.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn mend(&mut self, kind: DefectKind, span: Span, edit: Edit) {
        self.report(Defect::new(kind, span, edit.alone()));
    }

    /// A mistake whose place is where the text is missing.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn insert(&mut self, kind: DefectKind, at: u32, text: &str) {
        self.mend(kind, Span::at(at as usize), Edit::insert(at, text));
    }

    /// Something that had better not stand there.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn delete(&mut self, kind: DefectKind, span: Span) {
        self.mend(kind, span, Edit::delete(span));
    }

    /// A mistake that only the writer can mend.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn note(&mut self, kind: DefectKind, span: Span) {
        self.report(Defect::new(kind, span, Vec::new()));
    }

    /// A text in quotes instead of one without.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn put_in_quotes(&mut self, kind: DefectKind, span: Span) {
        self.mend(kind, span, Edit::replace(span, quote(span.of(self.text))));
    }

    /// Passes over a token that means nothing.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn drop_token(&mut self, kind: DefectKind, token: Token) {
        self.delete(kind, token.span());
        self.bump();
    }

    /// A key and a colon come next.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn at_member(&self) -> bool {
        matches!(self.peek_kind(), Some(TokenKind::String | TokenKind::Word))
            && matches!(self.kind_ahead(1), Some(TokenKind::Colon | TokenKind::Equals))
    }

    /// So many mistakes that weighing them one by one is not worth the time.
    fn exhausted(&self) -> bool {
        self.defects.len() > MAX_DEFECTS
    }

    /// The brackets ahead, so many of them apart.
    fn brackets_ahead(&self, skipped: usize) -> &[BracketToken] {
        self.brackets.get(self.next_bracket + skipped..).unwrap_or_default()
    }

    /// What the rest of the text would cost if only the outermost `levels` containers, and `inside` them, were open, and
    /// so many brackets ahead did not count.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn cost(&self, levels: usize, inside: &[Bracket], skipped: usize) -> usize {
        let mut stack = Vec::with_capacity(levels + inside.len());
        for open in self.open.iter().take(levels) {
            stack.push(open.bracket);
        }
        stack.extend_from_slice(inside);
        brackets::cost(stack, self.brackets_ahead(skipped))
    }
}
