//! What nearly every rule says, made in one place: each call here stands for several in a rule, kilobytes in the browser.

use super::finding::filled;
use super::{Draft, Findings, Rule};
use crate::fix::layout;
use crate::phrase::{Phrase, phrase};
use crate::report::{Fix, Safety};
use crate::text::{Document, Edit, NodeId, Span};

impl Draft<'_> {
    /// A repair of one edit.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn offer(&mut self, safety: Safety, title: Phrase, edit: Edit) -> &mut Self {
        self.fix(Fix::new(title.get(), safety, edit.alone()))
    }

    /// A repair of one edit that does something to what has a name: ``write `name` ``.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn offer_to(&mut self, safety: Safety, verb: &str, name: &str, edit: Edit) -> &mut Self {
        self.fix(Fix::new(joined(&[verb, " `", name, "`"]), safety, edit.alone()))
    }

    /// Another string in place of the value: ``write `text` ``.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn offer_string(
        &mut self,
        safety: Safety,
        document: &Document<'_>,
        node: NodeId,
        text: &str,
    ) -> &mut Self {
        self.offer_to(safety, "write", text, layout::replace_string(document, node, text))
    }

    /// Without a member of an object: ``remove `key` ``.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn offer_removal(
        &mut self,
        safety: Safety,
        document: &Document<'_>,
        object: NodeId,
        index: usize,
    ) -> &mut Self {
        let key = document.members(object).get(index).and_then(|member| member.key);
        let name = key.map_or("", |key| document.key(key));
        self.offer_to(safety, "remove", name, layout::remove_member(document, object, index))
    }
}

/// A statement that lacks an element: the message, AWS's words and the path speak of it.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn lacks<'o, 'r>(
    out: &'o mut Findings<'r>,
    rule: &'r Rule,
    span: Span,
    name: &'static str,
    why: Phrase,
) -> &'o mut Draft<'r> {
    out.tell(rule, span, phrase!("the statement has no `{}`"), &[name], why)
        .missing(name)
        .refused_as(Some(filled(phrase!("Missing required field {}"), &[name])))
}

/// A text between two others.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn around(before: &str, text: &str, after: &str) -> String {
    joined(&[before, text, after])
}

/// The texts one behind the other. Small where it is used, unlike `format!`.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(in crate::rules) fn joined(parts: &[&str]) -> String {
    parts.concat()
}
