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
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let boolean = |operator: Operator| matches!(operator.family, OperatorFamily::Bool | OperatorFamily::Null);
        if !block.operator.is_some_and(boolean) {
            continue;
        }
        for value in test.values.iter().filter(|value| as_boolean(&value.text).is_none() && !value.is_placeholder()) {
            let finding = out
                .report(&RULE, value.span)
                .message(format!("`{}` is neither `true` nor `false`", value.text))
                .why(format!("`{}` compares with `true` and `false` only; no other value ever matches.", block.name));
            if let Some(meant) = meant(&value.text) {
                let edits = vec![layout::replace_string(policy.document, value.node, meant)];
                let narrows = statement.mending_narrows(block, test);
                finding.fix(Fix::narrowing(narrows, format!("write `{meant}`"), edits));
            }
        }
        if let [_, second, ..] = test.values.as_slice() {
            out.report(&RULE, policy.document.span(test.value))
                .message(format!("`{}` takes one boolean, and this list has several", test.name))
                .why("A key is either true or false: a list of both always matches, a list of one twice says nothing more.")
                .label(second.span, "the second value")
                .aws_check(Some("INVALID_CONDITION_MULTIPLE_BOOLEAN"))
                .help("Leave one value.");
        }
    }
}

fn as_boolean(text: &str) -> Option<bool> {
    [("true", true), ("false", false)].into_iter().find(|(word, _)| text.eq_ignore_ascii_case(word)).map(|(_, value)| value)
}

fn meant(text: &str) -> Option<&'static str> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "on" | "enabled" | "ture" | "t" => Some("true"),
        "false" | "no" | "n" | "0" | "off" | "disabled" | "flase" | "f" => Some("false"),
        _ => None,
    }
}
