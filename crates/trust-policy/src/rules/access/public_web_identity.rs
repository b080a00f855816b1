//! Every token of an identity provider lets its bearer in.
//!
//! ## What it checks
//! Statements that trust an OpenID Connect provider and test no claim that tells one caller from another, such as
//! `sub`. Providers for which IAM demands a claim have a rule of their own.
//!
//! ## Why it matters
//! The audience only says for whom a token was made, and whoever asks for a token chooses it. Without a test of the
//! subject everybody who gets tokens from this provider may assume the role: every pod of the cluster, every repository
//! of the workspace, everybody at Google.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": { "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:aud": "sts.amazonaws.com" }
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
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": {
//!           "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:aud": "sts.amazonaws.com",
//!           "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:sub": "system:serviceaccount:payments:api"
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
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)
//! - [IAM roles for service accounts](https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::Tenancy;
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: phrase!("public-web-identity"),
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL")),
    check: Check::WebIdentity(check),
};

fn check(at: &WebIdentity<'_, '_>, out: &mut Findings<'_>) {
    let WebIdentity { policy, statement, value, issuer } = *at;
    let provider = value.known_issuer();
    let required = provider.is_some_and(|provider| !provider.required.is_empty());
    let identifies = |claim: &str| match provider {
        Some(provider) => provider.identifies(claim),
        None => claim.eq_ignore_ascii_case("sub") || claim.eq_ignore_ascii_case("email"),
    };
    // A subject under the wrong key is a subject all the same.
    if required || statement.means_claim(&identifies) || statement.has_swapped_claim(issuer) {
        return;
    }
    let who = provider.map_or(issuer, |provider| provider.name);
    let message = match provider {
        Some(_) => phrase!("every token of {} may assume the role"),
        None => phrase!("every token of `{}` may assume the role"),
    };
    let finding = out
        .at_condition(&RULE, statement, value)
        .tells(message, &[who])
        .why(phrase!("Only the subject says who bears a token; the audience says for whom it was made."))
        .confidence(match provider.map(|provider| provider.tenancy) {
            Some(Tenancy::Shared) => Confidence::High,
            Some(Tenancy::Private) => Confidence::Medium,
            None => Confidence::Low,
        });
    if statement.claim_tests(issuer).next().is_some() {
        finding.aws_check(None);
        // An audience of one's own provider may be given to one client alone.
        if provider.is_none() {
            finding.severity(Severity::Suggestion);
        }
    }
    let example = provider.map_or_else(|| "<SUBJECT>".to_owned(), |provider| provider.example("sub"));
    finding.offer_test(policy.document, statement, &joined(&[issuer, ":sub"]), &example, Safety::FillIn);
}
