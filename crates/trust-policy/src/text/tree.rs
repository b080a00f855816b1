//! What was understood.

use super::{Defect, Span, order, string};

/// A text with its tree and its mistakes.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    pub(crate) text: &'a str,
    /// `None` when the text holds no object and no array.
    pub(crate) root: Option<NodeId>,
    pub(super) tree: Tree,
    /// Whether all of it is ASCII without a backslash, so that every string says what is written.
    pub(crate) is_plain: bool,
    /// In the order of the text.
    pub(crate) defects: Vec<Defect>,
    /// What the strings with escapes say, by the start of their content, in the order of the text.
    pub(super) unescaped: Vec<(u32, String)>,
}

/// A node of the document it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(u32);

/// A JSON value, or what stands where one belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Value<'d> {
    Object(&'d [Member]),
    Array(&'d [NodeId]),
    /// The span is what lies between the quotes, escapes and all.
    String(Span),
    Number,
    Bool,
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

/// The nodes of a document, in few and flat lists: a text of a megabyte holds a hundred thousand of them.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Of all objects; those of one stand side by side.
    members: Vec<Member>,
    /// Of all arrays.
    items: Vec<NodeId>,
}

#[derive(Debug, Clone, Copy)]
struct Node {
    /// With quotes and brackets.
    span: Span,
    /// Of a string, its content in the text; of a container, its children in the list of their kind.
    inside: Span,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Object,
    Array,
    String,
    Leaf(Leaf),
}

/// A value that its kind and its span tell all about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaf {
    Number,
    True,
    False,
    Null,
    Word,
    Missing,
    Skipped,
}

impl Tree {
    /// A tree with room for what a policy of this length mostly holds.
    pub(super) fn for_text(text: &str) -> Self {
        let nodes = (text.len() / 32).min(64);
        Self { nodes: Vec::with_capacity(nodes), members: Vec::with_capacity(nodes), items: Vec::new() }
    }

    fn node(&mut self, kind: Kind, span: Span, inside: Span) -> NodeId {
        self.nodes.push(Node { span, inside, kind });
        NodeId(self.nodes.len() as u32 - 1)
    }

    pub(super) fn leaf(&mut self, leaf: Leaf, span: Span) -> NodeId {
        self.node(Kind::Leaf(leaf), span, Span::at(0))
    }

    pub(super) fn string(&mut self, span: Span, content: Span) -> NodeId {
        self.node(Kind::String, span, content)
    }

    pub(super) fn object(&mut self, span: Span, members: &[Member]) -> NodeId {
        let first = self.members.len();
        self.members.extend_from_slice(members);
        self.node(Kind::Object, span, Span::new(first, self.members.len()))
    }

    pub(super) fn array(&mut self, span: Span, items: &[NodeId]) -> NodeId {
        let first = self.items.len();
        self.items.extend_from_slice(items);
        self.node(Kind::Array, span, Span::new(first, self.items.len()))
    }

    pub(super) fn span(&self, node: NodeId) -> Span {
        self.nodes[node.0 as usize].span
    }
}

