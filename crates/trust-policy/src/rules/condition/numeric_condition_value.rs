//! A numeric test has a value that is no number.
//!
//! ## What it checks
//! Values under the `Numeric` operators that are not written in digits.
//!
//! ## Why it matters
//! AWS cannot compare the key with it, so the test never holds.
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" },
//!         "NumericLessThan": { "aws:MultiFactorAuthAge": "1 hour" }
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" },
//!         "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::number_sign;

pub(super) const RULE: Rule = Rule {
    id: phrase!("numeric-condition-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("TYPE_MISMATCH_NUMBER")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::Numeric) {
        return;
    }
    for value in &tested.test.values {
        if value.is_placeholder() || value.has_variable || number_sign(value.text).is_some() {
            continue;
        }
        let why = phrase!("Numbers are written in digits alone; no other value ever matches.");
        let finding = out.at_value(&RULE, value, phrase!("`{}` is not a number"), "", why);
        if let Some(number) = seconds(value.text) {
            tested.write(finding, value, &number.to_string());
        }
    }
}

/// The number that is meant: without blanks and separators, an amount of time in seconds.
fn seconds(text: &str) -> Option<u64> {
    let mut number: Option<u64> = None;
    let mut unit = String::new();
    for c in text.chars() {
        match (c, c.to_digit(10)) {
            (',' | '_' | '\'', _) => {}
            _ if c.is_whitespace() => {}
            (_, Some(digit)) if unit.is_empty() => {
                number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(u64::from(digit))?);
            }
            _ => unit.push(c),
        }
    }
    let unit = unit.strip_suffix('s').filter(|unit| unit.len() > 1).unwrap_or(&unit);
    let is_unit = |name: &str| name.get(..unit.len()).is_some_and(|start| start.eq_ignore_ascii_case(unit));
    let (_, factor) = UNITS.iter().find(|(name, _)| is_unit(name))?;
    number?.checked_mul(*factor)
}

/// Units of time, of which people write as many letters as they like; a number without one is in seconds.
const UNITS: [(&str, u64); 4] = [("second", 1), ("minute", 60), ("hour", 3600), ("day", 86_400)];
