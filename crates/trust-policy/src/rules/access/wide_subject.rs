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
use crate::aws::{OidcProvider, has_wildcard, literal_start, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: "wide-subject",
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for Claim { statement, block, test, issuer, name } in policy.claims() {
        let pattern = block.operator.is_some_and(|operator| operator.has_wildcards() && !operator.negated);
        if !pattern || !name.eq_ignore_ascii_case("sub") || statement.effect() == Effect::Deny {
            continue;
        }
        for value in &test.values {
            if has_wildcard(value.text) && statement.trusts_issuer(issuer) {
                report(test.provider(), statement, issuer, value, out);
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
    let text = value.text;
    let name = provider.map_or("the provider", |provider| provider.name);
    if only_wildcards(text) {
        let finding = out
            .report(&RULE, value.span)
            .tells("`{}` is every subject of {}", &[text, name])
            .why("It keeps nobody out who can get a token from this provider.");
        if provider.is_some_and(|provider| provider.required.ends_with(":sub")) {
            finding.refused_somehow();
        }
        return;
    }
    let Some(form) = provider.and_then(|provider| provider.subjects().find(|form| form.meets(text, true))) else {
        return;
    };
    if !form.tenant().is_none_or(|(before, end)| names_tenant(text, before, end)) {
        out.report(&RULE, value.span)
            .tells("`{}` also matches subjects of strangers at {}", &[text, name])
            .why("The wildcard stands within the name that tells one tenant from another.")
            .help(filled("Write the whole name, as in `{}`.", &[&form.example()]));
        return;
    }
    let open = text.trim_end_matches('*');
    if open.len() == text.len()
        || !open.ends_with([':', '/'])
        || !name.starts_with("GitHub")
        || is_narrowed(statement, issuer)
    {
        return;
    }
    let what = match text.split_once('/') {
        Some((_, rest)) if !rest.contains(':') => "every repository of the owner",
        _ => "every branch, tag and pull request",
    };
    out.report(&RULE, value.span)
        .tells("`{}` is {}", &[text, what])
        .why("Whoever can start a workflow there may assume the role; name the one that needs it.")
        .severity(Severity::Suggestion)
        .aws_check(Some("SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED"));
}

/// Whether the pattern holds the tenant's whole name before its first wildcard. An id behind `@` ends a name too.
fn names_tenant(pattern: &str, before: &str, end: char) -> bool {
    let rest = literal_start(pattern).strip_prefix(before).unwrap_or_default();
    rest.chars().position(|c| c == end || c == '@').is_some_and(|length| length > 0)
}

/// Whether other claims say what the subject leaves open.
fn is_narrowed(statement: &Statement<'_>, issuer: &str) -> bool {
    const NARROWING: [&str; 5] = ["ref", "environment", "job_workflow_ref", "workflow", "actor"];
    statement.claim_tests(issuer).any(|(_, _, claim)| NARROWING.contains(&claim))
}
