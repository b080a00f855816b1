//! Policies inside strings: taking the encoding off, and the way back.

use crate::report::InputKind;
use crate::text::Search;
use crate::text::{Document, Edit, NodeId, Piece, Span, begins_with, escape, from, piece_at};

/// How a text was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// `%7B%22Version%22…`, as the IAM API returns policies.
    Url,
    /// `{\"Version\": …`, the inside of a JSON string.
    JsonString,
}

impl Encoding {
    pub(super) fn input_kind(self) -> InputKind {
        match self {
            Self::Url => InputKind::UrlEncoded,
            Self::JsonString => InputKind::EscapedString,
        }
    }

    fn encode(self, text: &str) -> String {
        match self {
            Self::Url => percent_encode(text),
            Self::JsonString => escape(text).into_owned(),
        }
    }
}

/// An encoded text inside another.
#[derive(Debug, Clone)]
pub(crate) struct Embedding {
    pub(crate) encoding: Encoding,
    /// Where it lies in the text around it.
    pub(crate) span: Span,
    /// Places where the lengths differ: offset in the decoded text, offset in the text around it.
    steps: Vec<(u32, u32)>,
}

/// The encodings between what was pasted and the document that was read, the outermost first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    embeddings: Vec<Embedding>,
}

impl Origin {
    pub(super) fn new(embedding: Embedding) -> Self {
        Self { embeddings: vec![embedding] }
    }

    pub(super) fn push(&mut self, embedding: Embedding) {
        self.embeddings.push(embedding);
    }

    pub(crate) fn outermost(&self) -> Option<&Embedding> {
        self.embeddings.first()
    }

    /// A place of the document in what was pasted.
    pub(crate) fn span(&self, span: Span) -> Span {
        let mut outer = span;
        for embedding in self.embeddings.iter().rev() {
            outer = embedding.outer_span(outer);
        }
        outer
    }

    /// An edit of the document as an edit of what was pasted.
    pub(crate) fn edit(&self, edit: &Edit) -> Edit {
        let mut text = edit.text.clone();
        for embedding in self.embeddings.iter().rev() {
            text = embedding.encoding.encode(&text);
        }
        Edit::replace(self.span(edit.span()), text)
    }
}

impl Embedding {
    /// The content of a JSON string of a document.
    pub(super) fn json_string(document: &Document<'_>, node: NodeId) -> Self {
        let span = document.content(node).unwrap_or_else(|| document.span(node));
        let (_, steps) = unescape(span.of(document.text), span.start);
        Self { encoding: Encoding::JsonString, span, steps }
    }

    pub(super) fn decode(&self, text: &str) -> String {
        decode(self.encoding, self.span.of(text), self.span.start).0
    }

    fn outer_span(&self, span: Span) -> Span {
        Span::new(self.outer(span.start) as usize, self.outer(span.end).max(self.outer(span.start)) as usize)
    }

    fn outer(&self, offset: u32) -> u32 {
        let at = self.steps.partition_point(|(decoded, _)| *decoded <= offset).saturating_sub(1);
        let (decoded, outer) = self.steps.get(at).copied().unwrap_or((0, self.span.start));
        (outer + (offset - decoded.min(offset))).min(self.span.end)
    }
}

/// The embedding that is the whole text, with what it says; `None` for plain text.
pub(super) fn outermost(text: &str) -> Option<(Embedding, String)> {
    let start = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    let trimmed = text[start..].trim_end();
    let unquoted = trimmed.strip_prefix('"').unwrap_or(trimmed);
    let start = start + (trimmed.len() - unquoted.len());
    let closed = if start > 0 { unquoted.strip_suffix('"').unwrap_or(unquoted) } else { unquoted };
    let encoding = encoding_of(closed)?;
    let span = Span::new(start, start + closed.len());
    let (inner, steps) = decode(encoding, closed, span.start);
    Some((Embedding { encoding, span, steps }, inner))
}

fn encoding_of(text: &str) -> Option<Encoding> {
    let escaped_bracket = text.get(..3)?;
    if escaped_bracket.eq_ignore_ascii_case("%7B") || escaped_bracket.eq_ignore_ascii_case("%5B") {
        return Some(Encoding::Url);
    }
    if !begins_with(text, b"{[") {
        return None;
    }
    if !text.contains('"') && text.holds("%22") {
        return Some(Encoding::Url);
    }
    let mut first = from(text, 1);
    // `{\n  \"Version\"`: white space may be escaped too.
    loop {
        first = first.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '['));
        match first.as_bytes() {
            [b'\\', b'n' | b't' | b'r', ..] => first = from(first, 2),
            [b'\\', b'"', ..] => return Some(Encoding::JsonString),
            _ => return None,
        }
    }
}

