//! The issuer of an EKS cluster is not written as Amazon EKS writes it.
//!
//! ## What it checks
//! OIDC providers of Amazon EKS whose issuer lacks `/id/`, ends with a slash, or has the id of the cluster in small
//! letters.
//!
//! ## Why it matters
//! The issuer must be the same, letter by letter, in the token, in the provider and here:
//! `oidc.eks.REGION.amazonaws.com/id/ID`, with the id in capital letters and digits. Otherwise STS denies every token of
//! the cluster.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/EXAMPLED539D4633E53DE1B716D3041E" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": {
//!           "oidc.eks.eu-west-1.amazonaws.com/EXAMPLED539D4633E53DE1B716D3041E:aud": "sts.amazonaws.com",
//!           "oidc.eks.eu-west-1.amazonaws.com/EXAMPLED539D4633E53DE1B716D3041E:sub": "system:serviceaccount:payments:api"
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
//! Today nobody gets in, and afterwards a pod does: the repair is for review.
//!
//! ## References
//! - [IAM roles for service accounts](https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html)
//! - [Create an IAM OIDC provider for your cluster](https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html)

use super::prelude::*;
use crate::aws::Entity;

pub(super) const RULE: Rule = Rule {
    id: phrase!("eks-issuer-form"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity().filter(|_| at.entity == Some(Entity::OidcProvider)) else { return };
    let issuer = arn.resource_path().unwrap_or_default();
    if !issuer.starts_with("oidc.eks.") || has_any(issuer, b"*?$<{") {
        return;
    }
    let Some((host, path)) = issuer.split_once('/').filter(|(host, _)| host.holds(".amazonaws.com")) else { return };
    let id = path.strip_prefix("id/").unwrap_or(path).trim_matches('/');
    // An id of another length may be an example; one in small letters is none that Amazon EKS gave.
    let small = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
    let id = if small { id.to_ascii_uppercase() } else { id.to_owned() };
    let whole = joined(&[host, "/id/", &id]);
    if whole == issuer || id.is_empty() || id.contains('/') {
        return;
    }
    let start = at.text.len() - path.len();
    let mut edits = vec![Edit::replace(at.part(start..at.text.len()), around("id/", &id, ""))];
    for (_, test, _) in at.statement.claim_tests(issuer) {
        let place = at.policy.document.part(test.key.content, 0..issuer.len());
        edits.push(Edit::replace(place, whole.as_str()));
    }
    out.report(&RULE, at.part(start..at.text.len()))
        .tells(phrase!("the issuer of a cluster is written `{}`"), &[&whole])
        .why(phrase!("The issuer must be the one of the tokens, letter by letter; otherwise STS denies every token."))
        .fix_if(Safety::Review, phrase!("write `{}`"), &[&whole], Some(edits));
}
