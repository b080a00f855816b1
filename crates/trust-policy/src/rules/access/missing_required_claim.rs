//! A shared identity provider is trusted without the claim that IAM demands.
//!
//! ## What it checks
//! Statements that trust GitHub, GitLab.com, HCP Terraform, Amazon Cognito or another provider of AWS's list of shared
//! providers, and do not test the claim that tells one customer from another.
//!
//! ## Why it matters
//! Everybody who has an account at the provider gets tokens from the same issuer. IAM refuses to save such a policy; a
//! role that has it from earlier days lets in strangers.
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
//!         "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" }
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
//! The repair holds a placeholder: only the writer knows who may come.
//!
//! ## References
//! - [Identity-provider controls for shared OIDC providers](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html)
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-required-claim"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::WebIdentity(check),
};

fn check(at: &WebIdentity<'_, '_>, out: &mut Findings<'_>) {
    let WebIdentity { policy, statement, value, issuer } = *at;
    let Some(provider) = value.known_issuer().filter(|provider| !provider.required.is_empty()) else { return };
    let required = provider.required;
    let claim = ConditionName::meant_claim(required);
    // A subject under the wrong key is a subject all the same.
    let is_required = |meant: &str| meant.eq_ignore_ascii_case(claim);
    if statement.means_claim(&is_required) || statement.has_swapped_claim(issuer) {
        return;
    }
    let finding = out
        .at_condition(&RULE, statement, value)
        .tells(phrase!("the condition does not say who of {} may come: `{}` is missing"), &[provider.name, required])
        .why(phrase!("Customers of this provider share its issuer, so IAM demands the test; without it anybody's token would do."))
        .aws_check(code(statement, issuer));
    if issuer == COGNITO && statement.condition.is_none() {
        finding.refused(phrase!("A condition block must be present for the Cognito provider"));
    } else {
        finding.refused_somehow();
    }
    finding.offer_test(policy.document, statement, required, &provider.example(claim), Safety::FillIn);
}

const COGNITO: &str = "cognito-identity.amazonaws.com";

fn code(statement: &Statement<'_>, issuer: &str) -> Option<Phrase> {
    if statement.claim_tests(issuer).next().is_none() {
        Some(phrase!("MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL"))
    } else {
        (issuer == "token.actions.githubusercontent.com").then_some(phrase!("MISSING_GITHUB_REPO_CONDITION_KEY"))
    }
}
