//! The policy does not say which version of the language it is in.
//!
//! ## What it checks
//! Documents without `Version`.
//!
//! ## Why it matters
//! Without `Version` the policy is read as `2008-10-17`, in which policy variables are plain text. Nothing is wrong as
//! long as there are none.
//!
//! ## Example
//! ```json
//! {
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
//! - [Version](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::policy::PolicyShape;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-version"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("MISSING_VERSION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    // Repairs of another shape write the version too; with variables its lack is an error, which another rule reports.
    if policy.version.is_some() || policy.shape != PolicyShape::Document {
        return;
    }
    if policy.has_misplaced_version() || !policy.variables().is_empty() {
        return;
    }
    let version = layout::Json::string("2012-10-17");
    let edit = layout::prepend_member(policy.document, policy.root, "Version", version);
    let why = phrase!("Without it policy variables are plain text, as in version 2008-10-17.");
    out.tell(&RULE, policy.document.opening(policy.root), phrase!("the policy has no `Version`"), &[], why)
        .missing("Version")
        .offer(Safety::Safe, phrase!("add `\"Version\": \"2012-10-17\"`"), edit);
}
