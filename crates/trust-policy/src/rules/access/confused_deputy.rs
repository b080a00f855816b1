//! A service assumes the role for whomever it is told to.
//!
//! ## What it checks
//! `Allow` statements for a service of which AWS documents that it says for whom it assumes the role, and that do not ask:
//! they test neither `aws:SourceArn`, `aws:SourceAccount`, `aws:SourceOrgID` nor `aws:SourceOrgPaths`. Only services
//! whose own page tells to ask; AWS Lambda, Amazon EC2, Amazon ECS and others whose roles AWS makes without such a
//! condition are left alone. For IAM Roles Anywhere a test of the certificate or of the source identity is enough.
//!
//! ## Why it matters
//! The service works for many accounts. Where somebody can have it use a role that is not theirs, it is a confused
//! deputy; with the condition it only uses the role for your resources.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "bedrock.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
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
//!       "Principal": { "Service": "bedrock.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceAccount": "111122223333" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Where the account of the role is known, the repair asks for it and is for review: the service may work for a resource
//! of another account. Otherwise it has a placeholder.
//!
//! ## References
//! - [The confused deputy problem](https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html)
//! - [aws:SourceAccount](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceaccount)
//! - [Policy checks of IAM Access Analyzer](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::{Caller, ServiceSource, same_letters};
use crate::fix::layout::Json;

pub(super) const RULE: Rule = Rule {
    id: phrase!("confused-deputy"),
    severity: Severity::Suggestion,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL")),
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.form != PrincipalForm::Service || at.kind != Some(PrincipalKey::Service) {
        return;
    }
    let Some(source) = ServiceSource::of(at.text) else { return };
    if !is_open(at) {
        return;
    }
    let why = phrase!("The service works for many accounts. Without a condition it uses the role for whomever can make it do so.");
    let message = phrase!("nothing limits for whom `{}` assumes the role");
    let finding = out.tell(&RULE, at.value.span, message, &[at.text], why);
    // The condition would bind whoever else is trusted by the statement.
    if !at.statement.principals().all(|other| ServiceSource::of(other.trimmed()) == Some(source)) {
        finding.help(phrase!("Give it a statement of its own, with a test of `aws:SourceAccount` or `aws:SourceArn`."));
        return;
    }
    let (document, statement) = (at.policy.document, at.statement);
    match (source, at.policy.role.account()) {
        (ServiceSource::Arn(form), _) => {
            let key = "aws:SourceArn";
            let edits = condition_fix::add_test(document, statement, "ArnLike", key, Json::string(form));
            finding.fix_if(Safety::FillIn, phrase!("test `aws:SourceArn`"), &[], edits);
        }
        (ServiceSource::Account, Some(own)) => {
            finding.offer_test(document, statement, "aws:SourceAccount", own.as_str(), Safety::Review);
        }
        (ServiceSource::Account, None) => {
            finding.offer_test(document, statement, "aws:SourceAccount", "<ACCOUNT_ID>", Safety::FillIn);
        }
    }
}

/// Whether the service comes in, and nothing says for whom.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn is_open(at: &Named<'_, '_>) -> bool {
    let statement = at.statement;
    let trusted = statement.principal.as_ref().is_some_and(|principal| std::ptr::eq(principal, at.element));
    if !trusted || !statement.is_read() || statement.effect() != Effect::Allow || !statement.lets_assume(Caller::Service) {
        return false;
    }
    for other in &at.policy.statements {
        let same = std::ptr::eq(other, statement);
        if (same || other.effect() == Effect::Deny) && other.means_claim(&says_for_whom) {
            return false;
        }
    }
    true
}

/// Whether a condition key, without what stands before its colon, tells those apart for whom a service works.
fn says_for_whom(claim: &str) -> bool {
    const KEYS: [&str; 6] = ["SourceArn", "SourceAccount", "SourceOrgID", "SourceOrgPaths", "SourceIdentity", "ExternalId"];
    let tag = claim.split_once('/').is_some_and(|(family, _)| family.ends_with("Tag"));
    tag || KEYS.iter().any(|key| same_letters(key, claim))
}
