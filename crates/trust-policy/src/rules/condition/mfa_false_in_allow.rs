//! An Allow asks for callers without MFA.
//!
//! ## What it checks
//! `aws:MultiFactorAuthPresent` with `false` in an `Allow`.
//!
//! ## Why it matters
//! Who signed in with MFA is kept out, and who did not may come in. Such a test is nearly always meant the other way
//! round.
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Those who get in today do not afterwards, and the other way round: the repair is for review.
//!
//! ## References
//! - [Secure API access with MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("mfa-false-in-allow"),
    severity: Severity::Security,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || tested.family != Some(OperatorFamily::Bool) || !tested.test.is("aws:MultiFactorAuthPresent") {
        return;
    }
    let ([_], Some(value)) = (tested.test.values.as_slice(), tested.value("false")) else { return };
    let finding = out
        .report(&RULE, value.span)
        .message(phrase!("only callers without MFA get in"))
        .why(phrase!("Nearly always the opposite is meant."));
    if !tested.if_exists {
        tested.replace(finding, value, "true", Safety::Review, phrase!("write `{}`"));
    }
}
