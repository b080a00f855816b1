//! No token of the provider has a subject of this form.
//!
//! ## What it checks
//! Subjects of GitHub, GitLab.com, HCP Terraform, Buildkite, Vercel, Bitbucket, CircleCI, Amazon EKS and Google that
//! lack a part, have one too many or a wrong one.
//!
//! ## Why it matters
//! The subject of a token has a fixed form, and the test is of the whole of it. A value of another form never matches,
//! so nobody gets in.
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
//!           "token.actions.githubusercontent.com:sub": "octo-org/octo-repo:ref:refs/heads/main"
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
//! The value is a guess at what was meant, and lets in whom it matches: the repair is for review.
//!
//! ## References
//! - [GitHub: OpenID Connect reference](https://docs.github.com/en/actions/reference/security/oidc)
//! - [IAM roles for service accounts](https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html)
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)

use super::prelude::*;
use crate::aws::OidcProvider;

pub(super) const RULE: Rule = Rule {
    id: "subject-shape",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for Claim { statement, block, test, issuer, name } in policy.claims() {
        let (Some(provider), Some(operator)) = (test.provider(), block.operator) else { continue };
        let is_text = operator.family == OperatorFamily::String && provider.has_subjects();
        if !is_text || !name.eq_ignore_ascii_case("sub") || !statement.trusts_issuer(issuer) {
            continue;
        }
        let like = operator.has_wildcards();
        for value in &test.values {
            let text = value.text;
            if provider.has_subject(text, like) {
                continue;
            }
            // A star that is no wildcard, a list in one string, a blank and a placeholder have a rule each.
            let elsewhere =
                (text.contains('*') && !like) || value.is_joined() || text.trim() != text || value.is_placeholder();
            let other = text.holds("${") || provider.is_swapped(issuer, name, text) || is_customised(text);
            if elsewhere || other || text.is_empty() {
                continue;
            }
            let form = provider.example("sub");
            let finding = out
                .report(&RULE, value.span)
                .tells("no subject of {} is like `{}`", &[provider.name, text])
                .why(filled("The whole subject has the form `{}`.", &[&form]));
            if let Some(meant) = meant(text, like, provider) {
                finding.offer_value(policy.document, value, &meant, false);
            }
        }
    }
}

/// Owners of GitHub organizations can put other claims into the subject; its form is then theirs.
/// Source: <https://docs.github.com/en/actions/reference/security/oidc#customizing-the-subject-claims>
fn is_customised(text: &str) -> bool {
    const CLAIMS: [&str; 12] = [
        "job_workflow_ref",
        "actor",
        "actor_id",
        "workflow",
        "repository",
        "repository_id",
        "repository_owner",
        "repository_owner_id",
        "repository_visibility",
        "runner_environment",
        "context",
        "enterprise",
    ];
    text.split(':').any(|part| CLAIMS.contains(&part))
}

/// What people forget or write otherwise: a beginning, a part and what is right for it. The likeliest come first.
const SLIPS: [(&str, &str, &str); 10] = [
    ("repo:", "", ""),
    ("project_path:", "", ""),
    ("system:serviceaccount:", "", ""),
    ("", ":ref:", ":ref:refs/heads/"),
    ("", ":branch:", ":ref:refs/heads/"),
    ("", ":refs/heads/", ":ref:refs/heads/"),
    ("", "/", ":"),
    ("", "serviceaccounts:", "serviceaccount:"),
    ("", "system:serviceaccount/", "system:serviceaccount:"),
    ("", ":workspace:", ":project:*:workspace:"),
];

/// What may have been meant: of several the likeliest.
fn meant(text: &str, like: bool, provider: &OidcProvider) -> Option<String> {
    for (beginning, slip, right) in SLIPS {
        let meant = joined(&[beginning, &replace(text, slip, right)]);
        if provider.has_subject(&meant, like) && (like || !right.contains('*')) {
            return Some(meant);
        }
    }
    if let Some((environment, _)) = text.cut(":ref:")
        && environment.holds(":environment:")
        && provider.has_subject(environment, like)
    {
        return Some(environment.to_owned());
    }
    let start = text.trim_end_matches([':', '/']);
    for beginning in ["", "repo:"] {
        let meant = joined(&[beginning, start, ":*"]);
        if like && provider.has_subject(&meant, true) {
            return Some(meant);
        }
    }
    None
}

fn replace(text: &str, slip: &str, right: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.cut(slip) {
        out.push_str(before);
        out.push_str(right);
        rest = behind;
    }
    out.push_str(rest);
    out
}
