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
    let span = |at: usize| members.get(at).map(|member| document.member_span(*member));
    remove(document.span(object), span(index.wrapping_sub(1)), span(index), span(index + 1))
}

/// An item of a list goes, with its comma and its line.
pub(crate) fn remove_item(document: &Document<'_>, array: NodeId, index: usize) -> Edit {
    let items = document.items(array);
    let span = |at: usize| items.get(at).map(|item| document.span(*item));
    remove(document.span(array), span(index.wrapping_sub(1)), span(index), span(index + 1))
}

fn remove(container: Span, before: Option<Span>, it: Option<Span>, behind: Option<Span>) -> Edit {
    let it = it.unwrap_or(container);
    Edit::delete(match (before, behind) {
        (_, Some(behind)) => Span { start: it.start, end: behind.start },
        (Some(before), None) => Span { start: before.end, end: it.end },
        // The only one: what is left is `{}` or `[]`. A bracket that was never opened is not there.
        (None, None) => {
            Span { start: it.start.min(container.start + 1), end: container.end.saturating_sub(1).max(it.end) }
        }
    })
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
    let member = after.and_then(|index| members.get(index)).or(members.last());
    let mut text = layout.start_behind(member.is_some());
    layout.write_member(name, value, layout.indent, &mut text);
    add_behind(document, object, &layout, member.map(|member| document.span(member.value)), text)
}

/// A member more, in front of the others.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn prepend_member(document: &Document<'_>, object: NodeId, name: &str, value: Json) -> Edit {
    prepend_members(document, object, &[(name.to_owned(), value)])
}

/// Members more, in front of the others.
pub(crate) fn prepend_members(document: &Document<'_>, object: NodeId, members: &[(String, Json)]) -> Edit {
    let layout = Layout::of(document, object);
    let mut text = String::new();
    for (name, value) in members {
        layout.separate(&mut text);
        layout.write_member(name, value, layout.indent, &mut text);
    }
    let first = document.members(object).first().map(|member| document.member_span(*member));
    add_before(document, object, &layout, first, text)
}

/// Strings more in an element that holds a string or a list of strings.
pub(crate) fn add_strings(document: &Document<'_>, node: NodeId, texts: &[&str]) -> Vec<Edit> {
    let span = document.span(node);
    let is_list = matches!(document.value(node), Value::Array(_));
    if is_list {
        let mut items = Vec::with_capacity(texts.len());
        for text in texts {
            items.push(Json::string(*text));
        }
        return vec![append_items(document, node, &items)];
    }
    let mut added = String::new();
    for text in texts {
        added.push_str(", ");
        added.push_str(&quote(text));
    }
    added.push(']');
    vec![Edit::insert(span.start, "["), Edit::insert(span.end, added)]
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
    let last = document.items(array).last().map(|item| document.span(*item));
    let mut text = layout.start_behind(last.is_some());
    text.push_str(&layout.print_all(values));
    add_behind(document, array, &layout, last, text)
}

/// Items more, in front of the others.
pub(crate) fn prepend_items(document: &Document<'_>, array: NodeId, items: &[Json]) -> Edit {
    let layout = Layout::of(document, array);
    let first = document.items(array).first().map(|item| document.span(*item));
    add_before(document, array, &layout, first, layout.print_all(items))
}

/// The text, which begins with its comma, behind a part of the container; all that is in an empty one.
fn add_behind(
    document: &Document<'_>,
    container: NodeId,
    layout: &Layout<'_>,
    part: Option<Span>,
    text: String,
) -> Edit {
    match part {
        Some(part) => Edit::insert(part.end, text),
        None => fill(document, container, layout, &text),
    }
}

/// The text before the first part of the container; all that is in an empty one.
fn add_before(
    document: &Document<'_>,
    container: NodeId,
    layout: &Layout<'_>,
    first: Option<Span>,
    mut text: String,
) -> Edit {
    match first {
        Some(first) => {
            layout.separate(&mut text);
            Edit::insert(first.start, text)
        }
        None => fill(document, container, layout, &text),
    }
}

/// An item more, behind the one with the index.
pub(crate) fn insert_item(document: &Document<'_>, array: NodeId, after: usize, value: &Json) -> Edit {
    let layout = Layout::of(document, array);
    let end = document.items(array).get(after).map_or(document.span(array).start + 1, |item| document.span(*item).end);
    Edit::insert(end, layout.print_behind(value))
}

