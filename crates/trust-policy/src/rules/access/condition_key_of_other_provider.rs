//! A condition tests a token of a provider that the statement does not trust.
//!
//! ## What it checks
//! Condition keys whose issuer is none of the providers under `Federated`, or that stand in a statement that trusts no
//! provider at all.
//!
//! ## Why it matters
//! A token brings the keys of its own issuer along and no others. The test never holds, so nobody gets in.
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
//!           "token.action.githubusercontent.com:aud": "sts.amazonaws.com",
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
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)

use super::prelude::*;
use crate::aws::catalogue::Carriers;
use crate::aws::{OidcProvider, distance, is_common_claim, listed_claims};

pub(super) const RULE: Rule = Rule {
    id: phrase!("condition-key-of-other-provider"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Claim(check),
};

fn check(at: &Claim<'_, '_>, out: &mut Findings<'_>) {
    let Claim { statement, block, test, issuer, name, trusted, .. } = *at;
    if block.operator.is_none() || trusted {
        return;
    }
    let first = statement.issuers().next();
    if first.is_none() && may_be_carried(statement, test) {
        return;
    }
    let trusted = statement.only_issuer();
    let near = trusted.filter(|trusted| is_near(trusted, issuer));
    // The key is right and the provider's name is not: that is said of the provider.
    let is_wrong = |trusted: &str| OidcProvider::of(trusted).is_none() || is_wrong_cluster(trusted);
    if near.is_some_and(is_wrong) && test.provider().is_some() {
        return;
    }
    let message = match near {
        Some(_) => phrase!("the statement does not trust `{}`, did you mean `{}`?"),
        None => phrase!("the statement does not trust `{}`"),
    };
    let finding = out.report(&RULE, test.key.content).tells(message, &[issuer, near.unwrap_or_default()]);
    finding.why_so(phrase!("A token has claims of its own issuer only"), statement.effect() == Effect::Allow);
    if let Some((value, _)) = first {
        finding.label(value.span, phrase!("trusted here"));
    }
    let Some(trusted) = trusted else { return };
    let key = joined(&[trusted, ":", name]);
    let offered = is_common_claim(name) || listed_claims(trusted).contains(&name);
    if offered && !block.tests_key(&key) {
        finding.offer_key("write", test, &key, near.is_some() && statement.mending_narrows(block, test));
    }
}

/// Whether somebody other than a web identity may bring the claim along: sessions of the built-in providers keep
/// theirs, and what is not understood may be a provider.
fn may_be_carried(statement: &Statement<'_>, test: &ConditionKeyTest<'_>) -> bool {
    use PrincipalForm::{AccountId, Arn, Service, Star, UniqueId};
    let mut nobody = true;
    for value in statement.principals() {
        nobody = false;
        // Everybody who is denied is also everybody with a token.
        if value.form == Star && statement.effect() == Effect::Deny {
            return true;
        }
        if value.provider().is_some() || !matches!(value.form, AccountId | Arn | Service | Star | UniqueId) {
            return true;
        }
    }
    nobody || test.known().is_some_and(|key| key.carriers.include(Carriers::ASSUME_ROLE))
}

/// Whether the issuer of a cluster has a slash behind it, or lacks its `/id/`.
fn is_wrong_cluster(issuer: &str) -> bool {
    issuer.starts_with("oidc.eks.") && (issuer.ends_with('/') || !issuer.holds("/id/"))
}

/// Whether two issuers differ by a slip of the hand, or by the order of their labels.
fn is_near(a: &str, b: &str) -> bool {
    let same_labels = || a.len() == b.len() && a.split(['.', '/']).all(|label| b.contains(label));
    distance(a, b, 4).is_some() || same_labels()
}
