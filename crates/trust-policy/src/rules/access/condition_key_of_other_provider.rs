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
    id: "condition-key-of-other-provider",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let ConditionName::Claim { issuer, claim } = test.parts() else { continue };
        if statement.trusts_issuer(issuer) || block.operator.is_none() {
            continue;
        }
        let federated = statement.issuers().next().is_some();
        // Sessions of the built-in providers keep their claims; what is not understood may be a provider.
        let plain = |value: &PrincipalValue<'_>| {
            use PrincipalForm::{AccountId, Arn, Service, Star, UniqueId};
            value.provider().is_none() && matches!(value.form, AccountId | Arn | Service | Star | UniqueId)
        };
        let strangers = !statement.principals().all(plain);
        let carried = test.known().is_some_and(|key| key.carriers.include(Carriers::ASSUME_ROLE));
        if !federated && (strangers || carried || statement.principals().next().is_none()) {
            continue;
        }
        // The key is right and the provider's name is not: that is said of the provider.
        let trusted = statement.only_issuer();
        if OidcProvider::of(issuer).is_some() && trusted.is_some_and(|trusted| OidcProvider::of(trusted).is_none() && is_near(trusted, issuer)) {
            continue;
        }
        let finding = out
            .report(&RULE, test.key.content)
            .message(match trusted {
                Some(trusted) if is_near(issuer, trusted) => {
                    format!("`{issuer}` is not the provider that is trusted, did you mean `{trusted}`?")
                }
                _ => format!("the statement does not trust `{issuer}`, so that no token brings `{claim}` of it along"),
            })
            .why(match statement.effect() {
                Effect::Allow => "A token brings the claims of its own issuer along and no others, so nobody gets in.",
                Effect::Deny => "A token brings the claims of its own issuer along and no others, so nobody is kept out.",
            });
        if let Some((value, _)) = statement.issuers().next() {
            finding.label(value.span, "trusted here");
        }
        let Some(trusted) = trusted else { continue };
        let offered = is_common_claim(claim) || listed_claims(trusted).any(|listed| listed == claim);
        let key = format!("{trusted}:{claim}");
        if offered && !block.keys.iter().any(|other| other.is(&key)) {
            let narrows = statement.mending_narrows(block, test) && is_near(issuer, trusted);
            finding.fix(Fix::narrowing(narrows, format!("write `{key}`"), vec![layout::rename(test.key, &key)]));
        }
    }
}

/// Whether two issuers differ by a slip of the hand, or by the order of their labels.
fn is_near(a: &str, b: &str) -> bool {
    let labels = |issuer: &str| {
        let mut labels: Vec<String> = issuer.split(['.', '/']).map(str::to_ascii_lowercase).collect();
        labels.sort_unstable();
        labels
    };
    distance(a, b, 4).is_some() || labels(a) == labels(b)
}