fn decode(encoding: Encoding, text: &str, base: u32) -> (String, Vec<(u32, u32)>) {
    match encoding {
        Encoding::Url => percent_decode(text, base),
        Encoding::JsonString => unescape(text, base),
    }
}

/// Collects decoded text and the places where its length differs.
struct Decoder {
    out: Vec<u8>,
    steps: Vec<(u32, u32)>,
    base: u32,
}

impl Decoder {
    fn new(base: u32, length: usize) -> Self {
        Self { out: Vec::with_capacity(length), steps: vec![(0, base)], base }
    }

    fn plain(&mut self, byte: u8) {
        self.out.push(byte);
    }

    /// The text up to now and from `next` on run in step again.
    fn step(&mut self, next: usize) {
        self.steps.push((self.out.len() as u32, self.base + next as u32));
    }

    fn finish(self) -> (String, Vec<(u32, u32)>) {
        let mut text = String::with_capacity(self.out.len());
        let mut rest = self.out.as_slice();
        // What is no UTF-8 becomes U+FFFD.
        while let Err(error) = std::str::from_utf8(rest) {
            let (valid, behind) = rest.split_at(error.valid_up_to());
            text.push_str(std::str::from_utf8(valid).unwrap_or_default());
            text.push(char::REPLACEMENT_CHARACTER);
            rest = behind.get(error.error_len().unwrap_or(behind.len())..).unwrap_or_default();
        }
        text.push_str(std::str::from_utf8(rest).unwrap_or_default());
        (text, self.steps)
    }
}

fn percent_decode(text: &str, base: u32) -> (String, Vec<(u32, u32)>) {
    let bytes = text.as_bytes();
    let mut decoder = Decoder::new(base, bytes.len());
    let mut at = 0;
    // In form encoding a plus is a space; IAM sends %20, and then a plus is a plus.
    let plus_is_space = !text.holds("%20") && !text.contains(' ');
    while let Some(&byte) = bytes.get(at) {
        let hex = |at: usize| bytes.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoder.plain((high * 16 + low) as u8);
                at += 3;
                decoder.step(at);
            }
            _ => {
                decoder.plain(if byte == b'+' && plus_is_space { b' ' } else { byte });
                at += 1;
            }
        }
    }
    decoder.finish()
}

fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 3);
    for &byte in text.as_bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
            out.push('%');
            out.push(DIGITS[usize::from(byte >> 4)]);
            out.push(DIGITS[usize::from(byte & 15)]);
        }
    }
    out
}

fn unescape(text: &str, base: u32) -> (String, Vec<(u32, u32)>) {
    let mut decoder = Decoder::new(base, text.len());
    let mut at = 0;
    while let Some(Piece { text: piece, meaning }) = piece_at(text, at) {
        at += piece.len();
        match meaning {
            Some(c) => {
                decoder.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                decoder.step(at);
            }
            None => decoder.out.extend_from_slice(piece.as_bytes()),
        }
    }
    decoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn url_encoding_and_back() {
        let text = "  %7B%22a%22%3A%20%22b%22%7D\n";
        let (embedding, inner) = outermost(text).unwrap();
        assert_eq!(inner, "{\"a\": \"b\"}");
        let origin = Origin::new(embedding);
        let b = inner.find("\"b\"").unwrap();
        assert_eq!(origin.span(Span::new(b, b + 3)).of(text), "%22b%22");
        assert_eq!(origin.edit(&Edit::insert(b as u32, "\"x\",")).text, "%22x%22%2C");
    }

    #[test]
    fn escaped_strings_and_back() {
        for text in [r#""{\"a\": \"b\"}""#, r#"{\n  \"a\": \"b\"}"#] {
            let (embedding, inner) = outermost(text).unwrap();
            assert!(inner.starts_with('{') && inner.ends_with("\"a\": \"b\"}"), "{inner}");
            let b = inner.find("\"b\"").unwrap();
            assert_eq!(Origin::new(embedding).span(Span::new(b, b + 3)).of(text), r#"\"b\""#);
        }
    }

    #[test]
    fn an_escape_cut_short_spares_the_quote_behind_it() {
        let (_, inner) = outermost(r#""{\"a\": \"\u00e\"}""#).unwrap();
        assert_eq!(inner, r#"{"a": "u00e"}"#);
    }

    #[test]
    fn plain_policies_are_plain() {
        assert!(outermost("{\"a\": 1}").is_none());
        assert!(outermost("\"Version\": \"2012-10-17\"").is_none());
        assert!(outermost("%").is_none());
        assert!(outermost("").is_none());
    }
}
