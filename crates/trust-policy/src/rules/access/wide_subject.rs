//! A pattern of subjects lets in strangers.
//!
//! ## What it checks
//! Patterns under `StringLike` for the subject of a token that do not name the whole tenant: `*`, `repo:*`,
//! `repo:org*`, `project_path:*`, `system:serviceaccount:*`. A pattern that names the tenant and leaves the rest open,
//! `repo:org/repo:*`, `repo:org/repo*` or `organization:acme:*`, is a suggestion at most.
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
use crate::aws::{OidcProvider, Tenancy, has_wildcard, literal_start, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: phrase!("wide-subject"),
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Claim(check),
};

fn check(at: &Claim<'_, '_>, out: &mut Findings<'_>) {
    let Claim { statement, block, test, issuer, name, trusted, .. } = *at;
    let pattern = block.operator.is_some_and(|operator| operator.has_wildcards() && !operator.negated);
    if !pattern || !name.eq_ignore_ascii_case("sub") || statement.effect() == Effect::Deny {
        return;
    }
    for value in &test.values {
        if has_wildcard(value.text) && trusted {
            report(test.provider(), statement, issuer, value, out);
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
    // The check speaks of this issuer and of stars.
    let code = (issuer.eq_ignore_ascii_case(GITHUB) && value.has_star)
        .then_some(phrase!("SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED"));
    if only_wildcards(text) {
        let finding = out
            .report(&RULE, value.span)
            .tells(phrase!("`{}` is every subject of {}"), &[text, name])
            .why(phrase!("It keeps nobody out who can get a token from this provider."))
            .aws_check(code);
        if provider.is_some_and(|provider| provider.required.ends_with(":sub")) {
            finding.refused_somehow();
        }
        return;
    }
    let Some(provider) = provider else { return };
    let Some(form) = provider.subjects().iter().find(|form| form.meets(text, true)) else { return };
    if !form.tenant().is_none_or(|(before, end)| names_tenant(text, before, end)) {
        let private = provider.tenancy == Tenancy::Private;
        let finding = out.report(&RULE, value.span);
        match private {
            true => finding.tells(phrase!("`{}` does not name one {} of {}"), &[text, form.first(), name]),
            false => finding.tells(phrase!("`{}` also matches subjects of strangers at {}"), &[text, name]),
        };
        finding
            .why(phrase!("The wildcard stands within the name that tells one tenant from another."))
            .confidence(if private { Confidence::Medium } else { RULE.confidence })
            .help_of(phrase!("Write the whole name, as in `{}`."), &[&form.example()])
            .aws_check(code);
        return;
    }
    if is_narrowed(statement, issuer) {
        return;
    }
    let message = match name.starts_with("GitHub") {
        true => github(text),
        false => other(provider, text),
    };
    let Some(message) = message else { return };
    let finding = out.report(&RULE, value.span);
    finding
        .tells(message, &[text])
        .why(phrase!("Whoever can start a job there may assume the role; name the one that needs it."))
        .severity(Severity::Suggestion)
        .aws_check(code);
    if code.is_some() && !text.contains('@') && text.holds("/*") {
        finding.help(phrase!("Newer repositories have ids in their subjects, `repo:OWNER@ID/REPO@ID:…`, and do not match this."));
    }
}

const GITHUB: &str = "token.actions.githubusercontent.com";

/// What a pattern leaves open that names an owner at GitHub; empty when that is little.
fn github(text: &str) -> Option<Phrase> {
    let (_, rest) = text.split_once('/')?;
    let (repository, context) = rest.split_once(':').unwrap_or((rest, ""));
    if only_wildcards(repository) {
        return Some(phrase!("`{}` is every repository of the owner"));
    }
    if repository.ends_with('*') && !repository.ends_with("@*") {
        return Some(phrase!("`{}` is every repository of the owner whose name begins like this"));
    }
    let open = context.trim_end_matches('*');
    match open {
        _ if open.len() == context.len() => None,
        "" | "*:" => Some(phrase!("`{}` is every branch, tag and pull request")),
        "ref:" | "ref:refs/" => Some(phrase!("`{}` is every branch and tag")),
        "ref:refs/heads/" => Some(phrase!("`{}` is every branch")),
        "environment:" => Some(phrase!("`{}` is every environment")),
        _ => None,
    }
}

/// The same for other providers that many share.
fn other(provider: &OidcProvider, text: &str) -> Option<Phrase> {
    let open = text.trim_end_matches('*');
    if provider.tenancy == Tenancy::Private || open.len() == text.len() {
        return None;
    }
    // All of a group of GitLab, of an organization of another.
    match open.strip_prefix("project_path:").or_else(|| open.strip_prefix("organization:")) {
        Some(rest) if rest.ends_with([':', '/']) && !rest.trim_end_matches([':', '/']).contains([':', '/']) => {
            match open.starts_with('p') {
                true => Some(phrase!("`{}` is every project of the group")),
                false => Some(phrase!("`{}` is everything in the organization")),
            }
        }
        _ => None,
    }
}

/// Whether the pattern holds the tenant's whole name before its first wildcard. An id behind `@` ends a name too.
fn names_tenant(pattern: &str, before: &str, end: char) -> bool {
    let rest = literal_start(pattern).strip_prefix(before).unwrap_or_default();
    rest.chars().position(|c| c == end || c == '@').is_some_and(|length| length > 0)
}

/// Whether other claims say what the subject leaves open.
fn is_narrowed(statement: &Statement<'_>, issuer: &str) -> bool {
    const NARROWING: [&str; 8] =
        ["ref", "environment", "job_workflow_ref", "workflow", "actor", "repository", "repository_id", "project_id"];
    statement.claim_tests(issuer).any(|(_, _, claim)| NARROWING.contains(&claim))
}
