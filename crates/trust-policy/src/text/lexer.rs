//! From characters to tokens, with an eye for what people type instead of JSON.
//!
//! The lexer knows the strings: where a quote is missing, of the wrong kind, or part of the text. It decides by what
//! stands behind a quote: in JSON that is a comma, a colon, a bracket or the end of a line, never a letter.

use super::search::Search;
use std::borrow::Cow;

use super::brackets::{Bracket, BracketToken};
use super::defect::{Defect, DefectKind, QuoteStyle};
use super::edit::Edit;
use super::marks::{begins_with, char_at, from, has_any, until, without_marks, without_marks_behind};
use super::{MAX_DEFECTS, MAX_TOKENS, Safety, Span, string};

/// A token of the text. White space is not kept: it is what lies between tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    /// Length of the opening quote of a string in bytes, 0 where it is missing.
    pub(super) open: u8,
    /// Length of the closing quote.
    pub(super) close: u8,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Token {
    pub(super) fn span(self) -> Span {
        Span { start: self.start, end: self.end }
    }

    /// A string without its quotes; any other token as it is.
    pub(super) fn content(self) -> Span {
        Span { start: self.start + u32::from(self.open), end: self.end - u32::from(self.close) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Open(Bracket),
    Close(Bracket),
    Comma,
    Semicolon,
    Colon,
    /// `=`, `=>` or `:=`.
    Equals,
    Ellipsis,
    String,
    /// Anything without quotes: a number, `true`, a bare key.
    Word,
    Comment,
    /// A character that begins nothing.
    Stray,
    /// A bracket that the parser has done with before its turn.
    Dropped,
}

impl TokenKind {
    /// Whether the token stands between others without a meaning.
    pub(super) fn is_passed_over(self) -> bool {
        matches!(self, Self::Comment | Self::Dropped)
    }
}

/// The tokens of a text from `start` on, and what was wrong with the characters themselves.
#[derive(Debug)]
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    pub(super) brackets: Vec<BracketToken>,
    pub(super) defects: Vec<Defect>,
}

/// `None` for a text of more than [`MAX_TOKENS`].
pub(super) fn lex(text: &str, start: usize) -> Option<Lexed> {
    let mut lexer = Lexer {
        text,
        at: start,
        out: Lexed { tokens: Vec::with_capacity((text.len() - start) / 8), brackets: Vec::new(), defects: Vec::new() },
        odd_spaces: Vec::new(),
        invisible: Vec::new(),
        unclosed_comment: false,
        depth: 0,
    };
    lexer.run();
    (lexer.out.tokens.len() <= MAX_TOKENS).then_some(lexer.out)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    out: Lexed,
    /// Spaces that JSON does not know: one finding for all of them, since nobody can see one.
    odd_spaces: Vec<Edit>,
    invisible: Vec<Edit>,
    /// A comment without an end was met.
    unclosed_comment: bool,
    /// Brackets opened and not closed so far; behind the document it is 0.
    depth: usize,
}

/// Quotes that open a string, with the quotes that may close it.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn quote_style(c: char) -> Option<(Option<QuoteStyle>, &'static str)> {
    const SMART_DOUBLE: &str = "”“„‟″＂«»\"";
    const SMART_SINGLE: &str = "’‘‚‛′´'";
    match c {
        '"' => Some((None, "\"")),
        '\'' => Some((Some(QuoteStyle::Single), "'")),
        '`' => Some((Some(QuoteStyle::Backtick), "`'")),
        _ if c.is_ascii() => None,
        _ if is_one_of(c, SMART_DOUBLE) => Some((Some(QuoteStyle::Smart), SMART_DOUBLE)),
        _ if is_one_of(c, SMART_SINGLE) => Some((Some(QuoteStyle::Smart), SMART_SINGLE)),
        _ => None,
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn is_one_of(c: char, marks: &str) -> bool {
    marks.chars().any(|mark| mark == c)
}

fn is_quote(c: char) -> bool {
    quote_style(c).is_some()
}

/// Double quotes as word processors close them.
fn closes_smartly(c: char) -> bool {
    matches!(c, '”' | '“' | '″' | '＂')
}

/// Zero-width and formatting characters that nobody sees.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The text as a reader sees it: without the characters that take no room. What hides them is reported apart.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_invisible(c) {
            seen.push(c);
        }
    }
    Cow::Owned(seen)
}

