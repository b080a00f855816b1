//! AWS does not offer a claim of the token as a condition key.
//!
//! ## What it checks
//! Claims of a trusted provider other than `aud`, `oaud`, `sub`, `amr` and `email` that AWS does not list for it, such
//! as `repository_owner` or `iss` of GitHub Actions.
//!
//! ## Why it matters
//! A token may hold the claim; the request does not bring it along as a condition key. The test never holds, so nobody
//! gets in.
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
//!           "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
//!           "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main",
//!           "token.actions.githubusercontent.com:iss": "https://token.actions.githubusercontent.com"
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
//! Without the test the statement lets in whom the others leave, where today nobody gets in: the repair is for review.
//!
//! ## References
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)

use super::prelude::*;
use crate::aws::{distance, is_common_claim, listed_claims, nearest};

pub(super) const RULE: Rule = Rule {
    id: "claim-not-offered",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let ConditionName::Claim { issuer, claim } = test.parts() else { continue };
        let offered = test.known().is_some() || is_common_claim(claim);
        if offered || block.operator.is_none() || !statement.trusts_issuer(issuer) {
            continue;
        }
        let listed = || listed_claims(issuer);
        let near = nearest(claim, listed()).or_else(|| listed().find(|known| known.starts_with(claim)));
        let finding = out
            .report(&RULE, test.key.content)
            .message(match near {
                Some(near) => format!("AWS does not offer the claim `{claim}` as a condition key, did you mean `{near}`?"),
                None => format!("AWS does not offer the claim `{claim}` as a condition key"),
            })
            .why(match statement.effect() {
                Effect::Allow => "Whatever the token holds, the request does not bring the claim along, so nobody gets in.",
                Effect::Deny => "Whatever the token holds, the request does not bring the claim along, so nobody is kept out.",
            });
        let claims: Vec<&str> = listed().collect();
        finding.help(if claims.is_empty() {
            "Test `aud`, `sub`, `amr` or `email`, the claims that AWS offers for every provider.".to_owned()
        } else {
            format!("Besides `aud`, `sub`, `amr` and `email` AWS offers `{}`.", claims.join("`, `"))
        });
        let typo = near.filter(|near| distance(claim, near, 2).is_some());
        if let Some(near) = typo {
            let key = format!("{issuer}:{near}");
            let narrows = statement.mending_narrows(block, test);
            finding.fix(Fix::narrowing(narrows, format!("write `{key}`"), vec![layout::rename(test.key, &key)]));
        } else if statement.effect() == Effect::Allow {
            let edits = condition_fix::remove_test(policy.document, statement, block, test);
            finding.fix(Fix::review("remove the test", edits));
        }
    }
}
