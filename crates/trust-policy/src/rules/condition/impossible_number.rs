//! A number must be below anything that it can be.
//!
//! ## What it checks
//! `NumericLessThan` with `0` or less, `NumericLessThanEquals` below `0`, and their equals, for keys that are never
//! negative, such as `aws:MultiFactorAuthAge`.
//!
//! ## Why it matters
//! The age of an MFA sign-in is never below zero, so the test never holds and nobody gets in.
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" },
//!         "NumericLessThan": { "aws:MultiFactorAuthAge": "0" }
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" },
//!         "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Secure API access with MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html)
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)

use super::prelude::*;
use std::cmp::Ordering;
use crate::aws::catalogue::ValueType;
use crate::aws::number_sign;

pub(super) const RULE: Rule = Rule {
    id: phrase!("impossible-number"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.value_type != Some(ValueType::Numeric) {
        return;
    }
    let zero_is_too_much = match tested.operator.map(|operator| operator.name) {
        Some("NumericLessThan") => true,
        Some("NumericLessThanEquals" | "NumericEquals") => false,
        _ => return,
    };
    for value in &tested.test.values {
        let never = match number_sign(value.text.trim()) {
            Some(Ordering::Less) => true,
            Some(Ordering::Equal) => zero_is_too_much,
            _ => false,
        };
        if !never {
            return;
        }
    }
    let Some(value) = tested.test.values.first() else { return };
    out.report(&RULE, value.span)
        .tells(phrase!("`{}` is never less than `{}`"), &[tested.test.name, value.text])
        .why(phrase!("The key counts seconds from zero."))
        .help(phrase!("Write the seconds that may have passed, such as `3600`."));
}
