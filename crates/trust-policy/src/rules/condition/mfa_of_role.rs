//! MFA is demanded of a role.
//!
//! ## What it checks
//! An `Allow` that demands `aws:MultiFactorAuthPresent` or a small `aws:MultiFactorAuthAge` and trusts nobody but
//! roles.
//!
//! ## Why it matters
//! The session of a role that was assumed by another, by a service or by a sign-in does not carry the MFA of its first
//! sign-in, so the second hop fails. Only credentials that a user got with MFA have it.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" }
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
//! ## References
//! - [Secure API access with MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("mfa-of-role"),
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

const KEYS: [&str; 2] = ["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let demanded = tested.allows && tested.demands && tested.is(&KEYS) && tested.value("false").is_none();
    if !demanded || !tested.trusts_only_roles() {
        return;
    }
    // What has a wildcard is no principal yet, and may become a user.
    if tested.statement.principals().any(|value| value.text.contains('*')) {
        return;
    }
    // Present and age are one demand; the first of them is enough.
    let first = tested.statement.tests().find(|(_, other)| KEYS.iter().any(|key| other.is(key)));
    if first.is_some_and(|(_, other)| other.key.span != tested.test.key.span) {
        return;
    }
    let why = phrase!("MFA counts for the sign-in of a user and is lost in the session of a role.");
    let finding = tested
        .at_key(out, &RULE, phrase!("sessions of a role do not carry `{}`"), "", why)
        .help(phrase!("Demand MFA in the trust policy of the role that users assume first."));
    if let Some(value) = tested.statement.principals().next() {
        finding.label(value.span, phrase!("a role"));
    }
}
