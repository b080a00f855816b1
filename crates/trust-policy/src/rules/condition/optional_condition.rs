//! `IfExists` opens what the test seems to close.
//!
//! ## What it checks
//! `…IfExists` in an `Allow` on keys that callers can leave out: `sts:ExternalId`, `aws:MultiFactorAuthPresent`,
//! `aws:PrincipalOrgID`, the subject of a token and their like.
//!
//! ## Why it matters
//! The test also holds when the key is missing. Whoever sends no external id, or signs in without MFA, gets in.
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
//!         "StringEqualsIfExists": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [Access for third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html)
//! - [Secure API access with MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "optional-condition",
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

const KEYS: [&str; 6] = [
    "sts:ExternalId",
    "sts:SourceIdentity",
    "aws:MultiFactorAuthPresent",
    "aws:MultiFactorAuthAge",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let optional = tested.allows && tested.if_exists && !tested.negated;
    let Some(operator) = tested.operator.filter(|_| optional) else { return };
    // `false` asks for callers without MFA; that is said elsewhere.
    if operator.family == OperatorFamily::Bool && tested.value("true").is_none() {
        return;
    }
    let claim = match tested.test.parts() {
        ConditionName::Claim { issuer, .. } => tested.statement.trusts_issuer(issuer),
        _ => false,
    };
    if !(claim || tested.is(&KEYS)) || tested.same_key(asks_presence).is_some() {
        return;
    }
    let why = "With `IfExists` a missing key is as good as the right value, and callers can leave this one out.";
    let finding = tested
        .at_key(out, &RULE, "the test of `{}` also holds when the caller sends none", "", why)
        .label(tested.block.key.content, "holds without the key");
    tested.test_with(finding, tested.qualifier, operator.name, false, Safety::Safe);
}

/// Whether a test demands that the key is there, or even one of its values.
fn asks_presence(block: &OperatorBlock<'_>, test: &ConditionKeyTest<'_>) -> bool {
    let null = block.operator.is_some_and(|operator| operator.family == OperatorFamily::Null);
    block.demands_value(test) || (null && !block.holds_without_key(test))
}
