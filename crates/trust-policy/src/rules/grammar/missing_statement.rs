//! The policy has no statement.
//!
//! ## What it checks
//! Documents without `Statement` that are otherwise a policy, and empty objects.
//!
//! ## Why it matters
//! The statements say who may assume the role. IAM refuses a policy without one.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17"
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
//! ## Fix safety
//! The statement that is added trusts an account whose number must be filled in.
//!
//! ## References
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::fix::layout::Json;
use crate::policy::PolicyShape;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-statement"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("MISSING_STATEMENT")),
    check: Check::Policy(check),
};

pub(super) const WHY: Phrase = phrase!("The statements say who may assume the role.");

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let Value::Object(members) = policy.document.value(policy.root) else { return };
    let is_policy = policy.version.is_some() || policy.id.is_some() || members.is_empty();
    if policy.shape != PolicyShape::Other || !is_policy {
        return;
    }
    let edit = layout::insert_member(policy.document, policy.root, None, "Statement", &example());
    out.tell(&RULE, policy.document.opening(policy.root), phrase!("the policy has no `Statement`"), &[], WHY)
        .missing("Statement")
        .offer(Safety::FillIn, phrase!("add a statement"), edit)
        .refused_somehow();
}

/// A statement to begin with, in its list.
pub(super) fn example() -> Json {
    Json::Array(vec![Json::object([
        ("Effect", Json::string("Allow")),
        ("Principal", Json::object([("AWS", Json::string("arn:aws:iam::<ACCOUNT_ID>:root"))])),
        ("Action", Json::string("sts:AssumeRole")),
    ])])
}
