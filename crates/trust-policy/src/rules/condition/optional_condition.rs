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
    check: Check::Policy(check),
};

const KEYS: [&str; 6] = [
    "sts:ExternalId",
    "sts:SourceIdentity",
    "aws:MultiFactorAuthPresent",
    "aws:MultiFactorAuthAge",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
];

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in policy.allows() {
        for (block, test) in statement.tests() {
            let optional = |operator: &Operator| operator.if_exists && !operator.negated;
            let Some(operator) = block.operator.filter(optional) else { continue };
            let claim = matches!(test.parts(), ConditionName::Claim { issuer, .. } if statement.trusts_issuer(issuer));
            // `false` asks for callers without MFA; that is said elsewhere.
            let refuses = operator.family == OperatorFamily::Bool && !test.values.iter().any(|value| value.text.eq_ignore_ascii_case("true"));
            let demanded = statement.tests().any(|(other, same)| same.is(&test.name) && other.demands_value(same));
            if !(claim || KEYS.iter().any(|key| test.is(key))) || refuses || demanded || asks_presence(statement, test) {
                continue;
            }
            let strict = Operator { if_exists: false, ..operator }.with_name(operator.name);
            let finding = out
                .report(&RULE, test.key.content)
                .message(format!("the test of `{}` also holds when the caller sends none", test.name))
                .why("With `IfExists` a missing key is as good as the right value, and callers can leave this one out.")
                .label(block.key.content, "holds without the key");
            if let Some(edits) = condition_fix::move_test(policy.document, statement, block, test, &strict) {
                finding.fix(Fix::safe(format!("test it with `{strict}`"), edits));
            }
        }
    }
}

/// Whether another test demands that the key is there.
fn asks_presence(statement: &Statement<'_>, test: &ConditionKeyTest<'_>) -> bool {
    statement.tests().any(|(block, other)| {
        let null = block.operator.is_some_and(|operator| operator.family == OperatorFamily::Null);
        null && other.is(&test.name) && !block.holds_without_key(other)
    })
}
