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
    id: "wrong-json-type",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("DATA_TYPE_MISMATCH"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    policy.id.iter().for_each(|id| check_string(policy, policy.root, id, out));
    for statement in &policy.statements {
        let strings = statement.sid.iter().chain(&statement.effect_element);
        strings.for_each(|element| check_string(policy, statement.node, element, out));
        for strings in statement.action.iter().chain(&statement.not_action) {
            for node in &strings.not_strings {
                let Some(what) = what(policy.document, *node) else { continue };
                let draft = report(out, policy.document.span(*node), around("an action is a string, not ", what, ""));
                if let [item] = policy.document.items(*node) {
                    unwrap(policy, *node, *item, draft);
                }
            }
        }
    }
}

fn report<'o, 'r>(out: &'o mut Findings<'r>, span: Span, message: String) -> &'o mut Draft<'r> {
    out.report(&RULE, span)
        .message(message)
        .why("IAM reads each element as one JSON type, and refuses a policy with another.")
        .refused_somehow()
}

/// An element that is one string.
fn check_string(policy: &Policy<'_>, object: NodeId, element: &Element<'_>, out: &mut Findings<'_>) {
    let document = policy.document;
    let Some(what) = what(document, element.value) else { return };
    let is_effect = element.known == Some(ElementName::Effect);
    let span = document.span(element.value);
    let draft = report(out, span, format!("`{}` is a string, not {what}", element.name));
    match document.value(element.value) {
        Value::Number if !is_effect => {
            let text = document.scalar(element.value).unwrap_or_default();
            let edit = layout::replace_string(document, element.value, text);
            draft.offer(Safety::Safe, "put it into quotes", edit);
        }
        Value::Null if !is_effect => {
            let edit = layout::remove_member(document, object, element.index);
            draft.offer_to(Safety::Safe, "remove", element.name, edit);
        }
        Value::Array([item]) => unwrap(policy, element.value, *item, draft),
        _ => {}
    }
}

/// A list of one string is the string.
fn unwrap(policy: &Policy<'_>, list: NodeId, item: NodeId, draft: &mut Draft<'_>) {
    if policy.document.string(item).is_some() {
        draft.fix(Fix::safe("remove the list around it", layout::unwrap_item(policy.document, list, item)));
    }
}

/// What stands there instead of a string.
fn what(document: &Document<'_>, node: NodeId) -> Option<&'static str> {
    match document.value(node) {
        Value::Object(_) => Some("an object"),
        Value::Array(_) => Some("a list"),
        Value::Number => Some("a number"),
        Value::Bool(_) => Some("a boolean"),
        Value::Null => Some("`null`"),
        // What is not there, or was not looked at, is a matter of the text.
        Value::String(_) | Value::Word | Value::Missing | Value::Skipped => None,
    }
}
