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
use crate::text::{Member, NodeId};

pub(super) const RULE: Rule = Rule {
    id: "repeated-key",
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
        let lost = around("Programs that read JSON keep only the last of equal keys: ", &pair.lost(), " would be lost.");
        let draft = out.report(&RULE, defect.span);
        draft
            .message_with("the key `", pair.name, "` stands in this object twice")
            .why(lost)
            .label(first_key, "here for the first time")
            .may_be_refused_somehow();
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

    /// What the first of the two says, in a few words.
    fn lost(&self) -> String {
        let document = self.document;
        if document.same(self.first, self.second) {
            return "nothing, since both say the same, but the first".into();
        }
        match document.value(self.first) {
            Value::Object([]) => "the first object".into(),
            Value::Object(members) => {
                let mut names = String::new();
                for key in members.iter().filter_map(|member| member.key).take(3) {
                    names.push_str(&around(if names.is_empty() { "`" } else { ", `" }, document.key(key), "`"));
                }
                names
            }
            Value::Array(items) => format!("the first list with {} items", items.len()),
            _ => document.scalar(self.first).map_or("the first".into(), |text| around("`", text, "`")),
        }
    }

    fn add_fixes(&self, draft: &mut Draft<'_>) {
        let Some((object, first_index)) = self.path.last() else { return };
        let remove = layout::remove_member(self.document, *object, *first_index);
        if self.document.same(self.first, self.second) {
            draft.offer(Safety::Safe, "remove the first, which says the same", remove);
            return;
        }
        // Tests that are thrown away let in whom they kept out: where all can stay, that is not offered.
        let mut safety = Safety::Review;
        let mut edits = Vec::new();
        if self.can_merge() && self.merge(self.first, self.second, &mut edits) {
            edits.push(remove.clone());
            if self.narrows() {
                safety = Safety::Safe;
            }
            draft.fix(Fix::new(around("join both under one `", self.name, "`"), safety, edits));
        }
        if safety == Safety::Review {
            draft.offer(Safety::Review, "remove the first", remove);
        }
    }

    /// Elements that hold one string cannot be joined.
    fn can_merge(&self) -> bool {
        const SINGLE: [&str; 4] = ["Version", "Id", "Sid", "Effect"];
        !SINGLE.iter().any(|name| name.eq_ignore_ascii_case(self.name))
    }

    /// Whether joining the two only adds tests that must hold: operators of a statement that allows, with different keys.
    fn narrows(&self) -> bool {
        // The value of an operator holds tests; what is deeper holds values, of which any may match.
        let [.., (statement, condition), _] = self.path.as_slice() else { return false };
        let members = self.document.members(*statement);
        if !members.get(*condition).is_some_and(|member| self.is_named(member, "Condition")) {
            return false;
        }
        let allows = members.iter().any(|member| {
            self.is_named(member, "Effect")
                && self.document.string(member.value).is_some_and(|effect| effect == "Allow")
        });
        allows && self.is_disjoint(self.first, self.second)
    }

    fn is_disjoint(&self, a: NodeId, b: NodeId) -> bool {
        let (Value::Object(a), Value::Object(_)) = (self.document.value(a), self.document.value(b)) else {
            return false;
        };
        !a.iter().any(|member| self.counterpart(member, b).is_some())
    }

    /// Whether a member has the name; condition keys ignore case.
    fn is_named(&self, member: &Member, name: &str) -> bool {
        member.key.is_some_and(|key| self.document.key(key).eq_ignore_ascii_case(name))
    }

    /// The member of an object with the same key.
    fn counterpart(&self, member: &Member, object: NodeId) -> Option<NodeId> {
        let name = self.document.key(member.key?);
        let other = self.document.members(object).iter().rev().find(|other| self.is_named(other, name))?;
        Some(other.value)
    }

    /// Edits that add to `into` what `from` says. Answers whether the two can be joined.
    fn merge(&self, from: NodeId, into: NodeId, edits: &mut Vec<Edit>) -> bool {
        let document = self.document;
        // Statements are items of a list, not to be joined member by member.
        let statements = self.name.eq_ignore_ascii_case("Statement");
        match (document.value(from), document.value(into)) {
            (Value::Missing | Value::Skipped, _) | (_, Value::Missing | Value::Skipped) => false,
            (Value::Object(members), Value::Object(_)) if !statements => {
                let mut added = Vec::new();
                for member in members {
                    let Some(key) = member.key else { return false };
                    if let Some(other) = self.counterpart(member, into) {
                        if !document.same(member.value, other) && !self.merge(member.value, other, edits) {
                            return false;
                        }
                    } else {
                        added.push((document.key(key).to_owned(), Json::copy(document, member.value)));
                    }
                }
                if !added.is_empty() {
                    edits.push(layout::prepend_members(document, into, &added));
                }
                true
            }
            (Value::Object(_), _) | (_, Value::Object(_)) if !statements => false,
            (_, old) => {
                self.merge_lists(from, into, matches!(old, Value::Array(_)), edits);
                true
            }
        }
    }

    fn merge_lists(&self, from: NodeId, into: NodeId, is_list: bool, edits: &mut Vec<Edit>) {
        let document = self.document;
        let old = items(document, &into);
        let mut added = Vec::new();
        for value in items(document, &from) {
            if !old.iter().any(|other| document.same(*value, *other)) {
                added.push(Json::copy(document, *value));
            }
        }
        if !is_list {
            added.push(Json::copy(document, into));
            edits.push(layout::replace_value(document, into, &Json::Array(added)));
        } else if !added.is_empty() {
            edits.push(layout::prepend_items(document, into, &added));
        }
    }
}

/// The items of a list; any other value alone.
fn items<'n>(document: &'n Document<'_>, node: &'n NodeId) -> &'n [NodeId] {
    match document.value(*node) {
        Value::Array(items) => items,
        _ => std::slice::from_ref(node),
    }
}
