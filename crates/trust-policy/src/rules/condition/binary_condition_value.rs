//! A value under `BinaryEquals` is not base64.
//!
//! ## What it checks
//! Values under `BinaryEquals` that hold other characters than base64 has, or a number of them that it never has.
//!
//! ## Why it matters
//! `BinaryEquals` compares bytes that are written in base64. What cannot be decoded equals nothing, so the test never
//! holds.
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
//!         "BinaryEquals": { "aws:PrincipalTag/key": "not base64!" }
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
//!         "BinaryEquals": { "aws:PrincipalTag/key": "QmluYXJ5VmFsdWVJbkJhc2U2NA==" }
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
use crate::text::without_marks_behind;

pub(super) const RULE: Rule = Rule {
    id: phrase!("binary-condition-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: Some(phrase!("TYPE_MISMATCH_STRING")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::Binary) {
        return;
    }
    // On keys that hold no bytes the operator itself is the mistake.
    if tested.known.is_some_and(|key| !has_any(key.name, b"$.")) {
        return;
    }
    for value in &tested.test.values {
        if !value.has_variable && !value.is_placeholder() && !is_base64(value.text) {
            let why = phrase!("`BinaryEquals` compares bytes that are written in base64.");
            out.at_value(&RULE, value, phrase!("`{}` is not base64"), "", why);
        }
    }
}

fn is_base64(text: &str) -> bool {
    let digits = without_marks_behind(text, b"=");
    let letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    text.len() - digits.len() < 3 && text.len().is_multiple_of(4) && digits.bytes().all(letter)
}
