//! A condition tests an old key.
//!
//! ## What it checks
//! The key `aws:ARN`, in place of which AWS has `aws:PrincipalArn`.
//!
//! ## Why it matters
//! IAM Access Analyzer recommends the newer key. `aws:ARN` is not among the documented keys any more, so what it holds for
//! whom is not written anywhere.
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
//!         "ArnLike": { "aws:ARN": "arn:aws:iam::444455556666:user/alice" }
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
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::444455556666:user/alice" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! For the session of a role the two keys may differ: the repair is for review.
//!
//! ## References
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)
//! - [aws:PrincipalArn](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn)

use super::prelude::*;
use crate::aws::Arn;
use crate::aws::catalogue::is_deprecated;

pub(super) const RULE: Rule = Rule {
    id: phrase!("deprecated-condition-key"),
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("DEPRECATED_GLOBAL_CONDITION_KEY")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.known.is_some() || tested.operator.is_none() || !is_deprecated(tested.test.name) {
        return;
    }
    let why = phrase!("AWS documents the newer key only, and recommends it.");
    let finding = tested.at_key(out, &RULE, phrase!("`{}` is an old name of `aws:PrincipalArn`"), "", why);
    let mut whole = matches!(tested.family, Some(OperatorFamily::String | OperatorFamily::Arn));
    for value in &tested.test.values {
        whole &= Arn::parse(value.text).is_some();
    }
    if whole && tested.qualifier.is_none() && !tested.block.tests_key("aws:PrincipalArn") {
        tested.rename(finding, "aws:PrincipalArn", Safety::Review, phrase!("write `{}`"));
    }
}
