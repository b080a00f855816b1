//! A condition uses an operator that AWS does not have.
//!
//! ## What it checks
//! Operators in the wrong case (`stringEquals`), misspelt (`StringEqual`, `ForAnyValue.StringLike`), or unknown. Unlike
//! the names of condition keys, the names of operators are case-sensitive.
//!
//! ## Why it matters
//! IAM refuses the policy: it cannot tell how the values are to be compared.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "stringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
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
    id: phrase!("unknown-condition-operator"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_CONDITION_OPERATOR")),
    check: Check::Operator(check),
};

fn check(at: &Operated<'_, '_>, out: &mut Findings<'_>) {
    let Operated { condition, block, .. } = *at;
    // A key in the place of an operator has rules of its own.
    if block.operator.is_some() || block.is_key() {
        return;
    }
    let name: &str = block.name;
    let finding = out
        .report(&RULE, block.key.content)
        .why(phrase!("Operators are named exactly as AWS writes them, such as `StringEquals`, `ArnLike` or `Bool`."))
        .refused_somehow();
    let Some(meant) = Operator::suggest(name) else {
        finding.tells(phrase!("`{}` is not a condition operator"), &[name]);
        return;
    };
    finding.tells(phrase!("`{}` is not a condition operator, did you mean `{}`?"), &[name, &meant]);
    if !condition.has_operator(&meant) {
        finding.offer_to(Safety::Safe, "write", &meant, layout::rename(block.key, &meant));
    }
}
