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
use crate::policy::{ElementName, PolicyShape};

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
        .fix(Fix::safe("put it into `Statement`", vec![wrap(policy, statement)]))
        .refused_somehow();
}

fn wrap(policy: &Policy<'_>, statement: &Statement<'_>) -> Edit {
    let document = policy.document;
    let member = |name: &str, value| (name.to_owned(), Json::copy(document, value));
    let mut top = Vec::new();
    match &policy.version {
        Some(version) => top.push(member(version.name, version.value)),
        None => top.push((ElementName::Version.as_str().to_owned(), Json::string("2012-10-17"))),
    }
    top.extend(policy.id.iter().map(|id| member(id.name, id.value)));
    // What no rule knows stays in the statement, where it was next to the rest.
    let at_top = |index| [&policy.version, &policy.id].into_iter().flatten().any(|element| element.index == index);
    let inside = document.members(statement.node).iter().enumerate().filter(|(index, _)| !at_top(*index));
    let inside = inside.filter_map(|(_, each)| Some(member(document.key(each.key?), each.value))).collect();
    top.push(("Statement".to_owned(), Json::Array(vec![Json::Object(inside)])));
    layout::replace_value(document, policy.root, &Json::Object(top))
}
