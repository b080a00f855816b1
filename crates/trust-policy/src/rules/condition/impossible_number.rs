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
use crate::aws::catalogue::ValueType;

pub(super) const RULE: Rule = Rule {
    id: "impossible-number",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, block, test) in policy.tests() {
        let known = test.known().is_some_and(|key| key.value_type == ValueType::Numeric);
        let Some(operator) = block.operator.filter(|_| known) else { continue };
        let never = |number: f64| match operator.name {
            "NumericLessThan" => number <= 0.0,
            "NumericLessThanEquals" | "NumericEquals" => number < 0.0,
            _ => false,
        };
        let number = |value: &ConditionValue<'_>| value.text.trim().parse::<f64>().ok();
        let all = test.values.iter().all(|value| number(value).is_some_and(never));
        let Some(value) = test.values.first().filter(|_| all) else { continue };
        out.report(&RULE, value.span)
            .message(format!("`{}` is never less than `{}`", test.name, value.text))
            .why("The key counts from zero, so that the test never holds.")
            .help("Write the number of seconds that may have passed, such as `3600`.");
    }
}
