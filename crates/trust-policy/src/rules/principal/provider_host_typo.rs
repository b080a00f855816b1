//! The host of an OIDC provider is nearly a well-known one.
//!
//! ## What it checks
//! Issuers in the ARNs of OIDC providers and under `Federated` that differ by a letter or two from a well-known one, or
//! have its parts in another order: `tokens.actions.githubusercontent.com`, `oidc.eu-west-1.eks.amazonaws.com`. Likewise
//! a slash or a path that a well-known issuer does not have, `token.actions.githubusercontent.com/`, and an end that it
//! lacks, `api.pulumi.com` for `api.pulumi.com/oidc`.
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
//! - [GitHub: OpenID Connect reference](https://docs.github.com/en/enterprise-cloud@latest/actions/reference/security/oidc)
//! - [OIDC identity providers](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc.html)

use super::prelude::*;
use crate::aws::{Entity, provider};

pub(super) const RULE: Rule = Rule {
    id: phrase!("provider-host-typo"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    // A bare host needs its ARN first; that rule says so.
    let Some(arn) = at.identity().filter(|_| at.entity == Some(Entity::OidcProvider)) else { return };
    let issuer = provider::without_scheme(arn.resource_path().unwrap_or_default());
    if at.value.known_issuer().is_some() && !issuer.holds("/.well-known/") {
        return;
    }
    let Some((range, meant)) = provider::mistyped_issuer(issuer) else { return };
    let start = at.text.len() - issuer.len();
    let span = at.part(start + range.start..start + range.end);
    let mut edits = vec![Edit::replace(span, meant.as_str())];
    // The keys of its claims carry the same name, and would be another provider's afterwards.
    for (_, test, _) in at.statement.claim_tests(issuer) {
        edits.push(Edit::replace(at.policy.document.part(test.key.content, range.clone()), meant.as_str()));
    }
    let before = issuer.get(..range.start).unwrap_or_default();
    let written = issuer.get(range.clone()).unwrap_or_default();
    let finding = out.report(&RULE, span);
    if meant.is_empty() {
        finding.tells(phrase!("the issuer is `{}`, without `{}`"), &[before, written]);
    } else {
        finding.tells(phrase!("`{}` is not a well-known issuer, did you mean `{}`?"), &[written, &meant]);
    }
    let whole = joined(&[before, &meant]);
    finding
        .why(phrase!("The issuer must be the one of the tokens, letter by letter; otherwise STS denies every token."))
        .fix_if(Safety::Review, phrase!("write `{}`"), &[&whole], Some(edits));
}
