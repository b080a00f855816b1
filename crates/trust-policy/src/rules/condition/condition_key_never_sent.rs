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
    id: "condition-key-never-sent",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let Some(key) = test.known().filter(|_| block.operator.is_some() && !is_duration(&test.name)) else { continue };
        let mut callers = statement.callers().peekable();
        let never = callers.peek().is_some()
            && callers.all(|(value, caller)| caller.is_some_and(|caller| !caller.carries(key) && !sends_external_id(&value.text, test)));
        // Presence is asked for with `Null`; a claim of another provider has a rule of its own.
        let null = block.operator.is_some_and(|operator| operator.family == OperatorFamily::Null);
        if !never || (null && block.holds_without_key(test)) || matches!(test.parts(), ConditionName::Claim { .. }) {
            continue;
        }
        let Some(caller) = statement.callers().find_map(|(_, caller)| caller) else { continue };
        let holds = block.holds_without_key(test);
        let finding = out
            .report(&RULE, test.key.content)
            .message(format!("{} do not send `{}`", caller.plural(), key.name))
            .why(match (statement.effect(), holds) {
                (Effect::Allow, false) => "The key is never in their requests, so the statement lets nobody in.",
                (Effect::Deny, false) => "The key is never in their requests, so the statement keeps nobody out.",
                (_, true) => "The key is never in their requests, so the test always holds and decides nothing.",
            })
            .aws_check(Some(if caller == Caller::Service {
                "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL"
            } else {
                "UNSUPPORTED_ACTION_FOR_CONDITION_KEY"
            }));
        if holds {
            finding.severity(Severity::Warning);
        }
        if let Some((value, _)) = statement.callers().next() {
            finding.label(value.span, "trusted here");
        }
        if let Some(other) = counterpart(key.name, caller).filter(|other| !statement.tests_key(other)) {
            finding.help(format!("For {} the key is `{other}`.", caller.plural()));
            let edits = vec![layout::rename(test.key, other)];
            finding.fix(Fix::review(format!("test `{other}`"), edits));
        }
    }
}

/// Amazon Cognito sends an external id when it assumes its role for text messages.
/// Source: <https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SmsConfigurationType.html>
fn sends_external_id(principal: &str, test: &ConditionKeyTest<'_>) -> bool {
    test.is("sts:ExternalId") && principal.trim().starts_with("cognito-idp.")
}

/// The key that says the same of the other kind of caller.
fn counterpart(key: &str, caller: Caller) -> Option<&'static str> {
    match (key, caller) {
        ("aws:PrincipalOrgID", Caller::Service) => Some("aws:SourceOrgID"),
        ("aws:PrincipalOrgPaths", Caller::Service) => Some("aws:SourceOrgPaths"),
        ("aws:SourceAccount", Caller::Principal) => Some("aws:PrincipalAccount"),
        ("aws:SourceArn", Caller::Principal) => Some("aws:PrincipalArn"),
        ("aws:SourceOrgID", Caller::Principal) => Some("aws:PrincipalOrgID"),
        ("aws:SourceOrgPaths", Caller::Principal) => Some("aws:PrincipalOrgPaths"),
        _ => None,
    }
}
