//! A pattern of ARNs is matched as text.
//!
//! ## What it checks
//! `StringLike` with wildcards on keys that hold an ARN.
//!
//! ## Why it matters
//! Under `StringLike` a `*` also matches colons and so the account and everything else; under `ArnLike` each of the six
//! parts is matched for itself.
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
//!         "StringLike": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/ci-*" }
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
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/ci-*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! A pattern may count on crossing a colon: the repair is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::ValueType;
use crate::aws::{Arn, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: phrase!("string-like-on-arn"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::String) || !tested.has_wildcards {
        return;
    }
    if tested.value_type != Some(ValueType::Arn) || !tested.test.values.iter().any(|value| value.has_star) {
        return;
    }
    // What is no ARN at all has rules of its own; only whole ones can stand under the other operator.
    let mut whole = true;
    for value in &tested.test.values {
        if only_wildcards(value.text) || !value.is_filled_in() {
            return;
        }
        whole &= Arn::parse(value.text).is_some();
    }
    let why = phrase!("A wildcard crosses the colons of the ARN; under `ArnLike` it stays within its part.");
    let finding = tested
        .at_key(out, &RULE, phrase!("`{}` is matched as text, not as an ARN"), "", why)
        .label(tested.block.key.content, phrase!("knows no parts of an ARN"));
    if whole {
        tested.retest(finding, if tested.negated { "ArnNotLike" } else { "ArnLike" }, Safety::Review);
    }
}
