//! `Null` has the suffix `IfExists`.
//!
//! ## What it checks
//! The operator `NullIfExists`.
//!
//! ## Why it matters
//! `Null` asks whether a key exists at all, so "if it exists" makes no sense there; the operator does not exist.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "NullIfExists": { "sts:ExternalId": "false" }
//!       }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "Null": { "sts:ExternalId": "false" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("null-if-exists"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("NULL_WITH_IF_EXISTS")),
    check: Check::Operator(check),
};

fn check(at: &Operated<'_, '_>, out: &mut Findings<'_>) {
    let Operated { condition, block, .. } = *at;
    let Some(operator) = block.operator.filter(|operator| operator.family == OperatorFamily::Null) else { return };
    if !block.name.ends_with("IfExists") {
        return;
    }
    let finding = out
        .report(&RULE, block.key.content)
        .message(phrase!("`Null` cannot have the suffix `IfExists`"))
        .why(phrase!("`Null` itself asks whether a key exists."))
        .refused_somehow();
    let plain = Operator::written(operator.qualifier, "Null", false);
    if !condition.has_operator(&plain) {
        finding.offer_to(Safety::Safe, "write", &plain, layout::rename(block.key, &plain));
    }
}
