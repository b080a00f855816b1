//! From characters to tokens, with an eye for what people type instead of JSON.
//!
//! The lexer knows the strings: where a quote is missing, of the wrong kind, or part of the text. It decides by what
//! stands behind a quote: in JSON that is a comma, a colon, a bracket or the end of a line, never a letter.

use std::borrow::Cow;

use super::brackets::{Bracket, BracketToken};
use super::defect::{Defect, DefectKind, QuoteStyle};
use super::edit::Edit;
use super::search::Search;
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
fn quote_style(c: char) -> Option<(Option<QuoteStyle>, &'static [char])> {
    const STRAIGHT: &[char] = &['"'];
    const SMART_DOUBLE: &[char] = &['”', '“', '„', '‟', '″', '＂', '«', '»', '"'];
    const SMART_SINGLE: &[char] = &['’', '‘', '‚', '‛', '′', '´', '\''];
    match c {
        '"' => Some((None, STRAIGHT)),
        '\'' => Some((Some(QuoteStyle::Single), &['\''])),
        '`' => Some((Some(QuoteStyle::Backtick), &['`', '\''])),
        _ if SMART_DOUBLE.contains(&c) => Some((Some(QuoteStyle::Smart), SMART_DOUBLE)),
        _ if SMART_SINGLE.contains(&c) => Some((Some(QuoteStyle::Smart), SMART_SINGLE)),
        _ => None,
    }
}

/// Double quotes as word processors close them.
fn closes_smartly(c: char) -> bool {
    matches!(c, '”' | '“' | '″' | '＂')
}

/// Zero-width and formatting characters that nobody sees.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// The text as a reader sees it: without the characters that take no room. What hides them is reported apart.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(is_invisible, ""))
}

/// Letters and digits, of any script: what is not ASCII counts as a letter, for want of kilobytes of tables.
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && !is_odd_space(c) && !is_invisible(c) && quote_style(c).is_none() && c != '…')
}

/// White space that JSON does not count as such.
fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, ' ' | '\t' | '\n' | '\r')
}

