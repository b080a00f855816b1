//! A statement stands where the whole policy belongs.
//!
//! ## What it checks
//! Documents without `Statement` that have `Effect`, `Principal` or `Action` at the top.
//!
//! ## Why it matters
//! A policy is an object with `Version` and `Statement`. IAM refuses the bare statement.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Effect": "Allow",
//!   "Principal": { "Service": "ec2.amazonaws.com" },
//!   "Action": "sts:AssumeRole"
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

use super::prelude::*;
use crate::fix::layout::Json;
use crate::policy::{Element, PolicyShape};

pub(super) const RULE: Rule = Rule {
    id: phrase!("bare-statement"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("MISSING_STATEMENT")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let (PolicyShape::BareStatement, Some(statement)) = (policy.shape, policy.statements.first()) else { return };
    let first = statement.elements.first().map_or(policy.document.opening(policy.root), |element| element.key.content);
    let why = phrase!("IAM looks for `Version` and `Statement` at the top of the document.");
    out.tell(&RULE, first, phrase!("the statement is not inside `Statement`"), &[], why)
        .offer(Safety::Safe, phrase!("put it into `Statement`"), wrap(policy, statement))
        .refused_somehow();
}

/// The policy with the statement in it.
fn wrap(policy: &Policy<'_>, statement: &Statement<'_>) -> Edit {
    let document = policy.document;
    let (mut top, mut inside) = (Vec::new(), Vec::new());
    if policy.version.is_none() {
        top.push(("Version".to_owned(), Json::string("2012-10-17")));
    }
    // What no rule knows stays in the statement, where it was next to the rest.
    for (index, member) in document.members(statement.node).iter().enumerate() {
        let Some(key) = member.key else { continue };
        let is = |element: &Option<Element<'_>>| element.as_ref().is_some_and(|element| element.index == index);
        let (name, place) = if is(&policy.version) {
            ("Version", &mut top)
        } else if is(&policy.id) {
            ("Id", &mut top)
        } else {
            (document.key(key), &mut inside)
        };
        place.push((name.to_owned(), Json::copy(document, member.value)));
    }
    top.push(("Statement".to_owned(), Json::Array(vec![Json::Object(inside)])));
    layout::replace_value(document, policy.root, &Json::Object(top))
}
