//! A boolean test has a value that is neither true nor false.
//!
//! ## What it checks
//! Values under `Bool` and `Null` other than `true` and `false`, and lists with both.
//!
//! ## Why it matters
//! AWS compares the key with `true` or `false` only; `yes`, `1` and `on` match neither, so the test never holds.
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "yes" }
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" }
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
    id: phrase!("boolean-condition-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("TYPE_MISMATCH_BOOLEAN")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !matches!(tested.family, Some(OperatorFamily::Bool | OperatorFamily::Null)) {
        return;
    }
    for value in &tested.test.values {
        let text: &str = value.text;
        if ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)) || value.is_placeholder() || value.has_variable {
            continue;
        }
        let finding =
            out.at_value(&RULE, value, phrase!("`{}` is neither `true` nor `false`"), "", phrase!("No other value ever matches."));
        let meant = |words: &[&str]| words.iter().any(|word| text.trim().eq_ignore_ascii_case(word));
        if meant(&TRUE) {
            tested.write(finding, value, "true");
        } else if meant(&FALSE) {
            tested.write(finding, value, "false");
        }
    }
    if let [_, second, ..] = tested.test.values.as_slice() {
        out.report(&RULE, tested.policy.document.span(tested.test.value))
            .tells(phrase!("`{}` takes one boolean, and this list has several"), &[tested.test.name])
            .why(phrase!("A list of both always matches; one value is enough."))
            .label(second.span, phrase!("the second value"))
            .aws_check(Some(phrase!("INVALID_CONDITION_MULTIPLE_BOOLEAN")));
    }
}

/// What people write for the two, among others with blanks around them.
const TRUE: [&str; 8] = ["true", "yes", "y", "1", "on", "enabled", "ture", "t"];
const FALSE: [&str; 8] = ["false", "no", "n", "0", "off", "disabled", "flase", "f"];
