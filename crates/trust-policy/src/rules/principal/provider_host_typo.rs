//! The host of an OIDC provider is nearly a well-known one.
//!
//! ## What it checks
//! Issuers in the ARNs of OIDC providers and under `Federated` that differ by a letter or two from a well-known one, or
//! have its parts in another order: `tokens.actions.githubusercontent.com`, `oidc.eu-west-1.eks.amazonaws.com`.
//!
//! ## Why it matters
//! The issuer must be the same, letter by letter, in the token, in the provider and here. When it differs, STS denies
//! the token with "Not authorized to perform sts:AssumeRoleWithWebIdentity".
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/tokens.actions.githubusercontent.com" },
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
//! A near miss may be a provider of your own, so the repair is for review.
//!
//! ## References
//! - [OIDC identity providers](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html)

use super::prelude::*;
use crate::aws::{Entity, provider};

pub(super) const RULE: Rule = Rule {
    id: "provider-host-typo",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, _, value) in policy.principals() {
        let text = value.trimmed();
        let start = match value.identity() {
            Some(arn) if Entity::meant(arn.resource_type()) == Some(Entity::OidcProvider) => {
                text.len() - arn.resource_path().unwrap_or_default().len()
            }
            // A bare host needs its ARN first; that rule says so.
            _ => continue,
        };
        let issuer = provider::without_scheme(&text[start..]);
        let start = text.len() - issuer.len();
        let Some((length, host)) = provider::mistyped_issuer(issuer) else { continue };
        let written = &issuer[..length];
        let span = value.part(policy.document, start..start + length);
        // The keys of its claims carry the same name, and would be another provider's afterwards.
        let keys = statement.claim_tests(issuer).map(|(_, test, _)| policy.document.part(test.key.content, 0..length));
        let edits = std::iter::once(span).chain(keys).map(|place| Edit::replace(place, host.as_str())).collect();
        out.report(&RULE, span)
            .message(format!("`{written}` is not a well-known issuer, did you mean `{host}`?"))
            .why("The host must be the issuer of the tokens, letter by letter; otherwise STS denies every token.")
            .fix(Fix::review(format!("write `{host}`"), edits));
    }
}
