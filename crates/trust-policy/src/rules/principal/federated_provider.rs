//! A federated principal names no identity provider.
//!
//! ## What it checks
//! Values under `Federated` that are neither the ARN of a SAML or OIDC provider in IAM nor one of the domains that IAM
//! knows by themselves: `cognito-identity.amazonaws.com`, `www.amazon.com`, `graph.facebook.com` and
//! `accounts.google.com`.
//!
//! ## Why it matters
//! Every other provider, GitHub and Amazon EKS among them, is made in IAM first and then trusted by its ARN. IAM
//! refuses anything else.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "token.actions.githubusercontent.com" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": {
//!           "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
//!           "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main"
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
//!           "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The ARN of the provider needs the account. It is filled in by hand, or taken from the role for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)
//! - [OIDC identity providers](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html)

use super::prelude::*;
use crate::aws::{Arn, Entity, provider};
use crate::policy::is_word_of;

pub(super) const RULE: Rule = Rule {
    id: "federated-provider",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY"),
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.kind != Some(PrincipalKey::Federated) || at.value.has_wildcard() {
        return;
    }
    match at.form {
        // An ARN of IAM is a provider, or stands under the wrong key, or has a fault of its own.
        PrincipalForm::Arn => match (&at.arn, at.is_identity) {
            (Some(arn), true) => saml_name(at, arn, out),
            (Some(_), false) => {
                report(at, out, at.text, " is not the ARN of an identity provider").help(instead(at.text));
            }
            (None, _) => {}
        },
        PrincipalForm::Service | PrincipalForm::Host | PrincipalForm::Url => host(at, out),
        PrincipalForm::Name | PrincipalForm::Other | PrincipalForm::CanonicalId => word(at, out),
        _ => {}
    }
}

fn belongs_elsewhere(at: &Named<'_, '_>) -> bool {
    at.value.belongs_under(at.statement).is_some_and(|key| key != PrincipalKey::Federated)
}

fn host(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let issuer = provider::without_scheme(at.text);
    if provider::is_built_in(issuer) || belongs_elsewhere(at) {
        return;
    }
    let draft = report(at, out, issuer, " is not a provider that IAM knows by its domain");
    if issuer.ends_with(".xml") {
        draft.help("Make a SAML provider in IAM from the metadata, and trust its ARN.");
        return;
    }
    draft.help("Make an OIDC provider for it in IAM, in the account of the role, and trust its ARN.");
    let (arn, safety) = at.policy.provider_arn(issuer);
    draft.fix_with(safety, "write the ARN of its provider", at.rewritten(&arn));
}

fn word(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if belongs_elsewhere(at) {
        return;
    }
    let draft = report(at, out, at.text, " is not an identity provider");
    draft.help("Write the ARN of the SAML or OIDC provider, as `aws iam list-open-id-connect-providers` shows it.");
    if at.form == PrincipalForm::Name && at.statement.covers("sts:AssumeRoleWithSAML") {
        let (arn, safety) = at.policy.own_arn("saml-provider/", at.text);
        draft.fix_with(safety, "write the ARN of the SAML provider", at.rewritten(&arn));
    }
}

/// The name of a SAML provider. A missing name is said by the rule about the resource.
fn saml_name(at: &Named<'_, '_>, arn: &Arn<'_>, out: &mut Findings<'_>) {
    let saml = Entity::parse(arn.resource_type()) == Some(Entity::SamlProvider);
    let Some(name) = arn.resource_path().filter(|name| saml && !name.is_empty()) else { return };
    let valid = name.len() <= 128 && is_word_of(name, "._-");
    if !valid {
        let end = arn.resource_range().end;
        let why = "The name of a SAML provider has at most 128 letters, digits and `._-`.";
        at.refuse(out, &RULE, at.part(end - name.len()..end), why)
            .says("", name, " cannot be the name of a SAML provider");
    }
}

fn report<'o, 'r>(at: &Named<'_, '_>, out: &'o mut Findings<'r>, text: &str, after: &str) -> &'o mut Draft<'r> {
    let why = "Under `Federated` stands the ARN of a SAML or OIDC provider, or one of the four domains that IAM knows.";
    at.refuse(out, &RULE, at.value.span, why).says("", text, after)
}

fn instead(text: &str) -> &'static str {
    if text.holds(":eks:") {
        "Write the ARN of the OIDC provider that was made in IAM for the issuer of the cluster."
    } else {
        "Write the ARN of the SAML or OIDC provider in IAM."
    }
}
