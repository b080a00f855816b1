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
use crate::aws::{Entity, provider};
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: "federated-provider",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, group, value) in policy.principals() {
        if group.kind() != Some(PrincipalKey::Federated) || value.has_wildcard() {
            continue;
        }
        let text = value.trimmed();
        let issuer = provider::without_scheme(text);
        match value.form {
            // An ARN of IAM is a provider, or stands under the wrong key, or has a fault of its own.
            PrincipalForm::Arn if value.arn().is_none_or(|_| value.identity().is_some()) => saml_name(policy, out, value),
            PrincipalForm::Arn => {
                let draft = report(out, value, format!("`{text}` is not the ARN of an identity provider"));
                draft.help(instead(text));
            }
            PrincipalForm::Service | PrincipalForm::Host | PrincipalForm::Url => {
                let elsewhere = value.belongs_under(statement).is_some_and(|key| key != PrincipalKey::Federated);
                if elsewhere || provider::is_built_in(issuer) {
                    continue;
                }
                let metadata = issuer.ends_with(".xml");
                let draft = report(out, value, format!("`{issuer}` is not a provider that IAM knows by its domain"));
                if metadata {
                    draft.help("Make a SAML provider in IAM from the metadata, and trust its ARN.");
                    continue;
                }
                draft.help("Make an OIDC provider for it in IAM, in the account of the role, and trust its ARN.");
                let (arn, safety) = policy.provider_arn(issuer);
                let edits = vec![layout::replace_string(policy.document, value.node, &arn)];
                draft.fix(Fix::new("write the ARN of its provider", safety, edits));
            }
            PrincipalForm::Name | PrincipalForm::Other | PrincipalForm::CanonicalId => {
                let elsewhere = value.belongs_under(statement).is_some_and(|key| key != PrincipalKey::Federated);
                if elsewhere {
                    continue;
                }
                let draft = report(out, value, format!("`{text}` is not an identity provider"));
                draft.help("Write the ARN of the SAML or OIDC provider, as `aws iam list-open-id-connect-providers` shows it.");
                if statement.covers("sts:AssumeRoleWithSAML") && value.form == PrincipalForm::Name {
                    let account = policy.role.account().map_or("<ACCOUNT_ID>", |account| account.as_str());
                    let safety = if policy.role.account().is_some() { Safety::Review } else { Safety::FillIn };
                    let arn = format!("arn:{}:iam::{account}:saml-provider/{text}", policy.partition().id);
                    let edits = vec![layout::replace_string(policy.document, value.node, &arn)];
                    draft.fix(Fix::new("write the ARN of the SAML provider", safety, edits));
                }
            }
            _ => {}
        }
    }
}

/// The name of a SAML provider. A missing name is said by the rule about the resource.
fn saml_name(policy: &Policy<'_>, out: &mut Findings<'_>, value: &PrincipalValue<'_>) {
    let Some(arn) = value.identity() else { return };
    let saml = Entity::parse(arn.resource_type()) == Some(Entity::SamlProvider);
    let Some(name) = arn.resource_path().filter(|name| saml && !name.is_empty()) else { return };
    let valid = name.len() <= 128 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    if !valid {
        let range = arn.resource_range();
        let span = value.part(policy.document, range.end - name.len()..range.end);
        out.report(&RULE, span)
            .message(format!("`{name}` cannot be the name of a SAML provider"))
            .why("The name of a SAML provider has at most 128 letters, digits and `._-`.")
            .refused(invalid_principal(PrincipalKey::Federated, &value.text));
    }
}

fn report<'o, 'r>(out: &'o mut Findings<'r>, value: &PrincipalValue<'_>, message: String) -> &'o mut Draft<'r> {
    out.report(&RULE, value.span)
        .message(message)
        .why("Under `Federated` stands the ARN of a SAML or OIDC provider, or one of the four domains that IAM knows.")
        .refused(invalid_principal(PrincipalKey::Federated, &value.text))
}

fn instead(text: &str) -> &'static str {
    if text.contains(":eks:") {
        "Write the ARN of the OIDC provider that was made in IAM for the issuer of the cluster."
    } else {
        "Write the ARN of the SAML or OIDC provider in IAM."
    }
}
