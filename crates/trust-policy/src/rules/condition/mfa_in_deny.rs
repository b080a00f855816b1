//! A Deny of callers without MFA misses most of them.
//!
//! ## What it checks
//! `"Bool": {"aws:MultiFactorAuthPresent": "false"}` in a `Deny`.
//!
//! ## Why it matters
//! The key is absent, not `false`, when somebody calls with long-term access keys. `Bool` does not hold for a missing
//! key, so the statement does not deny them; `BoolIfExists` does.
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     },
//!     {
//!       "Effect": "Deny",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "Bool": { "aws:MultiFactorAuthPresent": "false" }
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     },
//!     {
//!       "Effect": "Deny",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Secure API access with MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html)
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("mfa-in-deny"),
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let without = tested.family == Some(OperatorFamily::Bool) && !tested.if_exists && tested.is_all("false");
    if tested.allows || !without || !tested.test.is("aws:MultiFactorAuthPresent") {
        return;
    }
    let finding = out
        .report(&RULE, tested.test.key.content)
        .message(phrase!("callers with access keys and no MFA are not denied"))
        .why(phrase!("For long-term access keys `aws:MultiFactorAuthPresent` is absent, not `false`."))
        .label(tested.block.key.content, phrase!("does not hold for a missing key"));
    tested.test_with(finding, tested.qualifier, "Bool", true, Safety::Safe);
}
