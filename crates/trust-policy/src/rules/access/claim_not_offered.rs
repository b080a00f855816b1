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
    id: phrase!("claim-not-offered"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Claim(check),
};

/// What people call claims.
const OTHER_NAMES: [(&str, &str); 8] = [
    ("subject", "sub"),
    ("audience", "aud"),
    ("client_id", "aud"),
    ("repo", "repository"),
    ("repository_name", "repository"),
    ("branch", "ref"),
    ("env", "environment"),
    ("organization", "organization_slug"),
];

fn check(at: &Claim<'_, '_>, out: &mut Findings<'_>) {
    let Claim { policy, statement, block, test, issuer, name, trusted } = *at;
    let offered = test.known().is_some() || is_common_claim(name);
    if offered || block.operator.is_none() || !trusted {
        return;
    }
    let listed = listed_claims(issuer);
    let near = nearest(name, listed.iter().copied());
    let other = OTHER_NAMES.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, claim)| *claim);
    let other = other.filter(|claim| is_common_claim(claim) || listed.contains(claim));
    let near = other.or(near).or_else(|| listed.iter().copied().find(|known| known.starts_with(name)));
    let message = match near {
        Some(_) => phrase!("AWS does not offer the claim `{}` as a condition key, did you mean `{}`?"),
        None => phrase!("AWS does not offer the claim `{}` as a condition key"),
    };
    let allows = statement.effect() == Effect::Allow;
    let finding = out.report(&RULE, test.key.content).tells(message, &[name, near.unwrap_or_default()]);
    finding.why_so(phrase!("The claim is not in the request, whatever the token holds"), allows);
    let mut offered = String::new();
    for claim in listed {
        offered.push_str(&around(", `", claim, "`"));
    }
    finding.help_of(phrase!("AWS offers `aud`, `sub`, `amr`, `email`{}."), &[&offered]);
    let typo = near.filter(|near| other.is_some() || distance(name, near, 2).is_some());
    if let Some(near) = typo.filter(|near| !block.tests_key(&joined(&[issuer, ":", near]))) {
        finding.offer_key("write", test, &joined(&[issuer, ":", near]), statement.mending_narrows(block, test));
    } else if allows {
        let edits = condition_fix::remove_test(policy.document, statement, block, test);
        finding.fix(Fix::review(phrase!("remove the test"), edits));
    }
}
