//! A key stands twice in the same object.
//!
//! ## What it checks
//! Equal keys among the members of one object. Condition keys that differ only in case are another matter.
//!
//! ## Why it matters
//! The grammar of the policy language forbids it. Programs that read JSON, Terraform and the SDKs among them, keep only
//! the last of equal keys without a word: with a second `StringEquals` the tests of the first are gone, and the role may
//! be open to more callers than it says.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": {
//!         "AWS": "arn:aws:iam::111122223333:root",
//!         "AWS": "arn:aws:iam::444455556666:root"
//!       },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Use instead
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": {
//!         "AWS": [
//!           "arn:aws:iam::111122223333:root",
//!           "arn:aws:iam::444455556666:root"
//!         ]
//!       },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Removing one of two equal members is safe, and so is joining two operators with different condition keys in a
//! statement that allows: all tests must hold then, which narrows who may assume the role. Joining anything else may let
//! in more callers than the last member alone did, and removing the first one drops what it says; both are for review.
//!
//! ## References
//! - [Grammar of the IAM JSON policy language](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)

use super::prelude::*;
use crate::fix::layout::Json;
use crate::text::NodeId;

pub(super) const RULE: Rule = Rule {
    id: phrase!("repeated-key"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::RepeatedKey) {
        let Some(first_key) = defect.related else { continue };
        let Some(pair) = Pair::find(document, first_key, defect.span) else { continue };
        let why = phrase!("Readers of JSON keep only the last of equal keys, so what the first says is lost.");
        let draft = out.tell(&RULE, defect.span, phrase!("the key `{}` stands in this object twice"), &[pair.name], why);
        draft.label(first_key, phrase!("here for the first time")).may_be_refused_somehow();
        pair.add_fixes(draft);
    }
}

/// Two members of one object with the same key.
struct Pair<'d, 'a> {
    document: &'d Document<'a>,
    name: &'d str,
    /// The members around them, the outermost first; the last is the first of the pair.
    path: Vec<(NodeId, usize)>,
    first: NodeId,
    second: NodeId,
}

impl<'d, 'a> Pair<'d, 'a> {
    fn find(document: &'d Document<'a>, first_key: Span, second_key: Span) -> Option<Self> {
        let path = document.enclosing_members(first_key);
        let (object, first_index) = *path.last()?;
        let (_, second_index) = document.enclosing_member(second_key).filter(|(other, _)| *other == object)?;
        let members = document.members(object);
        let (first, second) = (members.get(first_index)?, members.get(second_index)?);
        let name = document.key(second.key?);
        Some(Self { document, name, path, first: first.value, second: second.value })
    }

    fn add_fixes(&self, draft: &mut Draft<'_>) {
        let Some((object, first_index)) = self.path.last() else { return };
        let remove = layout::remove_member(self.document, *object, *first_index);
        if self.document.same(self.first, self.second) {
            draft.offer(Safety::Safe, phrase!("remove the first, which says the same"), remove);
            return;
        }
        // Tests that are thrown away let in whom they kept out: where all can stay, that is not offered.
        let narrows = self.narrows();
        if let Some(merge) = self.merge() {
            let title = filled(phrase!("join both under one `{}`"), &[self.name]);
            draft.fix(Fix::narrowing(narrows, title, merge.and(remove.clone())));
            if narrows {
                return;
            }
        }
        draft.offer(Safety::Review, phrase!("remove the first"), remove);
    }

    /// Whether joining the two only adds tests that must hold: operators of a statement that allows.
    fn narrows(&self) -> bool {
        // The value of an operator holds tests; what is deeper holds values, of which any may match.
        let [.., (statement, condition), _] = self.path.as_slice() else { return false };
        let (mut allows, mut in_condition) = (false, false);
        for (index, member) in self.document.members(*statement).iter().enumerate() {
            let name = member.key.map_or("", |key| self.document.key(key));
            in_condition |= index == *condition && name.eq_ignore_ascii_case("Condition");
            allows |= name.eq_ignore_ascii_case("Effect") && self.document.string(member.value) == Some("Allow");
        }
        allows && in_condition && matches!(self.document.value(self.first), Value::Object(_))
    }

    /// The edit that adds to the second what the first says. `None` where the two cannot be joined.
    fn merge(&self) -> Option<Edit> {
        match (self.document.value(self.first), self.document.value(self.second)) {
            (Value::Missing | Value::Skipped, _) | (_, Value::Missing | Value::Skipped) => None,
            // Statements are items of a list, not to be joined member by member.
            _ if self.is_named(&["Statement"]) => self.merge_lists(),
            // Elements that hold one string cannot be joined.
            _ if self.is_named(&["Version", "Id", "Sid", "Effect"]) => None,
            (Value::Object(_), Value::Object(_)) => self.merge_objects(),
            (Value::Object(_), _) | (_, Value::Object(_)) => None,
            _ => self.merge_lists(),
        }
    }

    fn is_named(&self, names: &[&str]) -> bool {
        names.iter().any(|name| name.eq_ignore_ascii_case(self.name))
    }

    /// Objects are joined where no key stands in both; condition keys ignore case.
    fn merge_objects(&self) -> Option<Edit> {
        let document = self.document;
        let mut added = Vec::new();
        for member in document.members(self.first) {
            let name = document.key(member.key?);
            for other in document.members(self.second) {
                if document.key(other.key?).eq_ignore_ascii_case(name) {
                    return None;
                }
            }
            added.push((name.to_owned(), Json::copy(document, member.value)));
        }
        Some(layout::prepend_members(document, self.second, &added))
    }

    fn merge_lists(&self) -> Option<Edit> {
        let document = self.document;
        let old = items(document, &self.second);
        let mut added = Vec::new();
        for value in items(document, &self.first) {
            if !old.iter().any(|other| document.same(*value, *other)) {
                added.push(Json::copy(document, *value));
            }
        }
        if !matches!(document.value(self.second), Value::Array(_)) {
            added.push(Json::copy(document, self.second));
            return Some(layout::replace_value(document, self.second, &Json::Array(added)));
        }
        (!added.is_empty()).then(|| layout::prepend_items(document, self.second, &added))
    }
}

/// The items of a list; any other value alone.
fn items<'n>(document: &'n Document<'_>, node: &'n NodeId) -> &'n [NodeId] {
    match document.value(*node) {
        Value::Array(items) => items,
        _ => std::slice::from_ref(node),
    }
}
