//! Edits of the tree that look as if the writer had made them.
//!
//! New members go on a line of their own where their neighbours have one, at the same indentation; removed ones take
//! their comma and their line with them.

use crate::text::{Document, Edit, Key, NodeId, Span, Value, escape, quote};

/// Other text between the quotes of a string. A value without quotes gets them.
pub(crate) fn replace_string(document: &Document<'_>, node: NodeId, text: &str) -> Edit {
    match document.value(node) {
        Value::String(content) => Edit::replace(content, escape(text)),
        _ => Edit::replace(document.span(node), quote(text)),
    }
}

/// Another name for a member.
pub(crate) fn rename(key: Key, name: &str) -> Edit {
    if key.content == key.span {
        Edit::replace(key.span, quote(name))
    } else {
        Edit::replace(key.content, escape(name))
    }
}

/// A member goes, with its comma and its line.
pub(crate) fn remove_member(document: &Document<'_>, object: NodeId, index: usize) -> Edit {
    let members = document.members(object);
    remove(document, object, members.len(), index, |at| {
        let value = document.span(members[at].value);
        members[at].key.map_or(value, |key| key.span.to(value))
    })
}

/// An item of a list goes, with its comma and its line.
pub(crate) fn remove_item(document: &Document<'_>, array: NodeId, index: usize) -> Edit {
    let items = document.items(array);
    remove(document, array, items.len(), index, |at| document.span(items[at]))
}

fn remove(
    document: &Document<'_>,
    container: NodeId,
    length: usize,
    index: usize,
    span: impl Fn(usize) -> Span,
) -> Edit {
    if index + 1 < length {
        return Edit::delete(Span { start: span(index).start, end: span(index + 1).start });
    }
    if index > 0 {
        return Edit::delete(Span { start: span(index - 1).end, end: span(index).end });
    }
    // The only one: what is left is `{}` or `[]`.
    let outer = document.span(container);
    let inside = Span { start: outer.start + 1, end: outer.end.saturating_sub(1).max(span(index).end) };
    Edit::delete(inside)
}

/// A member more, behind the one with the index; at the front of an empty object.
pub(crate) fn insert_member(
    document: &Document<'_>,
    object: NodeId,
    after: Option<usize>,
    name: &str,
    value: &Json,
) -> Edit {
    let members = document.members(object);
    let layout = Layout::of(document, object);
    let text = layout.print_member(name, value);
    match after.or(members.len().checked_sub(1)).and_then(|index| members.get(index)) {
        Some(member) => Edit::insert(document.span(member.value).end, format!(",{}{text}", layout.separator())),
        None => fill(document, object, &layout, &text),
    }
}

/// Members more, in front of the others.
pub(crate) fn prepend_members(document: &Document<'_>, object: NodeId, members: &[(String, Json)]) -> Edit {
    let layout = Layout::of(document, object);
    let texts = members.iter().map(|(name, value)| layout.print_member(name, value));
    let first = document.members(object).first().map(|member| document.member_span(*member).start);
    prepend(document, object, &layout, texts, first)
}

/// Strings more in an element that holds a string or a list of strings.
pub(crate) fn add_strings(document: &Document<'_>, node: NodeId, texts: &[&str]) -> Vec<Edit> {
    let Value::Array(items) = document.value(node) else {
        let span = document.span(node);
        let added: String = texts.iter().map(|text| format!(", {}", quote(text))).collect();
        return vec![Edit::insert(span.start, "["), Edit::insert(span.end, format!("{added}]"))];
    };
    let layout = Layout::of(document, node);
    let separator = format!(",{}", layout.separator());
    let added = texts.iter().map(|text| quote(text)).collect::<Vec<_>>().join(&separator);
    vec![match items.last() {
        Some(last) => Edit::insert(document.span(*last).end, format!("{separator}{added}")),
        None => fill(document, node, &layout, &added),
    }]
}

/// A list of one item is replaced by the item.
pub(crate) fn unwrap_item(document: &Document<'_>, array: NodeId, item: NodeId) -> Vec<Edit> {
    let (outer, inner) = (document.span(array), document.span(item));
    let before = Span { start: outer.start, end: inner.start };
    vec![Edit::delete(before), Edit::delete(Span { start: inner.end, end: outer.end })]
}

/// An item more, at the end of a list.
pub(crate) fn append_item(document: &Document<'_>, array: NodeId, value: &Json) -> Edit {
    append_items(document, array, std::slice::from_ref(value))
}

