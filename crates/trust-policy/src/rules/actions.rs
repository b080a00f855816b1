//! Repairs of `Action` and `NotAction` that several rules offer.

use super::prelude::quoted;
use crate::fix::layout::{self, Json};
use crate::report::Fix;
use crate::text::{Document, NodeId};

/// The element names these actions instead of what it says.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn write_actions(document: &Document<'_>, element: NodeId, names: &[&str]) -> Fix {
    let edit = layout::replace_value(document, element, &Json::strings(names.iter().copied()));
    Fix::review(quoted("write ", names), edit.alone())
}

/// The element names these actions too.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(super) fn add_actions(document: &Document<'_>, element: NodeId, names: &[&str]) -> Fix {
    Fix::review(quoted("add ", names), layout::add_strings(document, element, names))
}
