//! A pattern of subjects lets in strangers.
//!
//! ## What it checks
//! Patterns under `StringLike` for the subject of a token that do not name the whole tenant: `*`, `repo:*`,
//! `repo:org*`, `project_path:*`, `system:serviceaccount:*`. A pattern that names the tenant and leaves the rest open,
//! `repo:org/repo:*`, is a suggestion at most.
//!
//! ## Why it matters
//! A `*` also matches what follows: `repo:octo*` is every owner whose name begins so, and anybody can choose such a
//! name.
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
//!         "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
//!         "StringLike": { "token.actions.githubusercontent.com:sub": "repo:octo-org*" }
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
//!         "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
//!         "StringLike": { "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)
//! - [GitHub: OpenID Connect reference](https://docs.github.com/en/actions/reference/security/oidc)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::{OidcProvider, literal_start, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: "wide-subject",
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in policy.allows() {
        for (_, issuer) in statement.issuers() {
            for (block, test, claim) in statement.claim_tests(issuer) {
                let pattern = |operator: Operator| operator.has_wildcards() && !operator.negated;
                if !claim.eq_ignore_ascii_case("sub") || !block.operator.is_some_and(pattern) {
                    continue;
                }
                let provider = OidcProvider::of(issuer);
                for value in test.values.iter().filter(|value| value.text.contains(['*', '?'])) {
                    report(provider, statement, issuer, value, out);
                }
            }
        }
    }
}

fn report(
    provider: Option<&'static OidcProvider>,
    statement: &Statement<'_>,
    issuer: &str,
    value: &ConditionValue<'_>,
    out: &mut Findings<'_>,
) {
    let text = &*value.text;
    let name = provider.map_or("the provider", |provider| provider.name);
    if only_wildcards(text) {
        let finding = out
            .report(&RULE, value.span)
            .message(format!("`{text}` is every subject of {name}"))
            .why("A pattern of wildcards alone keeps nobody out who can get a token from this provider.")
            .help("Name who may come, as far as possible without wildcards.");
        if provider.is_some_and(|provider| provider.required.ends_with(":sub")) {
            finding.refused_somehow();
        }
        return;
    }
    let mut forms = provider.into_iter().flat_map(OidcProvider::subjects);
    let Some(form) = forms.find(|form| form.meets(text, true)) else { return };
    let tenant = form.tenant();
    let closed = tenant.is_none_or(|(before, end)| names_tenant(text, before, end));
    if !closed {
        out.report(&RULE, value.span)
            .message(format!("`{text}` also matches subjects of strangers at {name}"))
            .why("The wildcard stands before the end of the name that tells one tenant from another, so others fit as well.")
            .help(format!("Write the whole name, as in `{}`.", form.example()));
    } else if name.starts_with("GitHub") && text.ends_with('*') && !is_narrowed(statement, issuer) {
        let open = text.split_once('/').is_some_and(|(_, rest)| !rest.contains(':'));
        let (what, rest) = if open { ("every repository of the owner", "repository") } else { ("every branch, tag and pull request", "branch") };
        if text.trim_end_matches('*').ends_with([':', '/']) {
            out.report(&RULE, value.span)
                .message(format!("`{text}` is {what}"))
                .why("Whoever can start a workflow there may assume the role.")
                .help(format!("Name the {rest} if only one needs the role."))
                .severity(Severity::Suggestion)
                .aws_check(Some("SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED"));
        }
    }
}

/// Whether the pattern holds the tenant's whole name before its first wildcard. An id behind `@` ends a name too.
fn names_tenant(pattern: &str, before: &str, end: char) -> bool {
    literal_start(pattern).strip_prefix(before).and_then(|rest| rest.find([end, '@'])).is_some_and(|length| length > 0)
}

/// Whether other claims say what the subject leaves open.
fn is_narrowed(statement: &Statement<'_>, issuer: &str) -> bool {
    const NARROWING: [&str; 5] = ["ref", "environment", "job_workflow_ref", "workflow", "actor"];
    statement.claim_tests(issuer).any(|(_, _, claim)| NARROWING.contains(&claim))
}