/// Items more, at the end of a list.
pub(crate) fn append_items(document: &Document<'_>, array: NodeId, values: &[Json]) -> Edit {
    let layout = Layout::of(document, array);
    let between = format!(",{}", layout.separator());
    let text = values.iter().map(|value| layout.print(value)).collect::<Vec<_>>().join(&between);
    match document.items(array).last() {
        Some(last) => Edit::insert(document.span(*last).end, format!("{between}{text}")),
        None => fill(document, array, &layout, &text),
    }
}

/// Items more, in front of the others.
pub(crate) fn prepend_items(document: &Document<'_>, array: NodeId, items: &[Json]) -> Edit {
    let layout = Layout::of(document, array);
    let texts = items.iter().map(|item| layout.print(item));
    let first = document.items(array).first().map(|item| document.span(*item).start);
    prepend(document, array, &layout, texts, first)
}

fn prepend(
    document: &Document<'_>,
    container: NodeId,
    layout: &Layout<'_>,
    texts: impl Iterator<Item = String>,
    first: Option<u32>,
) -> Edit {
    let separator = format!(",{}", layout.separator());
    let text = texts.collect::<Vec<_>>().join(&separator);
    match first {
        Some(first) => Edit::insert(first, text + &separator),
        None => fill(document, container, layout, &text),
    }
}

/// An item more, behind the one with the index.
pub(crate) fn insert_item(document: &Document<'_>, array: NodeId, after: usize, value: &Json) -> Edit {
    let layout = Layout::of(document, array);
    let end = document.items(array).get(after).map_or(document.span(array).start + 1, |item| document.span(*item).end);
    Edit::insert(end, format!(",{}{}", layout.separator(), layout.print(value)))
}

/// A value becomes the first item of a list, another value the second.
pub(crate) fn wrap_in_list(document: &Document<'_>, node: NodeId, second: &Json) -> Vec<Edit> {
    let span = document.span(node);
    let layout = Layout { lines: span.of(document.text).contains('\n'), ..Layout::around(document, span.start) };
    let text = format!(",{}{}]", layout.separator(), layout.print(second));
    vec![Edit::insert(span.start, "["), Edit::insert(span.end, text)]
}

/// The value of a member is another one, laid out as the object is.
pub(crate) fn replace_member_value(document: &Document<'_>, object: NodeId, node: NodeId, value: &Json) -> Edit {
    Edit::replace(document.span(node), Layout::of(document, object).print(value))
}

pub(crate) fn is_object(document: &Document<'_>, node: NodeId) -> bool {
    matches!(document.value(node), Value::Object(_))
}

/// A value takes the place of another, laid out for its surroundings.
pub(crate) fn replace_value(document: &Document<'_>, node: NodeId, value: &Json) -> Edit {
    let span = document.span(node);
    let mut layout = Layout::around(document, span.start);
    // A list of strings stays on its line where the value was on one.
    layout.lines &= !value.is_list_of_strings() || span.of(document.text).contains('\n');
    Edit::replace(span, layout.print(value))
}

/// A value takes the place of another, on one line.
pub(crate) fn replace_inline(document: &Document<'_>, node: NodeId, value: &Json) -> Edit {
    let span = document.span(node);
    let layout = Layout { lines: false, ..Layout::around(document, span.start) };
    Edit::replace(span, layout.print(value))
}

fn fill(document: &Document<'_>, container: NodeId, layout: &Layout<'_>, text: &str) -> Edit {
    let span = document.span(container);
    let inside = Span { start: span.start + 1, end: span.end.saturating_sub(1).max(span.start + 1) };
    if layout.lines {
        Edit::replace(inside, format!("\n{}{text}\n{}", layout.indent, layout.outer))
    } else {
        Edit::replace(inside, format!(" {text} "))
    }
}

