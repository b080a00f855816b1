//! JSON by its names: what programs print, read as far as it is what was expected.

use crate::text::{Document, NodeId, Value};

#[derive(Clone, Copy)]
pub(super) struct Reader<'d> {
    pub(super) document: &'d Document<'d>,
}

impl<'d> Reader<'d> {
    pub(super) fn member(&self, object: NodeId, name: &str) -> Option<NodeId> {
        let mut members = self.document.members(object).iter();
        members.find(|member| member.key.is_some_and(|key| self.document.key(key) == name)).map(|member| member.value)
    }

    /// A string, or a number as it is written.
    pub(super) fn text(&self, object: Option<NodeId>, name: &str) -> Option<String> {
        let node = self.member(object?, name)?;
        match self.document.value(node) {
            Value::Null => None,
            _ => self.document.scalar(node).map(str::to_owned),
        }
    }

    /// The items of a list by its name; `None` where there is no such list.
    pub(super) fn list(&self, object: NodeId, name: &str) -> Option<&'d [NodeId]> {
        let node = self.member(object, name)?;
        matches!(self.document.value(node), Value::Array(_)).then(|| self.document.items(node))
    }

    /// A list of strings.
    pub(super) fn texts(&self, object: NodeId, name: &str) -> Option<Vec<String>> {
        let items = self.list(object, name)?;
        Some(items.iter().filter_map(|item| self.document.scalar(*item)).map(str::to_owned).collect())
    }

    /// One text of each object in a list; `None` where one does not have it.
    pub(super) fn column(&self, object: NodeId, name: &str, column: &str) -> Option<Vec<String>> {
        let items = self.list(object, name)?;
        items.iter().map(|item| self.text(Some(*item), column)).collect()
    }

    /// The text of a policy: an object, or a string with its text.
    pub(super) fn policy(&self, object: NodeId, name: &str) -> Option<String> {
        let node = self.member(object, name)?;
        match self.document.value(node) {
            Value::Object(_) => Some(self.document.span(node).of(self.document.text).to_owned()),
            Value::String(_) => self.document.string(node).map(str::to_owned),
            _ => None,
        }
    }
}
