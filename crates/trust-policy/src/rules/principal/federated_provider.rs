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
    id: phrase!("federated-provider"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY")),
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
                report(at, out, at.text, phrase!("`{}` is not the ARN of an identity provider")).help(instead(at.text));
            }
            (None, _) => {}
        },
        PrincipalForm::Service
        | PrincipalForm::Host
        | PrincipalForm::Url
        | PrincipalForm::Name
        | PrincipalForm::Other
        | PrincipalForm::CanonicalId => no_arn(at, out),
        _ => {}
    }
}

/// A host, which has a provider in IAM or should have one, or a word.
fn no_arn(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let host = matches!(at.form, PrincipalForm::Service | PrincipalForm::Host | PrincipalForm::Url);
    let issuer = if host { provider::without_scheme(at.text) } else { at.text };
    let known = host && provider::is_built_in(issuer);
    if known || at.value.belongs_under(at.statement).is_some_and(|key| key != PrincipalKey::Federated) {
        return;
    }
    let draft = report(at, out, issuer, phrase!("`{}` is not an identity provider that IAM knows"));
    let resource = if issuer.ends_with(".xml") {
        draft.help(phrase!("Make a SAML provider in IAM from the metadata, and trust its ARN."));
        return;
    } else if host {
        draft.help(phrase!("Make an OIDC provider for it in IAM, in the account of the role."));
        "oidc-provider/"
    } else if at.form == PrincipalForm::Name && at.statement.covers("sts:AssumeRoleWithSAML") {
        "saml-provider/"
    } else {
        draft.help(phrase!("Write an ARN as `aws iam list-open-id-connect-providers` shows it."));
        return;
    };
    let (arn, safety) = at.policy.own_arn(resource, issuer);
    draft.offer(safety, phrase!("write the ARN of its provider"), at.rewritten(&arn));
}

/// The name of a SAML provider. A missing name is said by the rule about the resource.
fn saml_name(at: &Named<'_, '_>, arn: &Arn<'_>, out: &mut Findings<'_>) {
    let saml = Entity::parse(arn.resource_type()) == Some(Entity::SamlProvider);
    let Some(name) = arn.resource_path().filter(|_| saml) else { return };
    if at.value.is_oidc_issuer_as_saml() && at.statement.covers("sts:AssumeRoleWithWebIdentity") {
        return;
    }
    if name.len() > 128 || !is_word_of(name, "._-") {
        let end = at.text.len();
        let why = phrase!("The name of a SAML provider has at most 128 letters, digits and `._-`.");
        at.refuse_part(out, &RULE, end - name.len()..end, why)
            .tells(phrase!("`{}` cannot be the name of a SAML provider"), &[name]);
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn report<'o, 'r>(at: &Named<'_, '_>, out: &'o mut Findings<'r>, text: &str, message: Phrase) -> &'o mut Draft<'r> {
    let why = phrase!("Under `Federated` stands the ARN of a SAML or OIDC provider, or one of four domains.");
    at.refuse_all(out, &RULE, why).tells(message, &[text])
}

fn instead(text: &str) -> Phrase {
    if text.holds(":eks:") {
        phrase!("Write the ARN of the OIDC provider in IAM that stands for the issuer of the cluster.")
    } else {
        phrase!("Write the ARN of the SAML or OIDC provider in IAM.")
    }
}
