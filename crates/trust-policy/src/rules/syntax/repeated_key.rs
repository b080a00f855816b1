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
        let Some(pair) = defect.related.and_then(|first| Pair::find(document, first, defect.span)) else { continue };
        let draft = out.report(&RULE, defect.span);
        draft
            .message(format!("the key `{}` stands in this object twice", pair.name()))
            .why(format!("Programs that read JSON keep only the last of equal keys: {} would be lost.", pair.lost()))
            .label(pair.first_key, "here for the first time")
            .may_be_refused_somehow();
        pair.fixes().into_iter().for_each(|fix| {
            draft.fix(fix);
        });
    }
}

/// Two members of one object with the same key.
struct Pair<'d, 'a> {
    document: &'d Document<'a>,
    /// The members around them, the outermost first; the last is the first of the pair.
    path: Vec<(NodeId, usize)>,
    object: NodeId,
    first_index: usize,
    first_key: Span,
    first: NodeId,
    second: Member,
}

impl<'d, 'a> Pair<'d, 'a> {
    fn find(document: &'d Document<'a>, first_key: Span, second_key: Span) -> Option<Self> {
        let path = document.enclosing_members(first_key);
        let (object, first_index) = *path.last()?;
        let (_, second_index) = document.enclosing_member(second_key).filter(|(other, _)| *other == object)?;
        let members = document.members(object);
        let (first, second) = (members.get(first_index)?.value, *members.get(second_index)?);
        Some(Self { document, path, object, first_index, first_key, first, second })
    }

    fn name(&self) -> String {
        self.second.key.map(|key| self.document.key(key).to_owned()).unwrap_or_default()
    }

    /// What the first of the two says, in a few words.
    fn lost(&self) -> String {
        let document = self.document;
        match document.value(self.first) {
            _ if document.same(self.first, self.second.value) => "nothing, since both say the same, but the first".into(),
            Value::Object(members) => {
                let keys = members.iter().filter_map(|member| member.key);
                let names: Vec<String> = keys.take(3).map(|key| format!("`{}`", document.key(key))).collect();
                if names.is_empty() { "the first object".into() } else { names.join(", ") }
            }
            Value::Array(items) => format!("the first list with {} items", items.len()),
            _ => document.scalar(self.first).map_or_else(|| "the first".into(), |text| format!("`{text}`")),
        }
    }

    fn fixes(&self) -> Vec<Fix> {
        let document = self.document;
        let remove = layout::remove_member(document, self.object, self.first_index);
        if document.same(self.first, self.second.value) {
            return vec![Fix::safe("remove the first, which says the same", vec![remove])];
        }
        let mut edits = Vec::new();
        let merged = self.can_merge() && self.merge(self.first, self.second.value, &mut edits);
        let keep_last = Fix::review("remove the first", vec![remove.clone()]);
        if !merged {
            return vec![keep_last];
        }
        edits.push(remove);
        let title = format!("join both under one `{}`", self.name());
        // Tests that are thrown away let in whom they kept out: where all can stay, that is not offered.
        if self.narrows() { vec![Fix::safe(title, edits)] } else { vec![Fix::review(title, edits), keep_last] }
    }

    /// Elements that hold one string cannot be joined.
    fn can_merge(&self) -> bool {
        const SINGLE: [&str; 4] = ["Version", "Id", "Sid", "Effect"];
        !SINGLE.iter().any(|name| name.eq_ignore_ascii_case(&self.name()))
    }

    /// Whether joining the two only adds tests that must hold: operators of a statement that allows, with different keys.
    fn narrows(&self) -> bool {
        let named = |(object, index): &(NodeId, usize), name: &str| {
            let key = self.document.members(*object)[*index].key;
            key.is_some_and(|key| self.document.key(key).eq_ignore_ascii_case(name))
        };
        let Some(at) = self.path.iter().position(|member| named(member, "Condition")) else { return false };
        let (statement, _) = self.path[at];
        let allows = self.document.members(statement).iter().any(|member| {
            let effect = member.key.is_some_and(|key| self.document.key(key).eq_ignore_ascii_case("Effect"));
            effect && self.document.string(member.value).is_some_and(|effect| effect == "Allow")
        });
        // The value of an operator holds tests; what is deeper holds values, of which any may match.
        let operator = self.path.len() == at + 2;
        allows && operator && self.is_disjoint(self.first, self.second.value)
    }

    fn is_disjoint(&self, a: NodeId, b: NodeId) -> bool {
        let object = |node| matches!(self.document.value(node), Value::Object(_));
        let shared = |member: &Member| self.counterpart(*member, b).is_some();
        object(a) && object(b) && !self.document.members(a).iter().any(shared)
    }

    /// The member of an object with the same key; condition keys ignore case.
    fn counterpart(&self, member: Member, object: NodeId) -> Option<Member> {
        let name = self.document.key(member.key?);
        let same = |other: &&Member| other.key.is_some_and(|key| self.document.key(key).eq_ignore_ascii_case(&name));
        self.document.members(object).iter().rev().find(same).copied()
    }

    /// Edits that add to `into` what `from` says. Answers whether the two can be joined.
    fn merge(&self, from: NodeId, into: NodeId, edits: &mut Vec<Edit>) -> bool {
        let document = self.document;
        let name = self.name();
        match (document.value(from), document.value(into)) {
            (Value::Missing | Value::Skipped, _) | (_, Value::Missing | Value::Skipped) => false,
            // Statements are items of a list, not to be joined member by member.
            (Value::Object(members), Value::Object(_)) if !name.eq_ignore_ascii_case("Statement") => {
                let mut added = Vec::new();
                for member in members {
                    let Some(key) = member.key else { return false };
                    match self.counterpart(*member, into) {
                        Some(other) if document.same(member.value, other.value) => {}
                        Some(other) if self.merge(member.value, other.value, edits) => {}
                        Some(_) => return false,
                        None => added.push((document.key(key).to_owned(), layout::Json::copy(document, member.value))),
                    }
                }
                if !added.is_empty() {
                    edits.push(layout::prepend_members(document, into, &added));
                }
                true
            }
            (Value::Object(_), _) | (_, Value::Object(_)) if !name.eq_ignore_ascii_case("Statement") => false,
            _ => {
                let (old, new) = (self.values(into), self.values(from));
                let missing = new.iter().filter(|value| !old.iter().any(|other| document.same(**value, *other)));
                let copy = |node: &NodeId| layout::Json::copy(document, *node);
                let added: Vec<layout::Json> = missing.map(copy).collect();
                if matches!(document.value(into), Value::Array(_)) {
                    if !added.is_empty() {
                        edits.push(layout::prepend_items(document, into, &added));
                    }
                } else {
                    let all = added.into_iter().chain(old.iter().map(copy)).collect();
                    edits.push(layout::replace_value(document, into, &layout::Json::Array(all)));
                }
                true
            }
        }
    }

    /// The items of a list; any other value alone.
    fn values(&self, node: NodeId) -> Vec<NodeId> {
        match self.document.value(node) {
            Value::Array(items) => items.to_vec(),
            _ => vec![node],
        }
    }
}
