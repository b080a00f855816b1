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
    id: "boolean-condition-value",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("TYPE_MISMATCH_BOOLEAN"),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !matches!(tested.family, Some(OperatorFamily::Bool | OperatorFamily::Null)) {
        return;
    }
    for value in &tested.test.values {
        let text: &str = value.text;
        if ["true", "false"].iter().any(|word| text.eq_ignore_ascii_case(word)) || value.is_placeholder() {
            continue;
        }
        let finding = out
            .report(&RULE, value.span)
            .tells("`{}` is neither `true` nor `false`", &[text])
            .why(filled("`{}` compares with `true` and `false` only; no other value ever matches.", &[tested.block.name]));
        if let Some((_, meant)) = MEANT.iter().find(|(word, _)| text.trim().eq_ignore_ascii_case(word)) {
            tested.write(finding, value, meant);
        }
    }
    if let [_, second, ..] = tested.test.values.as_slice() {
        out.report(&RULE, tested.policy.document.span(tested.test.value))
            .tells("`{}` takes one boolean, and this list has several", &[tested.test.name])
            .why("A key is either true or false: a list of both always matches, a list of one twice says nothing more.")
            .label(second.span, "the second value")
            .aws_check(Some("INVALID_CONDITION_MULTIPLE_BOOLEAN"))
            .help("Leave one value.");
    }
}

/// What people write for the two, among others with blanks around them.
const MEANT: [(&str, &str); 16] = [
    ("true", "true"),
    ("yes", "true"),
    ("y", "true"),
    ("1", "true"),
    ("on", "true"),
    ("enabled", "true"),
    ("ture", "true"),
    ("t", "true"),
    ("false", "false"),
    ("no", "false"),
    ("n", "false"),
    ("0", "false"),
    ("off", "false"),
    ("disabled", "false"),
    ("flase", "false"),
    ("f", "false"),
];
