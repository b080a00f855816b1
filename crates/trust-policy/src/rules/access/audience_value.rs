//! The audience is not the one that the provider's tokens have.
//!
//! ## What it checks
//! Values of `aud` for providers whose tokens have a known audience: `sts.amazonaws.com` from GitHub Actions, Buildkite
//! and Amazon EKS, `aws.workload.identity` from HCP Terraform, the organization's id from CircleCI, the id of an identity
//! pool from Amazon Cognito, which is neither that of a user pool nor that of an app client.
//!
//! ## Why it matters
//! The audience of a token is chosen where the token is asked for, and the usual tools ask for the usual one. A policy
//! that wants another denies their tokens.
//!
//! ## Example
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
//!           "token.actions.githubusercontent.com:aud": "https://github.com/octo-org",
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
//! Tokens can be asked for with any audience: whether the value is wrong, only the writer knows. The repair is for
//! review.
//!
//! ## References
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)
//! - [GitHub: OpenID Connect reference](https://docs.github.com/en/actions/reference/security/oidc)
//! - [Amazon Cognito: role trust and permissions](https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html)
//! - [IAM roles for service accounts](https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html)

use super::prelude::*;
use crate::aws::{Template, distance};

pub(super) const RULE: Rule = Rule {
    id: phrase!("audience-value"),
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Claim(check),
};

fn check(at: &Claim<'_, '_>, out: &mut Findings<'_>) {
    let Claim { policy, block, test, issuer, name, trusted, .. } = *at;
    let (Some(provider), Some(operator)) = (test.provider(), block.operator) else { return };
    // One right value is enough; the others may be for other tools.
    let (Some(value), Some(expected)) = (test.values.first(), provider.audiences(issuer).next()) else { return };
    if !name.eq_ignore_ascii_case("aud") || !block.demands_value(test) || !trusted {
        return;
    }
    let said = |value: &ConditionValue<'_>| {
        value.is_placeholder()
            || value.text.holds("${")
            || provider.has_audience(issuer, value.text.trim(), operator.has_wildcards())
            || provider.is_swapped(issuer, name, value.text)
    };
    if test.values.iter().any(said) {
        return;
    }
    let near = distance(value.text, &expected, 4).is_some() || value.text.holds(&expected);
    let shown = Template(&expected).shown();
    let finding = out
        .report(&RULE, value.span)
        .tells(phrase!("tokens of {} have the audience `{}`, not `{}`"), &[provider.name, &shown, value.text])
        .why(phrase!("The usual tools ask for this audience; keep another only if the tokens are asked for with it."));
    // Nobody chooses the audience where it is the tenant, or the identity pool of Amazon Cognito.
    if near || provider.tenant_audience() || expected.starts_with('$') {
        finding.severity(Severity::Error);
    }
    if !expected.holds("${") {
        finding.offer_value(policy.document, value, &expected, false);
    }
}