/// Letters and digits, of any script: what is not ASCII counts as a letter, for want of kilobytes of tables.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || (!c.is_ascii() && !is_odd_space(c) && !is_invisible(c) && !is_quote(c) && c != '…')
}

/// White space that JSON does not count as such.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r')
}

impl Lexer<'_> {
    fn run(&mut self) {
        while let Some(c) = char_at(self.text, self.at) {
            if self.out.tokens.len() > MAX_TOKENS {
                break;
            }
            match c {
                ' ' | '\t' | '\n' | '\r' => self.at += 1,
                '{' if self.template_length() > 0 => self.word(),
                '{' | '[' | '}' | ']' => self.bracket(c),
                ',' => self.single(TokenKind::Comma),
                ';' => self.single(TokenKind::Semicolon),
                ':' if self.goes_on_with(":=") => self.token(TokenKind::Equals, 2),
                ':' => self.single(TokenKind::Colon),
                '=' => self.token(TokenKind::Equals, if self.goes_on_with("=>") { 2 } else { 1 }),
                '/' if self.goes_on_with("//") || self.goes_on_with("/*") => self.comment(),
                '#' => self.comment(),
                '<' if self.goes_on_with("<!--") => self.comment(),
                _ if is_invisible(c) => self.invisible(c),
                _ if is_odd_space(c) => self.odd_space(),
                _ if is_quote(c) => self.string(c),
                '(' | ')' | '\\' | '+' | '|' => self.single(TokenKind::Stray),
                _ => self.word(),
            }
        }
        let (odd_spaces, invisible) = (std::mem::take(&mut self.odd_spaces), std::mem::take(&mut self.invisible));
        self.report_run(DefectKind::NoBreakSpace, odd_spaces);
        self.report_run(DefectKind::InvisibleCharacter, invisible);
    }

    fn rest(&self) -> &str {
        from(self.text, self.at)
    }

    fn goes_on_with(&self, text: &str) -> bool {
        self.rest().as_bytes().starts_with(text.as_bytes())
    }

    fn single(&mut self, kind: TokenKind) {
        self.token(kind, 1);
    }

    fn token(&mut self, kind: TokenKind, length: usize) {
        self.string_token(kind, self.at, self.at + length, 0, 0);
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn string_token(&mut self, kind: TokenKind, start: usize, end: usize, open: usize, close: usize) {
        self.out.tokens.push(Token {
            kind,
            open: open as u8,
            close: close as u8,
            start: start as u32,
            end: end as u32,
        });
        self.at = end;
    }

    fn bracket(&mut self, c: char) {
        let bracket = if matches!(c, '{' | '}') { Bracket::Brace } else { Bracket::Square };
        let opens = matches!(c, '{' | '[');
        self.out.brackets.push(BracketToken { token: self.out.tokens.len() as u32, bracket, opens });
        self.depth = if opens { self.depth + 1 } else { self.depth.saturating_sub(1) };
        self.single(if opens { TokenKind::Open(bracket) } else { TokenKind::Close(bracket) });
    }

    /// A mistake that one obvious edit mends.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn mend(&mut self, kind: DefectKind, span: Span, edit: Edit) {
        self.defect(Defect::new(kind, span, edit.alone()));
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn defect(&mut self, defect: Defect) {
        // One more than the limit, so that the parser sees that the limit was passed.
        if self.out.defects.len() <= MAX_DEFECTS {
            self.out.defects.push(defect);
        }
    }

    fn comment(&mut self) {
        let rest = self.rest();
        let (length, closed) = match rest.as_bytes() {
            [b'/', b'*', ..] => block_comment(rest, 2, "*/"),
            [b'<', ..] => block_comment(rest, 4, "-->"),
            _ => {
                let line = rest.find('\n').map_or(rest, |end| without_marks_behind(until(rest, end), b"\r"));
                (line.len(), true)
            }
        };
        if !closed && !self.unclosed_comment && rest.contains('"') {
            // Policy text behind it: only the mark goes. Once, or a long row of marks would be searched for each.
            let mark = if rest.starts_with('<') { 4 } else { 2 };
            self.unclosed_comment = true;
            let span = Span::new(self.at, self.at + mark);
            self.defect(Defect::guess(DefectKind::Comment, span, Edit::delete(span).alone()));
            return self.token(TokenKind::Comment, mark);
        }
        let span = Span::new(self.at, self.at + length);
        let edits = Edit::delete(self.with_its_line(span)).alone();
        self.defect(Defect {
            safety: if closed { Safety::Safe } else { Safety::Review },
            ..Defect::new(DefectKind::Comment, span, edits)
        });
        self.token(TokenKind::Comment, length);
    }

    /// The comment with the white space around it: the whole line when nothing else stands there.
    fn with_its_line(&self, span: Span) -> Span {
        let before = without_marks_behind(until(self.text, span.start as usize), b" \t");
        let after = from(self.text, span.end as usize);
        let rest = without_marks(after, b" \t\r");
        let gap = (after.len() - rest.len()) as u32;
        let start = before.len() as u32;
        let starts_line = before.is_empty() || before.ends_with('\n');
        if rest.is_empty() || rest.starts_with('\n') {
            let whole_line = starts_line && !rest.is_empty();
            return Span { start, end: if whole_line { span.end + gap + 1 } else { span.end } };
        }
        let blank_before = starts_line || start < span.start;
        Span { start: span.start, end: if blank_before { span.end + gap } else { span.end } }
    }

    fn odd_space(&mut self) {
        let start = self.at;
        let mut spaces = String::new();
        while let Some(c) = char_at(self.text, self.at).filter(|c| is_odd_space(*c)) {
            spaces.push(if matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') { '\n' } else { ' ' });
            self.at += c.len_utf8();
        }
        if self.odd_spaces.len() < MAX_DEFECTS {
            self.odd_spaces.push(Edit::replace(Span::new(start, self.at), spaces));
        }
    }

    fn invisible(&mut self, c: char) {
        let span = Span::new(self.at, self.at + c.len_utf8());
        self.at = span.end as usize;
        if c == '\u{feff}' && span.start == 0 {
            self.mend(DefectKind::ByteOrderMark, span, Edit::delete(span));
        } else if self.invisible.len() < MAX_DEFECTS {
            self.invisible.push(Edit::delete(span));
        }
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn report_run(&mut self, kind: DefectKind, edits: Vec<Edit>) {
        if let (Some(first), Some(last)) = (edits.first(), edits.last()) {
            let (span, last) = (first.span(), last.span());
            let related = (edits.len() > 1).then_some(last);
            self.defect(Defect { related, ..Defect::new(kind, span, edits) });
        }
    }

    /// Text without quotes.
    fn word(&mut self) {
        let rest = self.rest();
        let length = word_length(rest, self.template_length());
        if self.goes_on_with("…") {
            return self.token(TokenKind::Ellipsis, '…'.len_utf8());
        }
        if self.goes_on_with("...") {
            let word = until(rest, length);
            return self.token(TokenKind::Ellipsis, length - without_marks(word, b".").len());
        }
        let close = char_at(rest, length).filter(|c| is_quote(*c));
        if let Some(quote) = close.filter(|quote| self.closes(self.at + length + quote.len_utf8())) {
            let span = Span::new(self.at, self.at + length + quote.len_utf8());
            let mut edits = Edit::insert(span.start, "\"").alone();
            if quote != '"' {
                edits.push(Edit::replace(Span::new(self.at + length, span.end as usize), "\""));
            }
            self.defect(Defect::new(DefectKind::UnopenedString, span, edits));
            return self.string_token(TokenKind::String, self.at, span.end as usize, 0, quote.len_utf8());
        }
        self.token(TokenKind::Word, length);
    }

    /// Length of `{{ name }}` at this place, 0 where it is just a brace.
    fn template_length(&self) -> usize {
        let Some(inner) = self.rest().strip_prefix("{{") else {
            return 0;
        };
        for (at, c) in inner.char_indices() {
            if c == '}' && from(inner, at).starts_with("}}") {
                return if until(inner, at).contains(is_letter) { at + 4 } else { 0 };
            }
            if matches!(c, '\n' | '"' | '\'' | '{' | ':' | ',') {
                break;
            }
        }
        0
    }

    /// Whether a string may end here: what follows is what follows a string.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn closes(&self, at: usize) -> bool {
        let mut rest = from(self.text, at);
        while let Some(c) = char_at(rest, 0).filter(|c| matches!(c, ' ' | '\t') || is_odd_space(*c) || is_invisible(*c))
        {
            rest = from(rest, c.len_utf8());
        }
        match char_at(rest, 0) {
            None | Some(',' | ':' | '}' | ']' | '\n' | '\r' | ';' | '=' | ')' | '{' | '[' | '#' | '+') => true,
            Some('/') => rest.starts_with("//") || rest.starts_with("/*"),
            Some('.') => rest.starts_with("..."),
            Some(c) => is_quote(c),
        }
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn string(&mut self, open: char) {
        if self.is_stray_quote(open) {
            return self.stray_quote(open);
        }
        let (style, closers) = quote_style(open).unwrap_or((None, "\""));
        let mut scan = StringScan::new(self, open, style, closers);
        let end = scan.run();
        let StringScan { defects, .. } = scan;
        for defect in defects {
            self.defect(defect);
        }
        let StringEnd { content_end, close, .. } = end;
        let empty = content_end == self.at + open.len_utf8();
        self.string_token(TokenKind::String, self.at, content_end + close, open.len_utf8(), close);
        // `"Effect"": …`: the second quote is one too many.
        if close == 1 && !empty && self.rest().starts_with('"') && self.closes(self.at + 1) {
            let next = without_marks(from(self.text, self.at + 1), b" \t");
            if begins_with(next, b":,}]\n\r") {
                self.stray_quote('"');
            }
        }
    }

    /// A quote with nothing behind it on its line, where no value is due; or two in front of a word.
    fn is_stray_quote(&self, open: char) -> bool {
        let rest = from(self.text, self.at + open.len_utf8());
        if open == '"' && rest.starts_with('"') {
            return char_at(rest, 1).is_some_and(is_letter);
        }
        let line_ends = without_marks(rest, b" \t\r").starts_with('\n');
        let value_due =
            self.out.tokens.last().is_some_and(|last| matches!(last.kind, TokenKind::Colon | TokenKind::Equals));
        line_ends && !value_due && self.depth > 0
    }

    fn stray_quote(&mut self, quote: char) {
        let span = Span::new(self.at, self.at + quote.len_utf8());
        self.mend(DefectKind::StrayText, span, Edit::delete(span));
        self.at = span.end as usize;
    }
}

fn block_comment(rest: &str, open: usize, close: &str) -> (usize, bool) {
    match from(rest, open).place_of(close) {
        Some(at) => (open + at + close.len(), true),
        None => (rest.len(), false),
    }
}

/// How far a bare word goes: to white space, a quote or punctuation. A colon belongs to it when a word goes on behind
/// it, as in `sts:AssumeRole` and `arn:aws:iam::…`.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn word_length(rest: &str, template: usize) -> usize {
    // A word of many opening marks is not searched again for each of them.
    let mut searches = 0;
    let mut length = |text: &str, close: u8| {
        searches += 1;
        if searches > 8 { 0 } else { same_line(text, close) }
    };
    let mut at = template;
    while let Some(c) = char_at(rest, at) {
        let tail = from(rest, at + c.len_utf8());
        match c {
            '$' if tail.starts_with('{') => at += 1 + length(tail, b'}'),
            '<' => at += 1 + length(tail, b'>'),
            ':' if begins_with(tail, b":/*$<_") || char_at(tail, 0).is_some_and(is_letter) => at += 1,
            ',' | ';' | ':' | '=' | '{' | '}' | '[' | ']' | '(' | ')' | '\\' => break,
            _ if c.is_whitespace() || is_invisible(c) || is_quote(c) => break,
            _ => at += c.len_utf8(),
        }
    }
    at.max(char_at(rest, 0).map_or(0, char::len_utf8))
}

/// Length up to and with the closing mark, when it stands near on the same line before any quote; else 0.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn same_line(text: &str, close: u8) -> usize {
    // Without a bound, a long run of opening marks would be read to the end again for each.
    const NEAR: usize = 256;
    for (byte, at) in text.bytes().take(NEAR).zip(1..) {
        if byte == close {
            return at;
        }
        if matches!(byte, b'\n' | b'"' | b',') {
            break;
        }
    }
    0
}

