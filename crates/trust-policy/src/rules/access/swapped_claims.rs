//! A subject stands under the audience, or the other way round.
//!
//! ## What it checks
//! Values of `aud` that have the form of the provider's subjects, and values of `sub` that are its audience.
//!
//! ## Why it matters
//! The audience of a token is never a subject, so the test never holds.
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
//!         "StringEquals": { "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:aud": "system:serviceaccount:kube-system:external-secrets" }
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
//!           "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:sub": "system:serviceaccount:kube-system:external-secrets",
//!           "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:aud": "sts.amazonaws.com"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)
//! - [IAM roles for service accounts](https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("swapped-claims"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Claim(check),
};

fn check(at: &Claim<'_, '_>, out: &mut Findings<'_>) {
    let Claim { statement, block, test, issuer, name, .. } = *at;
    let Some(value) = test.swapped_value(issuer, name) else { return };
    let other = if name == "aud" { "sub" } else { "aud" };
    let finding = out
        .report(&RULE, test.key.content)
        .tells(phrase!("`{}` is a value of `{}` and stands under `{}`"), &[value.text, other, name])
        .why(phrase!("The audience is for whom a token was made, the subject is who bears it."))
        .label(value.span, phrase!("the value"));
    let key = joined(&[issuer, ":", other]);
    if !statement.tests_key(&key) {
        finding.offer_key("test", test, &key, statement.mending_narrows(block, test));
    }
}
