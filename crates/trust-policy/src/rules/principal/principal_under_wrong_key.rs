//! A principal stands under the wrong key.
//!
//! ## What it checks
//! Services, accounts, ARNs and identity providers that stand under a key for another kind of principal.
//!
//! ## Why it matters
//! `AWS` is for accounts, users, roles and sessions, `Service` for service principals, `Federated` for SAML and OIDC
//! providers. IAM looks a principal up by its key and refuses one that it does not find there.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "ec2.amazonaws.com" },
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The repair moves the principal to the right key and is safe. It is for review where the name itself had to be
//! guessed, and has a placeholder where the account of an OIDC provider is not known.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::provider;
use crate::fix::principals;
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: "principal-under-wrong-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, principal) in policy.principal_elements() {
        for group in &principal.groups {
            let Some(kind) = group.kind().filter(|kind| *kind != PrincipalKey::CanonicalUser) else { continue };
            for value in &group.values {
                // Unique ids and numbers have rules of their own, whatever the key.
                if value.form == PrincipalForm::UniqueId || value.is_number {
                    continue;
                }
                let Some(right) = value.belongs_under(statement).filter(|right| *right != kind) else { continue };
                let (name, text) = (right.as_str(), value.trimmed());
                let draft = out
                    .report(&RULE, value.span)
                    .message(format!("`{text}` stands under `{}` and belongs under `{name}`", kind.as_str()))
                    .why(why(right))
                    .refused(invalid_principal(kind, &value.text));
                if let Some(key) = &group.key {
                    draft.label(key.key.content, "this key");
                }
                let fixed = match value.written_under(right).filter(|(text, _)| !is_ambiguous(text) || text == value.trimmed()) {
                    Some((text, safety)) => Some((text, safety)),
                    None => with_provider_arn(policy, text).filter(|_| right == PrincipalKey::Federated),
                };
                if let Some((text, safety)) = fixed {
                    let edits = principals::move_under(policy.document, principal, group, value, right, &text);
                    let title = format!("put `{text}` under `{name}`");
                    draft.fixes.extend(edits.map(|edits| Fix::new(title, safety, edits)));
                }
            }
        }
    }
}

/// The name of a service that is also an identity provider: a guess at it does not tell which is meant.
fn is_ambiguous(name: &str) -> bool {
    name == "cognito-identity.amazonaws.com"
}

fn why(right: PrincipalKey) -> &'static str {
    match right {
        PrincipalKey::Service => "Services stand under `Service`; under another key IAM does not know the name.",
        PrincipalKey::Federated => "SAML and OIDC providers stand under `Federated`.",
        PrincipalKey::Aws | PrincipalKey::CanonicalUser => "Accounts, users, roles and their sessions stand under `AWS`.",
    }
}

/// The ARN of the provider of an issuer that is written as a bare host.
fn with_provider_arn(policy: &Policy<'_>, text: &str) -> Option<(String, Safety)> {
    let issuer = provider::without_scheme(text);
    provider::is_issuer(issuer).then(|| policy.provider_arn(issuer))
}
