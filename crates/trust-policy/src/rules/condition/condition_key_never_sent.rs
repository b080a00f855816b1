//! No caller of the statement sends the key.
//!
//! ## What it checks
//! Documented keys that the callers a statement trusts do not bring along: `sts:ExternalId` with SAML and web
//! identities, `aws:PrincipalOrgID` and MFA with services and sign-ins, `aws:SourceIp` with services,
//! `aws:SourceAccount` and `aws:SourceArn` with users and roles, keys of other actions.
//!
//! ## Why it matters
//! The key is never in the request. An `Allow` that demands a value of it lets nobody in; a `Deny` keeps nobody out.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "config.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }
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
//!       "Principal": { "Service": "config.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceOrgID": "o-a1b2c3d4e5" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! With a key that is sent the statement lets somebody in, where today it lets in nobody: the repair is for review.
//!
//! ## References
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::Caller;
use crate::aws::catalogue::is_duration;

pub(super) const RULE: Rule = Rule {
    id: phrase!("condition-key-never-sent"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let Some(key) = tested.known.filter(|_| tested.operator.is_some()) else { return };
    // Presence is asked for with `Null`; a claim of another provider has a rule of its own, and so have durations.
    let absent = tested.family == Some(OperatorFamily::Null) && tested.holds_without_key;
    if absent || matches!(tested.test.parts(), ConditionName::Claim { .. }) || is_duration(tested.test.name) {
        return;
    }
    let mut first = None;
    for (value, caller) in tested.statement.callers() {
        match caller {
            Some(caller) if !caller.carries(key) && !sends_external_id(value.text, tested) => {
                first = first.or(Some((value, caller)));
            }
            _ => return,
        }
    }
    let Some((value, caller)) = first else { return };
    let finding = out
        .report(&RULE, tested.test.key.content)
        .tells(phrase!("{} do not send `{}`"), &[caller.plural(), key.name])
        .label(value.span, phrase!("trusted here"))
        .aws_check(Some(match caller {
            Caller::Service => phrase!("UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL"),
            _ => phrase!("UNSUPPORTED_ACTION_FOR_CONDITION_KEY"),
        }));
    tested.why_so(finding, phrase!("The key is never in their requests"));
    if tested.holds_without_key {
        finding.severity(Severity::Warning);
    }
    let counterpart = COUNTERPARTS.iter().find(|(of, name, _)| *of == caller && *name == key.name);
    let Some((.., other)) = counterpart.filter(|(.., other)| !tested.statement.tests_key(other)) else { return };
    // It must be able to hold for who is trusted here.
    let of_account = *other == "aws:PrincipalAccount";
    let of_caller = of_account || *other == "aws:PrincipalArn";
    if !of_caller || tested.statement.fits_nobody(tested.block, tested.test, of_account).is_none() {
        tested.rename(finding, other, Safety::Review, phrase!("test `{}`"));
    }
}

/// Amazon Cognito sends an external id when it assumes its role for text messages.
/// Source: <https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SmsConfigurationType.html>
fn sends_external_id(principal: &str, tested: &Tested<'_, '_>) -> bool {
    principal.trim().starts_with("cognito-idp.") && tested.test.is("sts:ExternalId")
}

/// The caller, a key that it does not send, and the one that says the same of it.
const COUNTERPARTS: [(Caller, &str, &str); 6] = [
    (Caller::Service, "aws:PrincipalOrgID", "aws:SourceOrgID"),
    (Caller::Service, "aws:PrincipalOrgPaths", "aws:SourceOrgPaths"),
    (Caller::Principal, "aws:SourceAccount", "aws:PrincipalAccount"),
    (Caller::Principal, "aws:SourceArn", "aws:PrincipalArn"),
    (Caller::Principal, "aws:SourceOrgID", "aws:PrincipalOrgID"),
    (Caller::Principal, "aws:SourceOrgPaths", "aws:PrincipalOrgPaths"),
];
