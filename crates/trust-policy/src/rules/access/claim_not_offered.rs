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
    for Claim { statement, block, test, issuer, name } in policy.claims() {
        let offered = test.known().is_some() || is_common_claim(name);
        if offered || block.operator.is_none() || !statement.trusts_issuer(issuer) {
            continue;
        }
        let listed = listed_claims(issuer);
        let near = nearest(name, listed.iter().copied());
        let near = near.or_else(|| listed.iter().copied().find(|known| known.starts_with(name)));
        let mut message = format!("AWS does not offer the claim `{name}` as a condition key");
        if let Some(near) = near {
            message += &format!(", did you mean `{near}`?");
        }
        let allows = statement.effect() == Effect::Allow;
        let finding = out.report(&RULE, test.key.content).message(message).why(if allows {
            "Whatever the token holds, the request does not bring the claim along, so nobody gets in."
        } else {
            "Whatever the token holds, the request does not bring the claim along, so nobody is kept out."
        });
        if listed.is_empty() {
            finding.help("Test `aud`, `sub`, `amr` or `email`, the claims that AWS offers for every provider.");
        } else {
            let listed = listed.join("`, `");
            finding.help(format!("Besides `aud`, `sub`, `amr` and `email` AWS offers `{listed}`."));
        }
        let typo = near.filter(|near| distance(name, near, 2).is_some());
        if let Some(near) = typo {
            finding.offer_key("write", test, &format!("{issuer}:{near}"), statement.mending_narrows(block, test));
        } else if allows {
            let edits = condition_fix::remove_test(policy.document, statement, block, test);
            finding.fix(Fix::review("remove the test", edits));
        }
    }
}