/// A value becomes the first item of a list, another value the second.
pub(crate) fn wrap_in_list(document: &Document<'_>, node: NodeId, second: &Json) -> Vec<Edit> {
    let span = document.span(node);
    let layout = Layout { lines: span.of(document.text).contains('\n'), ..Layout::around(document, span.start) };
    let mut text = layout.print_behind(second);
    text.push(']');
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

fn fill(document: &Document<'_>, container: NodeId, layout: &Layout<'_>, text: &str) -> Edit {
    let span = document.span(container);
    let inside = Span { start: span.start + 1, end: span.end.saturating_sub(1).max(span.start + 1) };
    let (mut filled, end) = if layout.lines { (String::from("\n"), "\n") } else { (String::from(" "), " ") };
    if layout.lines {
        filled.push_str(layout.indent);
    }
    filled.push_str(text);
    filled.push_str(end);
    if layout.lines {
        filled.push_str(layout.outer);
    }
    Edit::replace(inside, filled)
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

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn object<const N: usize>(members: [(&str, Json); N]) -> Self {
        Self::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    fn is_list_of_strings(&self) -> bool {
        matches!(self, Self::Array(items) if items.iter().all(|item| matches!(item, Self::String(_))))
    }

    /// A value of the document, as it is written there. Its lines move with it to the indentation of the new place.
    pub(crate) fn copy(document: &Document<'_>, node: NodeId) -> Self {
        let span = document.span(node);
        Self::Raw(dedented(document, span, span.of(document.text)))
    }

    /// The same with an edit in it.
    pub(crate) fn copy_with(document: &Document<'_>, node: NodeId, edit: &Edit) -> Self {
        let span = document.span(node);
        let before = Span { start: span.start, end: edit.start };
        let behind = Span { start: edit.end, end: span.end };
        let text = [before.of(document.text), &edit.text, behind.of(document.text)].concat();
        Self::Raw(dedented(document, span, &text))
    }

    /// A string, or a list when there are several.
    pub(crate) fn strings<'s>(texts: impl IntoIterator<Item = &'s str>) -> Self {
        let mut items = Vec::new();
        for text in texts {
            items.push(Self::string(text));
        }
        if items.len() == 1 { items.remove(0) } else { Self::Array(items) }
    }
}

/// The text of a value at a place, its lines without the indentation that they have there.
pub(crate) fn dedented(document: &Document<'_>, place: Span, text: &str) -> String {
    let indent = indent_at(document.text, place.start);
    let mut moved = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        // The first line begins in the middle of one.
        moved.push_str(if moved.is_empty() { line } else { line.strip_prefix(indent).unwrap_or(line) });
    }
    moved
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
    unit: &'a str,
}

impl<'a> Layout<'a> {
    fn of(document: &'a Document<'a>, container: NodeId) -> Self {
        let text = document.text;
        let start = document.span(container).start;
        let first = match document.value(container) {
            Value::Object(members) => members.first().map(|member| document.member_span(*member).start),
            Value::Array(items) => items.first().map(|item| document.span(*item).start),
            _ => None,
        };
        let outer = indent_at(text, start);
        let lines = first.filter(|first| Span { start, end: *first }.of(text).contains('\n'));
        let indent = lines.map_or(outer, |first| indent_at(text, first));
        let unit = indent.strip_prefix(outer).filter(|unit| !unit.is_empty());
        Self { lines: lines.is_some(), indent, outer, unit: unit.unwrap_or_else(|| unit_of(text)) }
    }

    /// The layout for a value that begins at the offset.
    fn around(document: &'a Document<'a>, offset: u32) -> Self {
        let text = document.text;
        let indent = indent_at(text, offset);
        let lines = text.trim_end().bytes().take(LONGEST_LINE).any(|byte| byte == b'\n');
        Self { lines, indent, outer: indent, unit: unit_of(text) }
    }

    /// The comma behind what is there, and the way to the next member.
    fn separate(&self, out: &mut String) {
        if !out.is_empty() {
            out.push(',');
            self.next(self.indent, out);
        }
    }

    /// On to the next line, or past a blank.
    fn next(&self, indent: &str, out: &mut String) {
        if self.lines {
            out.push('\n');
            out.push_str(indent);
        } else {
            out.push(' ');
        }
    }

    /// What stands before a new member: its comma, when another is there.
    fn start_behind(&self, another: bool) -> String {
        let mut text = String::new();
        if another {
            text.push(',');
            self.next(self.indent, &mut text);
        }
        text
    }

    fn print(&self, value: &Json) -> String {
        self.print_all(std::slice::from_ref(value))
    }

    fn print_behind(&self, value: &Json) -> String {
        let mut out = self.start_behind(true);
        self.write(value, self.indent, &mut out);
        out
    }

    fn print_all(&self, values: &[Json]) -> String {
        let mut out = String::new();
        for value in values {
            self.separate(&mut out);
            self.write(value, self.indent, &mut out);
        }
        out
    }

    fn write_member(&self, name: &str, value: &Json, indent: &str, out: &mut String) {
        out.push_str(&quote(name));
        out.push_str(": ");
        self.write(value, indent, out);
    }

    fn write(&self, value: &Json, indent: &str, out: &mut String) {
        let (open, close, length) = match value {
            Json::String(text) => return out.push_str(&quote(text)),
            Json::Raw(text) => {
                for line in text.split_inclusive('\n') {
                    out.push_str(line);
                    if line.ends_with('\n') {
                        out.push_str(indent);
                    }
                }
                return;
            }
            Json::Array(items) => ('[', ']', items.len()),
            Json::Object(members) => ('{', '}', members.len()),
        };
        let mut inner = indent.to_owned();
        inner.push_str(self.unit);
        // On one line, braces stand apart from what they hold.
        let apart = self.lines || open == '{';
        out.push(open);
        for at in 0..length {
            if at > 0 {
                out.push(',');
            }
            if at > 0 || apart {
                self.next(&inner, out);
            }
            match value {
                Json::Array(items) => self.write(&items[at], &inner, out),
                Json::Object(members) => self.write_member(&members[at].0, &members[at].1, &inner, out),
                Json::String(_) | Json::Raw(_) => {}
            }
        }
        if length > 0 && apart {
            self.next(indent, out);
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
    let before = text.as_bytes().get(start..end).unwrap_or_default();
    match before.iter().rposition(|byte| *byte == b'\n') {
        Some(at) => blanks(text, start + at + 1),
        None if start == 0 => blanks(text, 0),
        None => "",
    }
}

/// The blanks and tabs at the offset.
fn blanks(text: &str, offset: usize) -> &str {
    let line = text.get(offset..).unwrap_or_default();
    let length = line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    line.get(..length).unwrap_or_default()
}

/// The first indentation of the text: what one step is.
fn unit_of(text: &str) -> &str {
    for line in text.lines().take(64) {
        let indent = blanks(line, 0);
        if !indent.is_empty() {
            return indent;
        }
    }
    "  "
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
