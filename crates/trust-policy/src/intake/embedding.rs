//! Policies inside strings: taking the encoding off, and the way back.

use std::borrow::Cow;

use crate::report::InputKind;
use crate::text::Search;
use crate::text::{Document, Edit, NodeId, Span, escape};

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
        self.embeddings.iter().rev().fold(span, |span, embedding| embedding.outer_span(span))
    }

    /// An edit of the document as an edit of what was pasted.
    pub(crate) fn edit(&self, edit: &Edit) -> Edit {
        let text =
            self.embeddings.iter().rev().fold(Cow::Borrowed(edit.text.as_str()), |text, embedding| {
                Cow::Owned(embedding.encoding.encode(&text))
            });
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
    let upper = text.get(..3)?.to_ascii_uppercase();
    if matches!(upper.as_str(), "%7B" | "%5B")
        || (text.starts_with(['{', '[']) && text.holds("%22") && !text.contains('"'))
    {
        return Some(Encoding::Url);
    }
    let inside = text.strip_prefix(['{', '['])?;
    let mut first = inside;
    // `{\n  \"Version\"`: white space may be escaped too.
    loop {
        first = first.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '{' | '['));
        match first.strip_prefix("\\n").or_else(|| first.strip_prefix("\\t")).or_else(|| first.strip_prefix("\\r")) {
            Some(rest) => first = rest,
            None => break,
        }
    }
    first.starts_with("\\\"").then_some(Encoding::JsonString)
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
        let text =
            String::from_utf8(self.out).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
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
        let hex = text.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex {
            Some(value) => {
                decoder.plain(value);
                at += 3;
                decoder.step(at);
            }
            None => {
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
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn unescape(text: &str, base: u32) -> (String, Vec<(u32, u32)>) {
    let mut decoder = Decoder::new(base, text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            decoder.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            continue;
        }
        let piece = &text[at..];
        let length = match chars.peek() {
            Some((_, 'u')) => 6,
            Some((_, next)) => 1 + next.len_utf8(),
            None => 1,
        };
        let end = (at + length).min(text.len());
        let escape = piece.get(..end - at).unwrap_or(piece);
        decoder.out.extend_from_slice(crate::text::unescape(escape).as_bytes());
        while chars.peek().is_some_and(|(next, _)| *next < at + escape.len()) {
            chars.next();
        }
        decoder.step(at + escape.len());
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
    fn plain_policies_are_plain() {
        assert!(outermost("{\"a\": 1}").is_none());
        assert!(outermost("\"Version\": \"2012-10-17\"").is_none());
        assert!(outermost("%").is_none());
        assert!(outermost("").is_none());
    }
}
