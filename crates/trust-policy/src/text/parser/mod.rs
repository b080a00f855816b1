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
use super::lexer::{self, Lexed, Token, TokenKind};
use super::order::in_order;
use super::strict;
use super::surroundings::{Beginning, beginning};
use super::tree::{Document, Tree};
use super::{MAX_BYTES, MAX_DEFECTS, Span};

/// Reads any text. Never fails.
pub(crate) fn parse(text: &str) -> Document<'_> {
    if text.len() > MAX_BYTES {
        return empty(text, DefectKind::TooLarge);
    }
    if let Some((tree, root)) = strict::parse(text) {
        return Document { text, root: Some(root), unescaped: tree.unescape(text), tree, defects: Vec::new() };
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
    Document { text, root, unescaped: parser.tree.unescape(text), tree: parser.tree, defects }
}

fn empty(text: &str, kind: DefectKind) -> Document<'_> {
    let first_line = text.trim_start().lines().next().unwrap_or_default().trim_end();
    let start = text.len() - text.trim_start().len();
    let span = if kind == DefectKind::NotJson { Span::new(start, start + first_line.len()) } else { Span::at(0) };
    Document {
        text,
        root: None,
        tree: Tree::default(),
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

    /// The kinds of the next tokens, comments apart.
    fn next_kinds(&self) -> [Option<TokenKind>; 4] {
        let mut kinds = self.tokens[self.at..].iter().map(|token| token.kind).filter(|kind| !kind.is_passed_over());
        std::array::from_fn(|_| kinds.next())
    }

    /// A key and a colon come next.
    fn at_member(&self) -> bool {
        let key = self.peek().is_some_and(|token| matches!(token.kind, TokenKind::String | TokenKind::Word));
        key && self.peek_second().is_some_and(|token| matches!(token.kind, TokenKind::Colon | TokenKind::Equals))
    }

    /// So many mistakes that weighing them one by one is not worth the time.
    fn exhausted(&self) -> bool {
        self.defects.len() > MAX_DEFECTS
    }
}
