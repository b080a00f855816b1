//! The version is none of the policy language.
//!
//! ## What it checks
//! The value of `Version`: `2012-10-17`, or the old `2008-10-17`.
//!
//! ## Why it matters
//! It is the version of the policy language, not a date of your own. IAM refuses any other.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2024-05-01",
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
use crate::text::visible;

pub(super) const RULE: Rule = Rule {
    id: phrase!("version-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("INVALID_VERSION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let Some(version) = &policy.version else { return };
    let document = policy.document;
    let text = document.scalar(version.value).unwrap_or_default();
    let message = match document.value(version.value) {
        Value::Missing | Value::Skipped => return,
        Value::Object(_) | Value::Array(_) => phrase!("`Version` is not a string"),
        Value::String(_) | Value::Word if matches!(visible(text).as_ref(), "2012-10-17" | "2008-10-17") => return,
        _ => phrase!("`{}` is no version of the policy language"),
    };
    let span = document.content(version.value).unwrap_or_else(|| document.span(version.value));
    out.tell(&RULE, span, message, &[text], phrase!("The current version of the policy language is `2012-10-17`."))
        .offer_string(Safety::Safe, document, version.value, "2012-10-17")
        .refused(phrase!("The policy must contain a valid version string"));
}
