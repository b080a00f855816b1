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
    id: phrase!("oidc-provider-url"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY")),
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let issuer = match at.identity() {
        Some(arn) if at.entity == Some(Entity::OidcProvider) => arn.resource_path().unwrap_or_default(),
        // Another bare issuer needs the ARN of its provider, and loses the scheme with that.
        _ if at.form == PrincipalForm::Url && provider::is_built_in(provider::without_scheme(at.text)) => at.text,
        _ => return,
    };
    let host = provider::without_scheme(issuer);
    let bare = host.trim_start_matches('/');
    if host.len() == issuer.len() || bare.is_empty() {
        return;
    }
    let end = at.text.len();
    let why = phrase!("IAM names an OIDC provider by the host and path of its issuer alone.");
    at.refuse_part(out, &RULE, end - issuer.len()..end - bare.len(), why)
        .message(phrase!("a provider is written without the scheme of its URL"))
        .here(Safety::Safe, phrase!("remove the scheme"), "");
}