impl Lexer<'_> {
    fn run(&mut self) {
        while let Some(c) = self.peek().filter(|_| self.out.tokens.len() <= MAX_TOKENS) {
            match c {
                ' ' | '\t' | '\n' | '\r' => self.at += 1,
                '{' if self.template_length() > 0 => self.word(),
                '{' | '[' | '}' | ']' => self.bracket(c),
                ',' => self.single(TokenKind::Comma),
                ';' => self.single(TokenKind::Semicolon),
                ':' if self.rest().starts_with(":=") => self.token(TokenKind::Equals, 2),
                ':' => self.single(TokenKind::Colon),
                '=' => self.token(TokenKind::Equals, if self.rest().starts_with("=>") { 2 } else { 1 }),
                '/' if self.rest().starts_with("//") || self.rest().starts_with("/*") => self.comment(),
                '#' => self.comment(),
                '<' if self.rest().starts_with("<!--") => self.comment(),
                _ if is_invisible(c) => self.invisible(c),
                _ if is_odd_space(c) => self.odd_space(),
                _ if quote_style(c).is_some() => self.string(c),
                '(' | ')' | '\\' | '+' | '|' => self.single(TokenKind::Stray),
                _ => self.word(),
            }
        }
        self.report_runs(DefectKind::NoBreakSpace);
        self.report_runs(DefectKind::InvisibleCharacter);
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn single(&mut self, kind: TokenKind) {
        self.token(kind, 1);
    }

    fn token(&mut self, kind: TokenKind, length: usize) {
        self.string_token(kind, self.at, self.at + length, 0, 0);
    }

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
            _ => (rest.find('\n').map_or(rest.len(), |end| rest[..end].trim_end_matches('\r').len()), true),
        };
        if !closed && !self.unclosed_comment && rest.contains('"') {
            // Policy text behind it: only the mark goes. Once, or a long row of marks would be searched for each.
            let mark = if rest.starts_with('<') { 4 } else { 2 };
            self.unclosed_comment = true;
            let span = Span::new(self.at, self.at + mark);
            self.defect(Defect::guess(DefectKind::Comment, span, vec![Edit::delete(span)]));
            return self.token(TokenKind::Comment, mark);
        }
        let span = Span::new(self.at, self.at + length);
        let edits = vec![Edit::delete(self.with_its_line(span))];
        self.defect(Defect {
            safety: if closed { Safety::Safe } else { Safety::Review },
            ..Defect::new(DefectKind::Comment, span, edits)
        });
        self.token(TokenKind::Comment, length);
    }

    /// The comment with the white space around it: the whole line when nothing else stands there.
    fn with_its_line(&self, span: Span) -> Span {
        let before = &self.text[..span.start as usize];
        let after = &self.text[span.end as usize..];
        let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
        let start = span.start as usize - indent;
        let starts_line = start == 0 || self.text[..start].ends_with('\n');
        let trailing = after.len() - after.trim_start_matches([' ', '\t', '\r']).len();
        if starts_line && after[trailing..].starts_with('\n') {
            return Span::new(start, span.end as usize + trailing + 1);
        }
        let ends_line = after[trailing..].starts_with('\n') || after[trailing..].is_empty();
        if ends_line {
            return Span::new(start, span.end as usize);
        }
        let blank_before = starts_line || indent > 0;
        Span::new(span.start as usize, span.end as usize + if blank_before { trailing } else { 0 })
    }

    fn odd_space(&mut self) {
        let rest = self.rest();
        let length = rest.find(|c| !is_odd_space(c)).unwrap_or(rest.len());
        let spaces =
            rest[..length].chars().map(|c| if matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}') { '\n' } else { ' ' });
        let edit = Edit::replace(Span::new(self.at, self.at + length), spaces.collect::<String>());
        if self.odd_spaces.len() < MAX_DEFECTS {
            self.odd_spaces.push(edit);
        }
        self.at += length;
    }

    fn invisible(&mut self, c: char) {
        let span = Span::new(self.at, self.at + c.len_utf8());
        self.at = span.end as usize;
        if c == '\u{feff}' && span.start == 0 {
            self.defect(Defect::new(DefectKind::ByteOrderMark, span, vec![Edit::delete(span)]));
        } else if self.invisible.len() < MAX_DEFECTS {
            self.invisible.push(Edit::delete(span));
        }
    }

    fn report_runs(&mut self, kind: DefectKind) {
        let runs = if kind == DefectKind::NoBreakSpace { &mut self.odd_spaces } else { &mut self.invisible };
        let edits = std::mem::take(runs);
        if let Some(first) = edits.first() {
            let mut defect = Defect::new(kind, first.span(), Vec::new());
            if let [_, .., last] = edits.as_slice() {
                defect = defect.related(last.span());
            }
            self.defect(Defect { edits, ..defect });
        }
    }

    /// Text without quotes.
    fn word(&mut self) {
        let rest = self.rest();
        let length = word_length(rest, self.template_length());
        let word = &rest[..length];
        if word.starts_with('…') || word.starts_with("...") {
            let dots = if word.starts_with('…') {
                '…'.len_utf8()
            } else {
                word.len() - word.trim_start_matches('.').len()
            };
            return self.token(TokenKind::Ellipsis, dots);
        }
        let close = rest[length..].chars().next().filter(|c| quote_style(*c).is_some());
        if let Some(quote) = close.filter(|quote| self.closes(self.at + length + quote.len_utf8())) {
            let span = Span::new(self.at, self.at + length + quote.len_utf8());
            let mut edits = vec![Edit::insert(span.start, "\"")];
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
        let line = &inner[..inner.find(['\n', '"', '\'', '{', ':', ',']).unwrap_or(inner.len())];
        match line.place_of("}}") {
            Some(end) if line[..end].contains(is_letter) => end + 4,
            _ => 0,
        }
    }

    /// Whether a string may end here: what follows is what follows a string.
    fn closes(&self, at: usize) -> bool {
        let rest = self.text[at..].trim_start_matches(|c| c == ' ' || c == '\t' || is_odd_space(c) || is_invisible(c));
        match rest.chars().next() {
            None | Some(',' | ':' | '}' | ']' | '\n' | '\r' | ';' | '=' | ')' | '{' | '[' | '#' | '+') => true,
            Some('/') => rest.starts_with("//") || rest.starts_with("/*"),
            Some('.') => rest.starts_with("..."),
            Some(c) => quote_style(c).is_some(),
        }
    }

    fn string(&mut self, open: char) {
        if self.is_stray_quote(open) {
            return self.stray_quote(open);
        }
        let (style, closers) = quote_style(open).unwrap_or((None, &['"']));
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
            let next = self.rest()[1..].trim_start_matches([' ', '\t']);
            if next.starts_with([':', ',', '}', ']', '\n', '\r']) {
                self.stray_quote('"');
            }
        }
    }

    /// A quote with nothing behind it on its line, where no value is due; or two in front of a word.
    fn is_stray_quote(&self, open: char) -> bool {
        let rest = &self.rest()[open.len_utf8()..];
        if open == '"' && rest.starts_with('"') {
            return rest[1..].starts_with(is_letter);
        }
        let line_ends = rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n');
        let value_due =
            self.out.tokens.last().is_some_and(|last| matches!(last.kind, TokenKind::Colon | TokenKind::Equals));
        line_ends && !value_due && self.depth > 0
    }

    fn stray_quote(&mut self, quote: char) {
        let span = Span::new(self.at, self.at + quote.len_utf8());
        self.defect(Defect::new(DefectKind::StrayText, span, vec![Edit::delete(span)]));
        self.at = span.end as usize;
    }
}

