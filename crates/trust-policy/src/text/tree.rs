//! What was understood.

use std::borrow::Cow;

use super::{Defect, Span, string};

/// A text with its tree and its mistakes.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    pub(crate) text: &'a str,
    /// `None` when the text holds no object and no array.
    pub(crate) root: Option<NodeId>,
    pub(crate) nodes: Vec<Node>,
    /// In the order of the text.
    pub(crate) defects: Vec<Defect>,
}

/// A node of the document it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(pub(super) u32);

#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) value: Value,
    /// With quotes and brackets.
    pub(crate) span: Span,
}

/// A JSON value, or what stands where one belongs.
#[derive(Debug)]
pub(crate) enum Value {
    Object(Vec<Member>),
    Array(Vec<NodeId>),
    /// The span is what lies between the quotes, escapes and all.
    String(Span),
    Number,
    Bool(bool),
    Null,
    /// Text without quotes. Rules read it as the string that was meant.
    Word,
    /// Nothing: `"Effect": }`.
    Missing,
    /// Nested too deeply to look at.
    Skipped,
}

/// A member of an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member {
    /// `None` when a value stands there without a key.
    pub(crate) key: Option<Key>,
    pub(crate) value: NodeId,
}

/// The key of a member.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// With its quotes.
    pub(crate) span: Span,
    /// Between the quotes.
    pub(crate) content: Span,
}

impl<'a> Document<'a> {
    pub(crate) fn value(&self, node: NodeId) -> &Value {
        &self.nodes[node.0 as usize].value
    }

    pub(crate) fn span(&self, node: NodeId) -> Span {
        self.nodes[node.0 as usize].span
    }

    /// The members of an object; none for anything else.
    pub(crate) fn members(&self, node: NodeId) -> &[Member] {
        match self.value(node) {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The items of an array; none for anything else.
    pub(crate) fn items(&self, node: NodeId) -> &[NodeId] {
        match self.value(node) {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// What a string says, its escapes resolved. Unquoted text counts as the string that was meant.
    pub(crate) fn string(&self, node: NodeId) -> Option<Cow<'a, str>> {
        self.content(node).map(|content| string::unescape(content.of(self.text)))
    }

    /// Where the content of a string lies, without the quotes.
    pub(crate) fn content(&self, node: NodeId) -> Option<Span> {
        match self.value(node) {
            Value::String(content) => Some(*content),
            Value::Word => Some(self.span(node)),
            _ => None,
        }
    }

    /// What a key says.
    pub(crate) fn key(&self, key: Key) -> Cow<'a, str> {
        string::unescape(key.content.of(self.text))
    }

    /// The place of a part of a string: `part` counts bytes of what the string says, the answer bytes of the text.
    pub(crate) fn part(&self, content: Span, part: std::ops::Range<usize>) -> Span {
        let raw = content.of(self.text);
        let start = string::raw_offset(raw, part.start);
        let end = string::raw_offset(raw, part.end);
        Span::new(content.start as usize + start, content.start as usize + end)
    }

    /// A string, number, `true`, `false` or `null` as it is written, without quotes.
    pub(crate) fn scalar(&self, node: NodeId) -> Option<Cow<'a, str>> {
        match self.value(node) {
            Value::String(_) | Value::Word => self.string(node),
            Value::Number | Value::Bool(_) | Value::Null => Some(Cow::Borrowed(self.span(node).of(self.text))),
            Value::Object(_) | Value::Array(_) | Value::Missing | Value::Skipped => None,
        }
    }
}
