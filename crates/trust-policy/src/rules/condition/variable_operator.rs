//! A policy variable stands under an operator that knows none.
//!
//! ## What it checks
//! Policy variables (`${aws:PrincipalTag/team}`) in values of the `Numeric`, `Date`, `Bool`, `Binary`, `IpAddress` and
//! `Null` operators.
//!
//! ## Why it matters
//! AWS fills in variables under the `String` and `Arn` operators only. Under the others the value is not a number, a date
//! or an address, so the test never holds.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "Bool": { "aws:MultiFactorAuthPresent": "${aws:PrincipalTag/mfa}" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("variable-operator"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: Some(phrase!("INVALID_VARIABLE_FOR_OPERATOR")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if matches!(tested.family, None | Some(OperatorFamily::String | OperatorFamily::Arn)) {
        return;
    }
    for value in &tested.test.values {
        if value.has_variable && !value.is_placeholder() {
            let why = phrase!("AWS fills in variables under the `String` and `Arn` operators only.");
            out.at_value(&RULE, value, phrase!("`{}` cannot stand under `{}`"), tested.block.name, why)
                .label(tested.block.key.content, phrase!("knows no variables"));
        }
    }
}
