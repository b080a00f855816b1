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
use crate::aws::Arn;

pub(super) const RULE: Rule = Rule {
    id: "mfa-of-role",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in policy.allows() {
        for (block, test) in statement.tests() {
            let mfa = test.is("aws:MultiFactorAuthPresent") || test.is("aws:MultiFactorAuthAge");
            let true_demanded = block.demands_value(test) && !test.values.iter().any(|value| value.text.eq_ignore_ascii_case("false"));
            if !mfa || !true_demanded || !trusts_only_roles(statement) {
                continue;
            }
            // Present and age are one demand; the first of them is enough.
            let first = statement.tests().find(|(_, other)| other.is("aws:MultiFactorAuthPresent") || other.is("aws:MultiFactorAuthAge"));
            if first.is_some_and(|(_, other)| other.key.span != test.key.span) {
                continue;
            }
            let finding = out
                .report(&RULE, test.key.content)
                .message(format!("sessions of a role do not carry `{}`", test.name))
                .why("MFA counts for the sign-in of a user; a session of a role that is assumed in turn has lost it.")
                .help("Demand MFA in the trust policy of the role that users assume first.");
            if let Some(value) = statement.principals().next() {
                finding.label(value.span, "a role");
            }
        }
    }
}

fn trusts_only_roles(statement: &Statement<'_>) -> bool {
    let mut any = false;
    // What has a wildcard is no principal yet, and may become a user.
    let role = |value: &PrincipalValue<'_>| {
        let named = Arn::parse(value.text.trim()).filter(|_| !value.text.contains('*'));
        named.is_some_and(|arn| matches!(arn.resource_type(), "role" | "assumed-role"))
    };
    statement.principals().inspect(|_| any = true).all(role) && any
}