/// A value to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Json {
    String(String),
    /// As it stands in the text, its lines at the left margin.
    Raw(String),
    Array(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    pub(crate) fn string(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    pub(crate) fn object<const N: usize>(members: [(&str, Json); N]) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    fn is_list_of_strings(&self) -> bool {
        matches!(self, Self::Array(items) if items.iter().all(|item| matches!(item, Self::String(_))))
    }

    /// A value of the document, as it is written there. Its lines move with it to the indentation of the new place.
    pub(crate) fn copy(document: &Document<'_>, node: NodeId) -> Self {
        let span = document.span(node);
        Self::dedented(document, span, span.of(document.text))
    }

    /// The same with an edit in it.
    pub(crate) fn copy_with(document: &Document<'_>, node: NodeId, edit: &Edit) -> Self {
        let span = document.span(node);
        let before = Span { start: span.start, end: edit.start };
        let behind = Span { start: edit.end, end: span.end };
        let text = [before.of(document.text), &edit.text, behind.of(document.text)].concat();
        Self::dedented(document, span, &text)
    }

    fn dedented(document: &Document<'_>, span: Span, text: &str) -> Self {
        if !text.contains('\n') {
            return Self::Raw(text.to_owned());
        }
        let indent = indent_at(document.text, span.start);
        Self::Raw(text.replace(&format!("\n{indent}"), "\n"))
    }

    /// A string, or a list when there are several.
    pub(crate) fn strings<'s>(texts: impl IntoIterator<Item = &'s str>) -> Self {
        let mut items: Vec<Self> = texts.into_iter().map(Self::string).collect();
        if items.len() == 1 { items.remove(0) } else { Self::Array(items) }
    }
}

/// How the members of a container are laid out.
#[derive(Debug, Clone)]
struct Layout<'a> {
    /// Members stand on lines of their own.
    lines: bool,
    /// In front of each member.
    indent: &'a str,
    /// In front of the closing bracket.
    outer: &'a str,
    /// One step of indentation.
    unit: String,
}

impl<'a> Layout<'a> {
    fn of(document: &'a Document<'a>, container: NodeId) -> Self {
        let span = document.span(container);
        let first = match document.value(container) {
            Value::Object(members) => {
                members.first().map(|member| member.key.map_or(document.span(member.value), |key| key.span))
            }
            Value::Array(items) => items.first().map(|item| document.span(*item)),
            _ => None,
        };
        let outer = indent_at(document.text, span.start);
        let text = document.text;
        match first {
            Some(first) => {
                let lines = text[span.start as usize..first.start as usize].contains('\n');
                let indent = if lines { indent_at(text, first.start) } else { outer };
                let unit = indent.strip_prefix(outer).filter(|unit| !unit.is_empty());
                Self { lines, indent, outer, unit: unit.map_or_else(|| unit_of(text), str::to_owned) }
            }
            None => Self { lines: false, indent: outer, outer, unit: unit_of(text) },
        }
    }

    /// The layout for a value that begins at the offset.
    fn around(document: &'a Document<'a>, offset: u32) -> Self {
        let text = document.text;
        let indent = indent_at(text, offset);
        let lines = text.trim_end().bytes().take(LONGEST_LINE).any(|byte| byte == b'\n');
        Self { lines, indent, outer: indent, unit: unit_of(text) }
    }

    /// Between the comma behind one member and the next.
    fn separator(&self) -> String {
        if self.lines { format!("\n{}", self.indent) } else { " ".to_owned() }
    }

    fn print_member(&self, name: &str, value: &Json) -> String {
        format!("{}: {}", quote(name), self.print(value))
    }

    fn print(&self, value: &Json) -> String {
        let mut out = String::new();
        self.write(value, self.indent, &mut out);
        out
    }

    fn write(&self, value: &Json, indent: &str, out: &mut String) {
        match value {
            Json::String(text) => out.push_str(&quote(text)),
            Json::Raw(text) => out.push_str(&text.replace('\n', &format!("\n{indent}"))),
            Json::Array(items) => self.write_container('[', ']', items.len(), indent, out, |at, inner, out| {
                self.write(&items[at], inner, out);
            }),
            Json::Object(members) => self.write_container('{', '}', members.len(), indent, out, |at, inner, out| {
                let (name, value) = &members[at];
                out.push_str(&quote(name));
                out.push_str(": ");
                self.write(value, inner, out);
            }),
        }
    }

    fn write_container(
        &self,
        open: char,
        close: char,
        length: usize,
        indent: &str,
        out: &mut String,
        mut member: impl FnMut(usize, &str, &mut String),
    ) {
        let inner = format!("{indent}{}", self.unit);
        let (before, between, after) = if !self.lines {
            let pad = if open == '{' { " " } else { "" };
            (pad.to_owned(), ", ".to_owned(), pad.to_owned())
        } else {
            (format!("\n{inner}"), format!(",\n{inner}"), format!("\n{indent}"))
        };
        out.push(open);
        for at in 0..length {
            out.push_str(if at == 0 { &before } else { &between });
            member(at, &inner, out);
        }
        if length > 0 {
            out.push_str(&after);
        }
        out.push(close);
    }
}

/// How far back the start of a line is looked for: what is longer is not laid out by hand, and a text of one line must not
/// be searched for each of its findings.
const LONGEST_LINE: usize = 4096;

