//! The document is a list of statements without the object around it.
//!
//! ## What it checks
//! Documents that begin with `[` and hold statements.
//!
//! ## Why it matters
//! A policy is an object with `Version` and `Statement`. IAM refuses the bare list.
//!
//! ## Example
//! ```json
//! [
//!   {
//!     "Effect": "Allow",
//!     "Principal": { "Service": "ec2.amazonaws.com" },
//!     "Action": "sts:AssumeRole"
//!   }
//! ]
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
    id: phrase!("bare-statement-list"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("MISSING_STATEMENT")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    if policy.shape != PolicyShape::BareList || policy.statements.is_empty() {
        return;
    }
    let wrapped = layout::Json::object([
        ("Version", layout::Json::string("2012-10-17")),
        ("Statement", layout::Json::copy(policy.document, policy.root)),
    ]);
    let edit = layout::replace_value(policy.document, policy.root, &wrapped);
    let message = phrase!("a policy is an object, and this is only its list of statements");
    let why = phrase!("IAM looks for `Version` and `Statement` at the top of the document.");
    out.tell(&RULE, policy.document.opening(policy.root), message, &[], why)
        .offer(Safety::Safe, phrase!("put the list into a policy"), edit)
        .refused_somehow();
}
