//! `IfExists` opens what the test seems to close.
//!
//! ## What it checks
//! `…IfExists` in an `Allow` on keys that callers can leave out: `sts:ExternalId`, `aws:MultiFactorAuthPresent`,
//! `aws:PrincipalOrgID`, the subject of a token and their like. With a lower severity: tags of the caller,
//! `aws:SourceArn` and `aws:SourceAccount` of a service, and a network where no other key speaks of it.
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
//! ## Fix safety
//! To demand the key narrows who may assume the role, which is safe. A service that does not send `aws:SourceArn` or
//! `aws:SourceAccount` would be shut out, so for these the repair is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [Access for third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html)
//! - [Secure API access with MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html)

use super::prelude::*;
use crate::aws::{Caller, SilentSource, source_services};

pub(super) const RULE: Rule = Rule {
    id: phrase!("optional-condition"),
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

/// What services say of the resource for which they come.
const SOURCE: [&str; 2] = ["aws:SourceArn", "aws:SourceAccount"];

/// Keys that say through which network callers come, of which a request has some or the others.
const NETWORK: [&str; 4] = ["aws:SourceIp", "aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let optional = tested.allows && tested.if_exists && !tested.negated;
    let Some(operator) = tested.operator.filter(|_| optional) else { return };
    // `false` asks for callers without MFA; that is said elsewhere.
    if operator.family == OperatorFamily::Bool && tested.value("true").is_none() {
        return;
    }
    let Some(severity) = severity(tested) else { return };
    // That nobody sends the key is said elsewhere.
    let never_sent = tested.known.is_some_and(|key| tested.never_sent(key).is_some());
    if never_sent || tested.same_key(|block, test| block.asks_presence(test)).is_some() {
        return;
    }
    let why = phrase!("With `IfExists` a missing key is as good as the right value, and callers can leave this one out.");
    let finding = tested
        .at_key(out, &RULE, phrase!("the test of `{}` also holds when the caller sends none"), "", why)
        .label(tested.block.key.content, phrase!("holds without the key"));
    if severity != Severity::Security {
        finding.severity(severity).confidence(Confidence::Medium);
    }
    // Where a variable has no value, `IfExists` is what AWS recommends.
    if tested.test.values.iter().any(|value| value.has_variable) {
        return;
    }
    // No list says which services send these keys: one that does not would be shut out.
    let safety = if tested.is(&SOURCE) { Safety::Review } else { Safety::Safe };
    tested.test_with(finding, tested.qualifier, operator.name, false, safety);
}

/// How bad it is that the key may be missing; `None` where it must be, or where another test answers for it.
fn severity(tested: &Tested<'_, '_>) -> Option<Severity> {
    let statement = tested.statement;
    if let ConditionName::Claim { issuer, .. } = tested.test.parts() {
        return statement.trusts_issuer(issuer).then_some(Severity::Security);
    }
    if tested.is(&KEYS) {
        return Some(Severity::Security);
    }
    if tested.is(&SOURCE) {
        // Beside other callers the key has to be optional, and a service that never sends it needs it to be.
        let (mut silent, mut sure) = (!statement.is_only_for(Caller::Service), true);
        for value in statement.principals() {
            silent |= SilentSource::of(value.trimmed()).is_some();
            sure &= source_services(value.trimmed()).is_some();
        }
        let severity = if sure { Severity::Warning } else { Severity::Suggestion };
        return (!silent).then_some(severity);
    }
    if statement.is_only_for(Caller::Service) {
        return None;
    }
    if tested.is(&NETWORK) {
        // A request through a VPC endpoint has the one, any other request the other; a service has neither.
        for (_, test) in statement.tests() {
            let other = NETWORK.iter().any(|key| test.is(key)) && !test.is(tested.test.name);
            if other || ["aws:ViaAWSService", "aws:CalledVia", "aws:PrincipalIsAWSService"].iter().any(|key| test.is(key)) {
                return None;
            }
        }
        return Some(Severity::Warning);
    }
    tested.is_principal_tag().then_some(Severity::Warning)
}