/// The white space at the start of the line that holds the offset.
fn indent_at(text: &str, offset: u32) -> &str {
    let end = offset as usize;
    let start = end.saturating_sub(LONGEST_LINE);
    let line = match text.as_bytes()[start..end].iter().rposition(|byte| *byte == b'\n') {
        Some(at) => &text[start + at + 1..],
        None if start == 0 => text,
        None => return "",
    };
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The first indentation of the text: what one step is.
fn unit_of(text: &str) -> String {
    let indents = text.lines().map(|line| &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]);
    indents.take(64).find(|indent| !indent.is_empty()).map_or_else(|| "  ".to_owned(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{apply, parse};

    fn edited(text: &str, edit: impl Fn(&Document<'_>, NodeId) -> Edit) -> String {
        let document = parse(text);
        apply(text, &[edit(&document, document.root.unwrap())])
    }

    #[test]
    fn members_join_their_neighbours_layout() {
        let value = Json::object([("a", Json::string("b"))]);
        let insert = |document: &Document<'_>, root| insert_member(document, root, None, "new", &value);
        assert_eq!(edited("{\"x\": 1}", insert), "{\"x\": 1, \"new\": { \"a\": \"b\" }}");
        assert_eq!(
            edited("{\n    \"x\": 1\n}", insert),
            "{\n    \"x\": 1,\n    \"new\": {\n        \"a\": \"b\"\n    }\n}"
        );
        assert_eq!(edited("{}", insert), "{ \"new\": { \"a\": \"b\" } }");
    }

    #[test]
    fn copied_values_move_to_their_new_indentation() {
        let text = "{\n  \"a\": {\n    \"b\": {\n      \"c\": 1\n    }\n  }\n}";
        let lift = |document: &Document<'_>, root| {
            let inner = document.members(document.members(root)[0].value)[0].value;
            replace_value(document, document.members(root)[0].value, &Json::copy(document, inner))
        };
        assert_eq!(edited(text, lift), "{\n  \"a\": {\n    \"c\": 1\n  }\n}");
    }

    #[test]
    fn a_string_becomes_a_list() {
        let added = |text: &str| {
            let document = parse(text);
            let value = document.members(document.root.unwrap())[0].value;
            apply(text, &add_strings(&document, value, &["y"]))
        };
        assert_eq!(added("{\"a\": \"x\"}"), "{\"a\": [\"x\", \"y\"]}");
        assert_eq!(added("{\"a\": [\"x\"]}"), "{\"a\": [\"x\", \"y\"]}");
        assert_eq!(added("{\"a\": [\n  \"x\"\n]}"), "{\"a\": [\n  \"x\",\n  \"y\"\n]}");
    }

    #[test]
    fn removed_members_take_their_comma() {
        let remove = |index| move |document: &Document<'_>, root| remove_member(document, root, index);
        assert_eq!(edited("{\n  \"a\": 1,\n  \"b\": 2\n}", remove(0)), "{\n  \"b\": 2\n}");
        assert_eq!(edited("{\n  \"a\": 1,\n  \"b\": 2\n}", remove(1)), "{\n  \"a\": 1\n}");
        assert_eq!(edited("{ \"a\": 1 }", remove(0)), "{}");
    }

    #[test]
    fn what_comes_in_front_joins_the_layout() {
        let members = [("x".to_owned(), Json::string("1")), ("y".to_owned(), Json::string("2"))];
        let before = |document: &Document<'_>, root| prepend_members(document, root, &members);
        assert_eq!(edited("{\"a\": 1}", before), "{\"x\": \"1\", \"y\": \"2\", \"a\": 1}");
        assert_eq!(edited("{\n  \"a\": 1\n}", before), "{\n  \"x\": \"1\",\n  \"y\": \"2\",\n  \"a\": 1\n}");
        assert_eq!(edited("{}", before), "{ \"x\": \"1\", \"y\": \"2\" }");
        let items = |document: &Document<'_>, root| prepend_items(document, root, &[Json::string("x")]);
        assert_eq!(edited("[\"a\"]", items), "[\"x\", \"a\"]");
    }

    #[test]
    fn strings_keep_their_quotes() {
        let replace = |document: &Document<'_>, root| replace_string(document, document.members(root)[0].value, "x\"y");
        assert_eq!(edited("{\"a\": \"b\"}", replace), "{\"a\": \"x\\\"y\"}");
        assert_eq!(edited("{\"a\": 12}", replace), "{\"a\": \"x\\\"y\"}");
    }
}
