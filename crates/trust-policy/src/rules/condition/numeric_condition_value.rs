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

pub(super) const RULE: Rule = Rule {
    id: "numeric-condition-value",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("TYPE_MISMATCH_NUMBER"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        if block.operator.is_none_or(|operator| operator.family != OperatorFamily::Numeric) {
            continue;
        }
        for value in test.values.iter().filter(|value| value.text.parse::<f64>().is_err() && !value.is_placeholder()) {
            let finding = out
                .report(&RULE, value.span)
                .message(format!("`{}` is not a number", value.text))
                .why(format!("`{}` compares numbers, written in digits alone; no other value ever matches.", block.name));
            if let Some(number) = seconds(&value.text) {
                let edits = vec![layout::replace_string(policy.document, value.node, &number.to_string())];
                let narrows = statement.mending_narrows(block, test);
                finding.fix(Fix::narrowing(narrows, format!("write `{number}`"), edits));
            }
        }
    }
}

/// The number that is meant: without blanks and separators, an amount of time in seconds.
fn seconds(text: &str) -> Option<u64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '_' | '\'')).collect();
    let digits = plain.len() - plain.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = plain.split_at(digits);
    let factor = match unit.to_ascii_lowercase().as_str() {
        "" | "s" | "sec" | "second" | "seconds" => 1,
        "m" | "min" | "minute" | "minutes" => 60,
        "h" | "hour" | "hours" => 3600,
        "d" | "day" | "days" => 86_400,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}
