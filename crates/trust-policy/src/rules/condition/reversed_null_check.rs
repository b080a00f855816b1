//! `Null` demands that a key is missing where it should be there.
//!
//! ## What it checks
//! `"Null": {"sts:ExternalId": "true"}` in an `Allow`, and the same for MFA, the organization and the subject of a
//! token.
//!
//! ## Why it matters
//! `true` means that the key is null: absent. Only callers without an external id, or without MFA, get in, which is the
//! reverse of what such a test is for.
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
//!         "Null": { "sts:ExternalId": "true" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "Null": { "sts:ExternalId": "false" }
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
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [Access for third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("reversed-null-check"),
    severity: Severity::Security,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Test(check),
};

const KEYS: [&str; 5] =
    ["sts:ExternalId", "sts:SourceIdentity", "aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge", "aws:PrincipalOrgID"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || tested.family != Some(OperatorFamily::Null) || tested.if_exists || !tested.is(&KEYS) {
        return;
    }
    let Some(value) = tested.value("true") else { return };
    // A second test of the key contradicts this one; that is said there.
    if tested.statement.tests().any(|(other, same)| other.index != tested.block.index && same.is(tested.test.name)) {
        return;
    }
    let finding = out
        .report(&RULE, value.span)
        .tells(phrase!("only callers without `{}` get in"), &[tested.test.name])
        .why(phrase!("`Null` with `true` means that the key must be absent."));
    tested.replace(finding, value, "false", Safety::Review, phrase!("write `{}`"));
}
