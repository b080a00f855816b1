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
    for (statement, block, test) in policy.tests() {
        let ConditionName::Claim { issuer, claim } = test.parts() else { continue };
        let Some(operator) = block.operator.filter(|operator| operator.family == OperatorFamily::String) else { continue };
        if !claim.eq_ignore_ascii_case("sub") || !statement.trusts_issuer(issuer) {
            continue;
        }
        let Some(provider) = OidcProvider::of(issuer).filter(|provider| provider.has_subjects()) else { continue };
        let like = operator.has_wildcards();
        let fits = |text: &str| provider.subjects().any(|form| form.meets(text, like));
        for value in &test.values {
            let text = &*value.text;
            if fits(text) {
                continue;
            }
            // A star that is no wildcard, a list in one string, a blank and a placeholder have a rule each.
            let elsewhere = (text.contains('*') && !like) || value.is_joined() || text.trim() != text || value.is_placeholder();
            let other = text.contains("${") || provider.is_swapped(issuer, claim, text) || is_customised(text);
            if elsewhere || other || text.is_empty() {
                continue;
            }
            let form = provider.example("sub");
            let finding = out
                .report(&RULE, value.span)
                .message(format!("no subject of {} is like `{text}`", provider.name))
                .why(format!("Its subjects are of the form `{form}`, and the test is of the whole."));
            if let Some(meant) = candidates(text, like).into_iter().find(|candidate| fits(candidate)) {
                let edits = vec![layout::replace_string(policy.document, value.node, &meant)];
                finding.fix(Fix::review(format!("write `{meant}`"), edits));
            } else {
                finding.help(format!("Write the subject as the token has it: `{form}`."));
            }
        }
    }
}

/// Owners of GitHub organizations can put other claims into the subject; its form is then theirs.
/// Source: <https://docs.github.com/en/actions/reference/security/oidc#customizing-the-subject-claims>
fn is_customised(text: &str) -> bool {
    const CLAIMS: [&str; 12] = [
        "job_workflow_ref", "actor", "actor_id", "workflow", "repository", "repository_id", "repository_owner",
        "repository_owner_id", "repository_visibility", "runner_environment", "context", "enterprise",
    ];
    text.split(':').any(|part| CLAIMS.contains(&part))
}

/// What may have been meant, the likeliest first.
fn candidates(text: &str, like: bool) -> Vec<String> {
    let mut all = vec![format!("repo:{text}"), format!("project_path:{text}"), format!("system:serviceaccount:{text}")];
    all.push(text.replace(":ref:", ":ref:refs/heads/"));
    all.push(text.replace(":branch:", ":ref:refs/heads/").replace(":refs/heads/", ":ref:refs/heads/"));
    all.push(text.replace("/", ":"));
    all.push(text.replace("serviceaccounts:", "serviceaccount:").replace("system:serviceaccount/", "system:serviceaccount:"));
    if let Some((environment, _)) = text.split_once(":ref:").filter(|(before, _)| before.contains(":environment:")) {
        all.push(environment.to_owned());
    }
    if like {
        all.push(text.replace(":workspace:", ":project:*:workspace:"));
        all.push(format!("{}:*", text.trim_end_matches([':', '/'])));
        all.push(format!("repo:{}:*", text.trim_end_matches([':', '/'])));
    }
    all
}
