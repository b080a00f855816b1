//! `Null` stands behind `ForAllValues` or `ForAnyValue`.
//!
//! ## What it checks
//! The operators `ForAllValues:Null` and `ForAnyValue:Null`.
//!
//! ## Why it matters
//! `Null` asks whether a key is there, not what its values are. With a qualifier the answer is always the same.
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
//!         "ForAnyValue:Null": { "aws:TagKeys": "false" }
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
//!         "Null": { "aws:TagKeys": "false" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Without the qualifier the condition decides something, so that who may assume the role changes: the repair is for
//! review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("null-with-qualifier"),
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("NULL_WITH_QUALIFIER")),
    check: Check::Operator(check),
};

fn check(operated: &Operated<'_, '_>, out: &mut Findings<'_>) {
    let Operated { condition, block, .. } = operated;
    let null = |operator: &Operator| operator.family == OperatorFamily::Null && !operator.if_exists;
    let Some(Operator { qualifier: Some(qualifier), .. }) = block.operator.filter(null) else { return };
    let always = if qualifier == Qualifier::ForAllValues { "always" } else { "never" };
    let finding = out
        .report(&RULE, block.key.content)
        .tells(phrase!("`{}` {} holds"), &[block.name, always])
        .why(phrase!("`Null` asks for the key, a qualifier for its values."));
    if !condition.has_operator("Null") {
        finding.offer(Safety::Review, phrase!("write `Null`"), layout::rename(block.key, "Null"));
    }
}
