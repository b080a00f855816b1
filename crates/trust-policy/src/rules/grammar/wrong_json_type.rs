//! The value of an element has the wrong JSON type.
//!
//! ## What it checks
//! `Effect`, `Sid` and `Id`, which are strings, and the values of `Action` and `NotAction`, which are a string or a
//! list of strings.
//!
//! ## Why it matters
//! IAM reads each element as one type and refuses others: a list is no string, and `null` is nothing.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": ["Allow"],
//!       "Principal": { "Service": "ec2.amazonaws.com" },
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::policy::{Element, ElementName};
use crate::text::NodeId;

pub(super) const RULE: Rule = Rule {
    id: phrase!("wrong-json-type"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("DATA_TYPE_MISMATCH")),
    check: Check::Policy(check),
};

const WHY: Phrase = phrase!("IAM reads each element as one JSON type, and refuses a policy with another.");

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    if let Some(id) = &policy.id {
        check_string(policy, policy.root, id, out);
    }
    for statement in &policy.statements {
        for element in [&statement.sid, &statement.effect_element].into_iter().flatten() {
            check_string(policy, statement.node, element, out);
        }
    }
    for (_, strings) in policy.action_elements() {
        for node in &strings.not_strings {
            let Some(what) = type_name(policy.document, *node) else { continue };
            let span = policy.document.span(*node);
            let draft = out.tell(&RULE, span, phrase!("an action is a string, not {}"), &[what], WHY);
            draft.refused_somehow();
            unwrap(policy, *node, draft);
        }
    }
}

/// An element that is one string.
fn check_string(policy: &Policy<'_>, object: NodeId, element: &Element<'_>, out: &mut Findings<'_>) {
    let document = policy.document;
    let Some(what) = type_name(document, element.value).filter(|_| document.string(element.value).is_none()) else {
        return;
    };
    let span = document.span(element.value);
    let draft = out.tell(&RULE, span, phrase!("`{}` is a string, not {}"), &[element.name, what], WHY);
    draft.refused_somehow();
    unwrap(policy, element.value, draft);
    if element.known == Some(ElementName::Effect) {
        return;
    }
    match document.value(element.value) {
        Value::Number => {
            let text = document.scalar(element.value).unwrap_or_default();
            let edit = layout::replace_string(document, element.value, text);
            draft.offer(Safety::Safe, phrase!("put it into quotes"), edit);
        }
        Value::Null => {
            draft.offer_removal(Safety::Safe, document, object, element.index);
        }
        _ => {}
    }
}

/// A list of one string is the string.
fn unwrap(policy: &Policy<'_>, list: NodeId, draft: &mut Draft<'_>) {
    if let [item] = policy.document.items(list)
        && policy.document.string(*item).is_some()
    {
        draft.fix(Fix::safe(phrase!("remove the list around it"), layout::unwrap_item(policy.document, list, *item)));
    }
}

/// What a value is. `None` when it is not there or was not looked at, which is a matter of the text.
pub(super) fn type_name(document: &Document<'_>, node: NodeId) -> Option<&'static str> {
    match document.value(node) {
        Value::Object(_) => Some("an object"),
        Value::Array(_) => Some("a list"),
        Value::String(_) | Value::Word => Some("a string"),
        Value::Number => Some("a number"),
        Value::Bool => Some("a boolean"),
        Value::Null => Some("`null`"),
        Value::Missing | Value::Skipped => None,
    }
}
