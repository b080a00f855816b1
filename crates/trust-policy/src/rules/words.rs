//! What nearly every rule says, made in one place: each call here stands for several in a rule, kilobytes in the browser.

use super::Draft;
use crate::report::{Fix, Safety};
use crate::text::Edit;

impl Draft<'_> {
    /// A repair of one edit.
    #[inline(never)]
    pub(super) fn offer(&mut self, safety: Safety, title: &str, edit: Edit) -> &mut Self {
        self.fix(Fix::new(title, safety, edit.alone()))
    }

    /// A repair of one edit that does something to what has a name: ``write `name` ``.
    #[inline(never)]
    pub(super) fn offer_to(&mut self, safety: Safety, verb: &str, name: &str, edit: Edit) -> &mut Self {
        self.offer(safety, &joined(&[verb, " `", name, "`"]), edit)
    }
}

/// A text between two others.
#[inline(never)]
pub(super) fn around(before: &str, text: &str, after: &str) -> String {
    joined(&[before, text, after])
}

/// The texts one behind the other. Small where it is used, unlike `format!`.
#[inline(never)]
fn joined(parts: &[&str]) -> String {
    let mut whole = String::new();
    for part in parts {
        whole.push_str(part);
    }
    whole
}