impl<'a> Document<'a> {
    pub(crate) fn value(&self, node: NodeId) -> Value<'_> {
        let Node { inside, kind, .. } = self.tree.nodes[node.0 as usize];
        match kind {
            Kind::Object => Value::Object(&self.tree.members[inside.range()]),
            Kind::Array => Value::Array(&self.tree.items[inside.range()]),
            Kind::String => Value::String(inside),
            Kind::Leaf(Leaf::Number) => Value::Number,
            Kind::Leaf(Leaf::True) => Value::Bool,
            Kind::Leaf(Leaf::False) => Value::Bool,
            Kind::Leaf(Leaf::Null) => Value::Null,
            Kind::Leaf(Leaf::Word) => Value::Word,
            Kind::Leaf(Leaf::Missing) => Value::Missing,
            Kind::Leaf(Leaf::Skipped) => Value::Skipped,
        }
    }

    pub(crate) fn span(&self, node: NodeId) -> Span {
        self.tree.span(node)
    }

    /// The first character of a value: the bracket of an object, a place for what is missing in it.
    pub(crate) fn opening(&self, node: NodeId) -> Span {
        let span = self.span(node);
        let first = span.of(self.text).chars().next().map_or(0, char::len_utf8);
        Span { start: span.start, end: span.start + first as u32 }
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

    /// The innermost object with a member that holds the place, and the index of that member.
    pub(crate) fn enclosing_member(&self, place: Span) -> Option<(NodeId, usize)> {
        self.enclosing_members(place).pop()
    }

    /// Every member that holds the place with the object it belongs to, the outermost first.
    pub(crate) fn enclosing_members(&self, place: Span) -> Vec<(NodeId, usize)> {
        let mut found = Vec::new();
        let mut next = self.root;
        while let Some(node) = next {
            next = match self.value(node) {
                Value::Object(members) => {
                    let index = members.partition_point(|member| self.member_span(*member).end < place.end);
                    let member = members.get(index).filter(|member| self.member_span(**member).contains(place));
                    found.extend(member.map(|_| (node, index)));
                    member.map(|member| member.value)
                }
                Value::Array(items) => {
                    let index = items.partition_point(|item| self.span(*item).end < place.end);
                    items.get(index).copied().filter(|item| self.span(*item).contains(place))
                }
                _ => None,
            };
        }
        found
    }

    /// From the key of a member to the end of its value.
    pub(crate) fn member_span(&self, member: Member) -> Span {
        let value = self.span(member.value);
        member.key.map_or(value, |key| key.span.to(value))
    }

    /// Whether two values say the same, however they are written. Objects must have their members in the same order.
    pub(crate) fn same(&self, a: NodeId, b: NodeId) -> bool {
        match (self.value(a), self.value(b)) {
            (Value::Object(a), Value::Object(b)) if a.len() == b.len() => {
                for (a, b) in a.iter().zip(b) {
                    let named = match (a.key, b.key) {
                        (Some(a), Some(b)) => self.key(a) == self.key(b),
                        (a, b) => a.is_none() && b.is_none(),
                    };
                    if !named || !self.same(a.value, b.value) {
                        return false;
                    }
                }
                true
            }
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                for (a, b) in a.iter().zip(b) {
                    if !self.same(*a, *b) {
                        return false;
                    }
                }
                true
            }
            (a_value, b_value) => {
                let text = |value| matches!(value, Value::String(_) | Value::Word);
                let scalar = self.scalar(a);
                scalar.is_some() && text(a_value) == text(b_value) && scalar == self.scalar(b)
            }
        }
    }

    /// What a string says, its escapes resolved. Unquoted text counts as the string that was meant.
    pub(crate) fn string(&self, node: NodeId) -> Option<&str> {
        self.content(node).map(|content| self.said(content))
    }

    /// What the inside of a string or of a key says.
    fn said(&self, content: Span) -> &str {
        if self.unescaped.is_empty() {
            return content.of(self.text);
        }
        let found = self.unescaped.binary_search_by_key(&content.start, |(start, _)| *start);
        found.map_or_else(|_| content.of(self.text), |at| &self.unescaped[at].1)
    }

    /// Where the content of a string lies, without the quotes.
    pub(crate) fn content(&self, node: NodeId) -> Option<Span> {
        match self.value(node) {
            Value::String(content) => Some(content),
            Value::Word => Some(self.span(node)),
            _ => None,
        }
    }

    /// What a key says.
    pub(crate) fn key(&self, key: Key) -> &str {
        self.said(key.content)
    }

    /// The place of a part of a string: `part` counts bytes of what the string says, the answer bytes of the text.
    pub(crate) fn part(&self, content: Span, part: std::ops::Range<usize>) -> Span {
        let raw = content.of(self.text);
        let start = string::raw_offset(raw, part.start);
        let end = string::raw_offset(raw, part.end);
        Span::new(content.start as usize + start, content.start as usize + end)
    }

    /// A string, number, `true`, `false` or `null` as it is written, without quotes.
    pub(crate) fn scalar(&self, node: NodeId) -> Option<&str> {
        match self.value(node) {
            Value::String(_) | Value::Word => self.string(node),
            Value::Number | Value::Bool | Value::Null => Some(self.span(node).of(self.text)),
            Value::Object(_) | Value::Array(_) | Value::Missing | Value::Skipped => None,
        }
    }
}

impl Tree {
    /// What the strings and keys with escapes say, by the start of their content, in the order of the text.
    pub(super) fn unescape(&self, text: &str) -> Vec<(u32, String)> {
        if !text.contains('\\') {
            return Vec::new();
        }
        let mut places = Vec::new();
        let mut note = |content: Span| {
            if content.of(text).contains('\\') {
                places.push((content.start, content.end, 0));
            }
        };
        for member in &self.members {
            if let Some(key) = member.key {
                note(key.content);
            }
        }
        for node in &self.nodes {
            match node.kind {
                Kind::String => note(node.inside),
                Kind::Leaf(Leaf::Word) => note(node.span),
                _ => {}
            }
        }
        order::sort(&mut places);
        let mut said = Vec::with_capacity(places.len());
        for (start, end, _) in places {
            said.push((start, string::unescape(Span { start, end }.of(text)).into_owned()));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::parse;

    fn place(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap();
        Span::new(start, start + part.len())
    }

    #[test]
    fn the_innermost_member_around_a_place_is_found() {
        let text = r#"{"a": 1, "b": [{"c": {"d": "x"}}, {"e": 2}]}"#;
        let document = parse(text);
        let keys = |part| -> Vec<String> {
            let around = document.enclosing_members(place(text, part));
            let member = |(object, index): (NodeId, usize)| document.members(object)[index];
            around.into_iter().filter_map(|at| member(at).key).map(|key| document.key(key).to_owned()).collect()
        };
        assert_eq!(keys("\"x\""), ["b", "c", "d"]);
        assert_eq!(keys("\"e\""), ["b", "e"]);
        assert_eq!(keys("1"), ["a"]);
        assert_eq!(keys("{\"a"), [""; 0]);
    }

    #[test]
    fn values_are_compared_by_what_they_say() {
        let document = parse(r#"["a", "\u0061", 1, "1", {"k": [true]}, {"k":[ true ]}, {"k": [false]}]"#);
        let items = document.items(document.root.unwrap());
        assert!(document.same(items[0], items[1]));
        assert!(!document.same(items[2], items[3]), "a number is no string");
        assert!(document.same(items[4], items[5]));
        assert!(!document.same(items[4], items[6]));
    }
}
