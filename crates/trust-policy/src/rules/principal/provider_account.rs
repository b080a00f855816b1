//! An identity provider is in another account than the role.
//!
//! ## What it checks
//! The accounts in the ARNs of SAML and OIDC providers, compared with the account of the role where it is known, and
//! else with the other providers of the policy.
//!
//! ## Why it matters
//! A role trusts the providers of its own account. A provider of another account is never asked, so nobody who comes
//! from it gets in.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": ["arn:aws:iam::111122223333:saml-provider/Okta", "arn:aws:iam::444455556666:saml-provider/Okta"] },
//!       "Action": "sts:AssumeRoleWithSAML",
//!       "Condition": {
//!         "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" }
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
//!       "Principal": { "Federated": ["arn:aws:iam::111122223333:saml-provider/Okta"] },
//!       "Action": "sts:AssumeRoleWithSAML",
//!       "Condition": {
//!         "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Whether the account of the role has a provider of this name cannot be told from the policy, so the repairs are for
//! review.
//!
//! ## References
//! - [Roles for SAML federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html)
//! - [AssumeRoleWithSAML](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html)
//! - [OIDC identity providers](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html)

use super::prelude::*;
use crate::aws::{AccountId, Entity};

pub(super) const RULE: Rule = Rule {
    id: phrase!("provider-account"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity().filter(|_| at.entity.is_some_and(Entity::is_provider)) else { return };
    let Some(account) = AccountId::parse(arn.account()).map(AccountId::as_str) else { return };
    let role = at.policy.role.account().map(AccountId::as_str);
    let first = match role {
        Some(_) => None,
        None => first_provider(at.policy),
    };
    let Some(own) = role.or_else(|| first?.account()) else { return };
    // In another partition it is the partition that is wrong.
    if own == account || at.policy.home().is_some_and(|home| home.id != arn.partition()) {
        return;
    }
    let finding = out.report(&RULE, at.part(arn.account_range()));
    match first {
        None => finding.tells(phrase!("the provider is in the account `{}`, the role in `{}`"), &[account, own]),
        Some(first) => finding
            .tells(phrase!("this provider is in the account `{}`, another one in `{}`"), &[account, own])
            .confidence(Confidence::Medium)
            .label(first.span, phrase!("the other one")),
    };
    finding.why(phrase!("A role trusts only the identity providers of its own account."));
    if role.is_some() {
        finding.write(Safety::Review, own);
    }
    at.offer_removal(finding);
}

/// The first identity provider of the policy with an account.
fn first_provider<'p, 'a>(policy: &'p Policy<'a>) -> Option<&'p PrincipalValue<'a>> {
    let mut values = policy.principals().map(|(_, _, value)| value);
    values.find(|value| value.provider().is_some() && value.account().is_some())
}