/// Where a string ends: its content, and the length of the quote behind it (0 where it is missing).
#[derive(Clone, Copy)]
struct StringEnd {
    content_end: usize,
    close: usize,
}

/// The search for the end of one string.
struct StringScan<'l, 'a> {
    lexer: &'l Lexer<'a>,
    start: usize,
    /// First byte of the content.
    content: usize,
    style: Option<QuoteStyle>,
    closers: &'static str,
    defects: Vec<Defect>,
    /// Edits inside the content that come with new quotes around it.
    inner: Vec<Edit>,
}

/// How many quotes inside a string are looked past before the first one is taken as its end after all.
const INNER_QUOTES: usize = 8;

impl<'l, 'a> StringScan<'l, 'a> {
    fn new(lexer: &'l Lexer<'a>, open: char, style: Option<QuoteStyle>, closers: &'static str) -> Self {
        let (start, content) = (lexer.at, lexer.at + open.len_utf8());
        Self { lexer, start, content, style, closers, defects: Vec::new(), inner: Vec::new() }
    }

    fn run(&mut self) -> StringEnd {
        let text = self.lexer.text;
        let mut at = self.content;
        let mut inner_quotes: Vec<usize> = Vec::new();
        let end = loop {
            at += plain_length(from(text, at));
            let Some(c) = char_at(text, at) else {
                break self.unclosed(text.len());
            };
            match c {
                '\\' => at = self.escape(at),
                '\n' | '\r' => match self.continues_after(at) {
                    Some(next) => at = self.line_break(at, next),
                    None => break self.unclosed(at),
                },
                c if c < ' ' => at = self.control(at, c),
                c if is_invisible(c) => at = self.invisible(at, c),
                c if is_one_of(c, self.closers) => {
                    let after = at + c.len_utf8();
                    if self.lexer.closes(after) {
                        break StringEnd { content_end: at, close: c.len_utf8() };
                    }
                    if let Some(end) = self.closed_before(at) {
                        break self.missing_close(end);
                    }
                    inner_quotes.push(at);
                    if inner_quotes.len() > INNER_QUOTES {
                        break self.give_up(&mut inner_quotes);
                    }
                    at = after;
                }
                // `"Version”:` is closed by the smart quote.
                c if self.style.is_none() && closes_smartly(c) && self.closes_key_or_value(at + c.len_utf8()) => {
                    self.style = Some(QuoteStyle::Smart);
                    break StringEnd { content_end: at, close: c.len_utf8() };
                }
                '"' => {
                    self.inner.push(Edit::insert(at as u32, "\\"));
                    at += 1;
                }
                c => at += c.len_utf8(),
            }
        };
        let end = if end.close == 0 && !inner_quotes.is_empty() { self.give_up(&mut inner_quotes) } else { end };
        self.unescaped(&inner_quotes);
        self.requote(end);
        end
    }

