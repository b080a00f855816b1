//! An OIDC provider is written with its scheme.
//!
//! ## What it checks
//! `https://` in the ARN of an OIDC provider, or before a domain under `Federated`.
//!
//! ## Why it matters
//! The ARN of a provider has only the host and path of its issuer. IAM refuses the scheme.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/https://token.actions.githubusercontent.com" },
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
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)
//! - [OIDC identity providers](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html)

use super::prelude::*;
use crate::aws::{Entity, provider};

pub(super) const RULE: Rule = Rule {
    id: "oidc-provider-url",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some("INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let text = value.trimmed();
        let start = match value.identity() {
            Some(arn) if Entity::meant(arn.resource_type()) == Some(Entity::OidcProvider) => {
                text.len() - arn.resource_path().unwrap_or_default().len()
            }
            // Another bare issuer needs the ARN of its provider, and loses the scheme with that.
            _ if value.form == PrincipalForm::Url && provider::is_built_in(provider::without_scheme(text)) => 0,
            _ => continue,
        };
        let issuer = &text[start..];
        let scheme = issuer.len() - provider::without_scheme(issuer).trim_start_matches('/').len();
        if scheme == 0 || scheme == issuer.len() || provider::without_scheme(issuer).len() == issuer.len() {
            continue;
        }
        let span = value.part(policy.document, start..start + scheme);
        out.report(&RULE, span)
            .message(format!("a provider is written without `{}`", &issuer[..scheme]))
            .why("IAM names an OIDC provider by the host and path of its issuer alone.")
            .refused(invalid_principal(group.kind_or_aws(), &value.text))
            .fix(Fix::safe("remove the scheme", vec![Edit::delete(span)]));
    }
}
