//! The issuer of an OIDC provider is written as a SAML provider.
//!
//! ## What it checks
//! ARNs of SAML providers that are named like a well-known issuer of OpenID Connect tokens, in statements that allow
//! `sts:AssumeRoleWithWebIdentity`.
//!
//! ## Why it matters
//! IAM keeps the two kinds of providers apart, `saml-provider/` and `oidc-provider/`. A token never comes from a SAML
//! provider, so nobody gets in.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/token.actions.githubusercontent.com" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": {
//!           "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
//!           "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"
//!         }
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
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": {
//!           "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
//!           "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Today nobody gets in, and afterwards somebody does: the repair is for review.
//!
//! ## References
//! - [OIDC identity providers](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html)
//! - [IAM identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns)

use super::prelude::*;
use crate::aws::Entity;
use crate::policy::is_word_of;

pub(super) const RULE: Rule = Rule {
    id: phrase!("issuer-as-saml-provider"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("MISMATCHED_ACTION_FOR_PRINCIPAL")),
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity().filter(|_| at.entity == Some(Entity::SamlProvider)) else { return };
    if !at.value.is_oidc_issuer_as_saml() || !at.statement.covers("sts:AssumeRoleWithWebIdentity") {
        return;
    }
    let name = arn.resource_path().unwrap_or_default();
    let start = arn.resource_range().start;
    let finding = out
        .report(&RULE, at.part(start..start + arn.resource_type().len()))
        .tells(phrase!("`{}` issues tokens of OpenID Connect and is no SAML provider"), &[name])
        .why(phrase!("IAM keeps the two kinds of providers apart, and a token never comes from a SAML provider."))
        .here(Safety::Review, phrase!("write `oidc-provider`"), "oidc-provider");
    // A SAML provider cannot even be called so.
    if !is_word_of(name, "._-") {
        finding.refused_as(invalid_principal(at.group.kind_or_aws(), at.value.text));
    }
}