    /// The first inner quote was the end after all.
    fn give_up(&mut self, inner_quotes: &mut Vec<usize>) -> StringEnd {
        let at = inner_quotes[0];
        inner_quotes.clear();
        self.defects.retain(|defect| (defect.span.end as usize) <= at);
        self.inner.retain(|edit| (edit.end as usize) <= at);
        let close = char_at(self.lexer.text, at).map_or(0, char::len_utf8);
        StringEnd { content_end: at, close }
    }

    fn unescaped(&mut self, inner_quotes: &[usize]) {
        for &at in inner_quotes {
            if from(self.lexer.text, at).starts_with('"') {
                self.guess(DefectKind::UnescapedQuote, Span::new(at, at + 1), Edit::insert(at as u32, "\\"));
            }
        }
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn mend(&mut self, kind: DefectKind, span: Span, edit: Edit) {
        self.defects.push(Defect::new(kind, span, edit.alone()));
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn guess(&mut self, kind: DefectKind, span: Span, edit: Edit) {
        self.defects.push(Defect::guess(kind, span, edit.alone()));
    }

    /// A straight quote in the place of the one that opens the string, and the edits inside.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn straight(&mut self) -> Vec<Edit> {
        let mut edits = Edit::replace(Span::new(self.start, self.content), "\"").alone();
        edits.append(&mut self.inner);
        edits
    }

    /// Straight quotes for the ones that are there.
    fn requote(&mut self, end: StringEnd) {
        let Some(style) = self.style else { return };
        if end.close == 0 {
            // The repair of the missing quote sets both.
            return;
        }
        let span = Span::new(self.start, end.content_end + end.close);
        let mut edits = self.straight();
        edits.push(Edit::replace(Span::new(end.content_end, span.end as usize), "\""));
        self.defects.push(Defect::new(DefectKind::Quotes(style), span, edits));
    }

    fn missing_close(&mut self, content_end: usize) -> StringEnd {
        let span = Span::new(self.start, content_end);
        let mut edits = if self.style.is_some() { self.straight() } else { Vec::new() };
        edits.push(Edit::insert(content_end as u32, "\""));
        if edits.windows(2).any(|pair| pair[0].conflicts_with(&pair[1])) {
            let content = Span::new(self.content, content_end).of(self.lexer.text);
            edits = Edit::replace(span, string::quote(content)).alone();
        }
        self.defects.push(Defect::new(DefectKind::UnclosedString, span, edits));
        StringEnd { content_end, close: 0 }
    }

    /// The string has no quote before the end of its line; it ends before the punctuation that ends the line.
    fn unclosed(&mut self, line_end: usize) -> StringEnd {
        let text = self.lexer.text;
        let line = Span::new(self.content, line_end).of(text);
        let mut content = line.trim_end();
        // Closing braces that have no partner in the line belong to the document: `"${aws:username}}`.
        let mut surplus = 0_usize;
        let mut opened = 0_usize;
        for byte in content.bytes() {
            opened += usize::from(byte == b'{');
            surplus += usize::from(byte == b'}');
        }
        surplus = surplus.saturating_sub(opened);
        while let Some(last) = content.as_bytes().last() {
            match last {
                b'}' if surplus == 0 => break,
                b'}' => surplus -= 1,
                b'{' => surplus += 1,
                b',' | b'[' | b']' | b':' | b' ' | b'\t' => {}
                _ => break,
            }
            content = until(content, content.len() - 1);
        }
        // `"Present: true}`: the colon and a literal behind it were not part of the string.
        let literal = ["true", "false", "null"].iter().find_map(|literal| content.strip_suffix(literal));
        content = literal.and_then(|key| key.trim_end().strip_suffix(':')).unwrap_or(content);
        let end = self.content + if content.is_empty() { line.trim_end().len() } else { content.len() };
        self.missing_close(end)
    }

    /// `"Effect: "Allow"`: the quote at `at` opens the next string, and this one ended before the punctuation.
    fn closed_before(&self, at: usize) -> Option<usize> {
        let content = Span::new(self.content, at).of(self.lexer.text);
        let kept = without_marks_behind(content, b" \t,:{}[]");
        let tail = from(content, kept.len());
        (!kept.is_empty() && has_any(tail, b",:{[]")).then_some(self.content + kept.len())
    }

    /// Whether a smart quote ends a string that a straight one began: punctuation follows, and behind it a new token.
    fn closes_key_or_value(&self, at: usize) -> bool {
        let rest = without_marks(from(self.lexer.text, at), b" \t");
        if !begins_with(rest, b",:") {
            return begins_with(rest, b"}]\n\r");
        }
        let next = without_marks(from(rest, 1), b" \t");
        begins_with(next, b"{[\n\r") || char_at(next, 0).is_some_and(|c| is_one_of(c, "“”„″＂"))
    }

    /// Where the string goes on when it runs over the end of a line: the next line holds its end and nothing else that
    /// would open one.
    fn continues_after(&self, at: usize) -> Option<usize> {
        const LINES: usize = 8;
        let text = self.lexer.text;
        let mut next = at;
        for _ in 0..LINES {
            let line_start = next + from(text, next).find('\n')? + 1;
            let line = from(text, line_start);
            let line = until(line, line.find('\n').unwrap_or(line.len()));
            match line.find(|c| is_one_of(c, self.closers)) {
                Some(quote) => {
                    let after = line_start + quote + 1;
                    let words = until(line, quote).trim();
                    let follows = without_marks(text.get(after..)?, b" \t");
                    let ends = follows.is_empty() || begins_with(follows, b",}]\n\r");
                    let whole = ends && !has_any(words, b"{}[],") && !words.is_empty();
                    return whole.then(|| line_start + (line.len() - line.trim_start().len()));
                }
                None if line.trim().is_empty() || has_any(line, b"{}[],") => return None,
                None => next = line_start,
            }
        }
        None
    }

    fn line_break(&mut self, at: usize, next: usize) -> usize {
        // Only the first line of several is known to end here; the rest is found by the next call.
        let text = self.lexer.text;
        let line_start = at + from(text, at).find('\n').map_or(0, |end| end + 1);
        let resume = (text.len() - without_marks(from(text, line_start), b" \t").len()).min(next);
        let kept = self.content + without_marks_behind(Span::new(self.content, at).of(text), b" \t").len();
        let span = Span::new(kept, resume);
        self.guess(DefectKind::LineBreakInString, span, Edit::delete(span));
        resume
    }

    fn escape(&mut self, at: usize) -> usize {
        let text = self.lexer.text;
        let Some(next) = char_at(text, at + 1) else {
            return at + 1;
        };
        let valid = match next {
            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => true,
            'u' => string::hex4(text, at + 2).is_some(),
            _ => false,
        };
        if next == '\n' || next == '\r' {
            // The shell's line continuation: the line break is the finding.
            let span = Span::new(at, at + 1);
            self.mend(DefectKind::BadEscape, span, Edit::delete(span));
            return at + 1;
        }
        let end = at + 1 + next.len_utf8();
        if next == '\'' && self.style == Some(QuoteStyle::Single) {
            self.inner.push(Edit::delete(Span::new(at, at + 1)));
        } else if !valid {
            // `corp\deploy` has a backslash, `\_` and `\*` were escaped for Markdown or a shell.
            let edit =
                if is_letter(next) { Edit::insert(at as u32, "\\") } else { Edit::delete(Span::new(at, at + 1)) };
            self.guess(DefectKind::BadEscape, Span::new(at, end), edit);
        }
        end
    }

    fn control(&mut self, at: usize, c: char) -> usize {
        let span = Span::new(at, at + 1);
        let edit = Edit::replace(span, string::escape(c.encode_utf8(&mut [0; 4])).into_owned());
        self.mend(DefectKind::ControlCharacter, span, edit);
        at + 1
    }

    fn invisible(&mut self, at: usize, c: char) -> usize {
        let span = Span::new(at, at + c.len_utf8());
        self.mend(DefectKind::InvisibleInString, span, Edit::delete(span));
        span.end as usize
    }
}

/// Length of the run that holds nothing a string could end with.
fn plain_length(text: &str) -> usize {
    let plain = |byte: u8| (b' '..0x80).contains(&byte) && !matches!(byte, b'"' | b'\\' | b'\'' | b'`');
    text.bytes().position(|byte| !plain(byte)).unwrap_or(text.len())
}
