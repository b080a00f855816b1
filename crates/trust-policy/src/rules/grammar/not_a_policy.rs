//! The document is no policy.
//!
//! ## What it checks
//! Objects with neither `Version` nor `Statement` nor anything that belongs into a statement, and lists without
//! statements.
//!
//! ## Why it matters
//! It is JSON, but there is nothing in it that says who may assume a role.
//!
//! ## Example
//! ```json
//! {
//!   "RoleName": "deploy",
//!   "Path": "/"
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
use crate::policy::PolicyShape;

pub(super) const RULE: Rule = Rule {
    id: phrase!("not-a-policy"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: Some(phrase!("MISSING_STATEMENT")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let document = policy.document;
    let message = match (policy.shape, document.value(policy.root)) {
        // An empty object is a policy without statements.
        (PolicyShape::Other, Value::Object([])) => return,
        (PolicyShape::Other, Value::Object(_)) if policy.version.is_some() || policy.id.is_some() => return,
        (PolicyShape::Other, Value::Object(_)) => phrase!("this is no policy: it has no `Statement`"),
        (PolicyShape::BareList, _) if policy.statements.is_empty() => phrase!("this list holds no statements"),
        (PolicyShape::Other, _) => phrase!("this is no policy but a single value"),
        _ => return,
    };
    let why = phrase!("A policy is an object with `Version` and `Statement`.");
    out.tell(&RULE, document.opening(policy.root), message, &[], why)
        .help(phrase!("Paste the trust policy: `aws iam get-role` shows it as `AssumeRolePolicyDocument`."))
        .refused_somehow();
}
