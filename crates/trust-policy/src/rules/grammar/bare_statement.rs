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
use crate::policy::PolicyShape;
use crate::text::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "bare-statement",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some("MISSING_STATEMENT"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let (PolicyShape::BareStatement, Some(statement)) = (policy.shape, policy.statements.first()) else { return };
    let first = statement.elements.first().map_or(policy.document.opening(policy.root), |element| element.key.content);
    out.report(&RULE, first)
        .message("the statement is not inside `Statement`")
        .why("IAM looks for `Version` and `Statement` at the top of the document, and for the rest inside `Statement`.")
        .offer(Safety::Safe, "put it into `Statement`", wrap(policy, statement))
        .refused_somehow();
}

fn wrap(policy: &Policy<'_>, statement: &Statement<'_>) -> Edit {
    let document = policy.document;
    let (mut top, mut inside) = (Vec::new(), Vec::new());
    if policy.version.is_none() {
        top.push(("Version".to_owned(), Json::string("2012-10-17")));
    }
    for element in [&policy.version, &policy.id].into_iter().flatten() {
        top.push(copied(document, element.name, element.value));
    }
    // What no rule knows stays in the statement, where it was next to the rest.
    for (index, member) in document.members(statement.node).iter().enumerate() {
        let at_top = [&policy.version, &policy.id].into_iter().flatten().any(|element| element.index == index);
        if let Some(key) = member.key.filter(|_| !at_top) {
            inside.push(copied(document, document.key(key), member.value));
        }
    }
    top.push(("Statement".to_owned(), Json::Array(vec![Json::Object(inside)])));
    layout::replace_value(document, policy.root, &Json::Object(top))
}

#[inline(never)]
fn copied(document: &Document<'_>, name: &str, value: NodeId) -> (String, Json) {
    (name.to_owned(), Json::copy(document, value))
}