fn block_comment(rest: &str, open: usize, close: &str) -> (usize, bool) {
    match rest[open..].place_of(close) {
        Some(at) => (open + at + close.len(), true),
        None => (rest.len(), false),
    }
}

/// How far a bare word goes: to white space, a quote or punctuation. A colon belongs to it when a word goes on behind
/// it, as in `sts:AssumeRole` and `arn:aws:iam::…`.
fn word_length(rest: &str, template: usize) -> usize {
    // A word of many opening marks is not searched again for each of them.
    let mut searches = 0;
    let mut length = |text: &str, close| {
        searches += 1;
        if searches > 8 { 0 } else { same_line(text, close).unwrap_or(0) }
    };
    let mut at = template;
    while let Some(c) = rest[at..].chars().next() {
        let tail = &rest[at + c.len_utf8()..];
        match c {
            '$' if tail.starts_with('{') => at += 1 + length(tail, '}'),
            '<' => at += 1 + length(tail, '>'),
            ':' if tail
                .starts_with(|next: char| is_letter(next) || matches!(next, ':' | '/' | '*' | '$' | '<' | '_')) =>
            {
                at += 1
            }
            ',' | ';' | ':' | '=' | '{' | '}' | '[' | ']' | '(' | ')' | '\\' => break,
            _ if c.is_whitespace() || is_invisible(c) || quote_style(c).is_some() => break,
            _ => at += c.len_utf8(),
        }
    }
    at.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Length up to and with the closing mark, when it stands near on the same line before any quote.
fn same_line(text: &str, close: char) -> Option<usize> {
    // Without a bound, a long run of opening marks would be read to the end again for each.
    const NEAR: usize = 256;
    let ends = |byte: &u8| char::from(*byte) == close || matches!(byte, b'\n' | b'"' | b',');
    let at = text.as_bytes().iter().take(NEAR).position(ends)?;
    text[at..].starts_with(close).then_some(at + close.len_utf8())
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
    closers: &'static [char],
    defects: Vec<Defect>,
    /// Edits inside the content that come with new quotes around it.
    inner: Vec<Edit>,
}

/// How many quotes inside a string are looked past before the first one is taken as its end after all.
const INNER_QUOTES: usize = 8;

impl<'l, 'a> StringScan<'l, 'a> {
    fn new(lexer: &'l Lexer<'a>, open: char, style: Option<QuoteStyle>, closers: &'static [char]) -> Self {
        let (start, content) = (lexer.at, lexer.at + open.len_utf8());
        Self { lexer, start, content, style, closers, defects: Vec::new(), inner: Vec::new() }
    }

    fn run(&mut self) -> StringEnd {
        let text = self.lexer.text;
        let mut at = self.content;
        let mut inner_quotes: Vec<usize> = Vec::new();
        let end = loop {
            at += plain_length(&text[at..]);
            let Some(c) = text[at..].chars().next() else {
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
                c if self.closers.contains(&c) => {
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
        let close = self.lexer.text[at..].chars().next().map_or(0, char::len_utf8);
        StringEnd { content_end: at, close }
    }

    fn unescaped(&mut self, inner_quotes: &[usize]) {
        for &at in inner_quotes {
            if self.lexer.text[at..].starts_with('"') {
                let defect = Defect::guess(
                    DefectKind::UnescapedQuote,
                    Span::new(at, at + 1),
                    vec![Edit::insert(at as u32, "\\")],
                );
                self.defects.push(defect);
            }
        }
    }

    /// Straight quotes for the ones that are there.
    fn requote(&mut self, end: StringEnd) {
        let Some(style) = self.style else { return };
        if end.close == 0 {
            // The repair of the missing quote sets both.
            return;
        }
        let span = Span::new(self.start, end.content_end + end.close);
        let mut edits = vec![Edit::replace(Span::new(self.start, self.content), "\"")];
        edits.append(&mut self.inner);
        edits.push(Edit::replace(Span::new(end.content_end, span.end as usize), "\""));
        self.defects.push(Defect::new(DefectKind::Quotes(style), span, edits));
    }

    fn missing_close(&mut self, content_end: usize) -> StringEnd {
        let span = Span::new(self.start, content_end);
        let mut edits = Vec::new();
        if self.style.is_some() {
            edits.push(Edit::replace(Span::new(self.start, self.content), "\""));
            edits.append(&mut self.inner);
        }
        edits.push(Edit::insert(content_end as u32, "\""));
        if edits.is_sorted_by(|a, b| !a.conflicts_with(b)) {
            self.defects.push(Defect::new(DefectKind::UnclosedString, span, edits));
        } else {
            let edit = Edit::replace(span, string::quote(&self.lexer.text[self.content..content_end]));
            self.defects.push(Defect::new(DefectKind::UnclosedString, span, vec![edit]));
        }
        StringEnd { content_end, close: 0 }
    }

    /// The string has no quote before the end of its line; it ends before the punctuation that ends the line.
    fn unclosed(&mut self, line_end: usize) -> StringEnd {
        let text = self.lexer.text;
        let line = &text[self.content..line_end];
        let mut content = line.trim_end();
        // Closing braces that have no partner in the line belong to the document: `"${aws:username}}`.
        let mut surplus = content.matches('}').count().saturating_sub(content.matches('{').count());
        loop {
            match content.chars().next_back() {
                Some('}') if surplus == 0 => break,
                Some('}') => surplus -= 1,
                Some('{') => surplus += 1,
                Some(',' | '[' | ']' | ':' | ' ' | '\t') => {}
                _ => break,
            }
            content = &content[..content.len() - 1];
        }
        // `"Present: true}`: the colon and a literal behind it were not part of the string.
        let literal = ["true", "false", "null"].iter().find_map(|literal| content.strip_suffix(literal));
        content = literal.and_then(|key| key.trim_end().strip_suffix(':')).unwrap_or(content);
        let end = self.content + if content.is_empty() { line.trim_end().len() } else { content.len() };
        self.missing_close(end)
    }

    /// `"Effect: "Allow"`: the quote at `at` opens the next string, and this one ended before the punctuation.
    fn closed_before(&self, at: usize) -> Option<usize> {
        let content = &self.lexer.text[self.content..at];
        let kept = content.trim_end_matches([' ', '\t', ',', ':', '{', '}', '[', ']']);
        let tail = &content[kept.len()..];
        (!kept.is_empty() && tail.contains([',', ':', '{', '[', ']'])).then_some(self.content + kept.len())
    }

    /// Whether a smart quote ends a string that a straight one began: punctuation follows, and behind it a new token.
    fn closes_key_or_value(&self, at: usize) -> bool {
        let rest = self.lexer.text[at..].trim_start_matches([' ', '\t']);
        match rest.strip_prefix([',', ':']) {
            Some(rest) => {
                let next = rest.trim_start_matches([' ', '\t']);
                next.starts_with(['{', '[', '\n', '\r', '“', '”', '„', '″', '＂'])
            }
            None => rest.starts_with(['}', ']', '\n', '\r']),
        }
    }

    /// Where the string goes on when it runs over the end of a line: the next line holds its end and nothing else that
    /// would open one.
    fn continues_after(&self, at: usize) -> Option<usize> {
        const LINES: usize = 8;
        let text = self.lexer.text;
        let mut next = at;
        for _ in 0..LINES {
            let line_start = next + text[next..].find('\n')? + 1;
            let line = &text[line_start..];
            let line = &line[..line.find('\n').unwrap_or(line.len())];
            match line.find(self.closers) {
                Some(quote) => {
                    let after = line_start + quote + 1;
                    let words = line[..quote].trim();
                    let follows = text.get(after..)?.trim_start_matches([' ', '\t']);
                    let ends = follows.is_empty() || follows.starts_with([',', '}', ']', '\n', '\r']);
                    let whole = ends && !words.contains(['{', '}', '[', ']', ',']) && !words.is_empty();
                    return whole.then(|| line_start + (line.len() - line.trim_start().len()));
                }
                None if line.trim().is_empty() || line.contains(['{', '}', '[', ']', ',']) => return None,
                None => next = line_start,
            }
        }
        None
    }

    fn line_break(&mut self, at: usize, next: usize) -> usize {
        // Only the first line of several is known to end here; the rest is found by the next call.
        let text = self.lexer.text;
        let line_start = at + text[at..].find('\n').map_or(0, |end| end + 1);
        let indent = text[line_start..].len() - text[line_start..].trim_start_matches([' ', '\t']).len();
        let resume = (line_start + indent).min(next);
        let kept = text[self.content..at].trim_end_matches([' ', '\t']).len() + self.content;
        let span = Span::new(kept, resume);
        self.defects.push(Defect::guess(DefectKind::LineBreakInString, span, vec![Edit::delete(span)]));
        resume
    }

    fn escape(&mut self, at: usize) -> usize {
        let rest = &self.lexer.text[at..];
        let Some(next) = rest[1..].chars().next() else {
            return at + 1;
        };
        let valid = match next {
            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => true,
            'u' => string::hex4(rest, 2).is_some(),
            _ => false,
        };
        if next == '\n' || next == '\r' {
            // The shell's line continuation: the line break is the finding.
            let span = Span::new(at, at + 1);
            self.defects.push(Defect::new(DefectKind::BadEscape, span, vec![Edit::delete(span)]));
            return at + 1;
        }
        let end = at + 1 + next.len_utf8();
        if next == '\'' && self.style == Some(QuoteStyle::Single) {
            self.inner.push(Edit::delete(Span::new(at, at + 1)));
        } else if !valid {
            // `corp\deploy` has a backslash, `\_` and `\*` were escaped for Markdown or a shell.
            let edit =
                if is_letter(next) { Edit::insert(at as u32, "\\") } else { Edit::delete(Span::new(at, at + 1)) };
            self.defects.push(Defect::guess(DefectKind::BadEscape, Span::new(at, end), vec![edit]));
        }
        end
    }

    fn control(&mut self, at: usize, c: char) -> usize {
        let span = Span::new(at, at + 1);
        let edit = Edit::replace(span, string::escape(c.encode_utf8(&mut [0; 4])).into_owned());
        self.defects.push(Defect::new(DefectKind::ControlCharacter, span, vec![edit]));
        at + 1
    }

    fn invisible(&mut self, at: usize, c: char) -> usize {
        let span = Span::new(at, at + c.len_utf8());
        self.defects.push(Defect::new(DefectKind::InvisibleInString, span, vec![Edit::delete(span)]));
        span.end as usize
    }
}

/// Length of the run that holds nothing a string could end with.
fn plain_length(text: &str) -> usize {
    let plain = |byte: u8| byte >= b' ' && byte < 0x80 && !matches!(byte, b'"' | b'\\' | b'\'' | b'`');
    text.bytes().position(|byte| !plain(byte)).unwrap_or(text.len())
}
