//! No token of the provider has a subject of this form.
//!
//! ## What it checks
//! Subjects of GitHub, GitLab.com, HCP Terraform, Buildkite, Vercel, Bitbucket, CircleCI, Fly.io, Amazon EKS and Google
//! that lack a part, have one too many or a wrong one. GitHub's newer repositories have ids in their subjects: either
//! both, `repo:OWNER@ID/REPO@ID:…`, or none. Where an issuer is made for one tenant, its subjects name no other.
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
//! - [GitHub: immutable subject claims](https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims)
//! - [GitLab: connect to cloud services](https://docs.gitlab.com/ci/cloud_services/)
//! - [HCP Terraform: workload identity tokens](https://developer.hashicorp.com/terraform/cloud-docs/workspaces/dynamic-provider-credentials/workload-identity-tokens)
//! - [Buildkite: OIDC tokens](https://buildkite.com/docs/agent/v3/cli-oidc)
//! - [Fly.io: OpenID Connect](https://fly.io/docs/security/openid-connect/)
//! - [GitHub: OpenID Connect reference](https://docs.github.com/en/actions/reference/security/oidc)
//! - [IAM roles for service accounts](https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html)
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)

use super::prelude::*;
use crate::aws::{OidcProvider, nearest};

pub(super) const RULE: Rule = Rule {
    id: phrase!("subject-shape"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Claim(check),
};

/// The longest subject that is looked at; an OIDC subject has 255 characters at most.
/// Source: <https://openid.net/specs/openid-connect-core-1_0.html#IDToken>
const LONGEST: usize = 512;

fn check(at: &Claim<'_, '_>, out: &mut Findings<'_>) {
    let Claim { policy, block, test, issuer, name, trusted, .. } = *at;
    let (Some(provider), Some(operator)) = (test.provider(), block.operator) else { return };
    let is_text = operator.family == OperatorFamily::String && provider.has_subjects();
    if !is_text || !name.eq_ignore_ascii_case("sub") || !trusted {
        return;
    }
    let like = operator.has_wildcards();
    for value in &test.values {
        let text = value.text;
        // What nobody writes by hand must not be compared with every form and every slip.
        if text.len() > LONGEST {
            continue;
        }
        let github = provider.name.starts_with("GitHub");
        let other_ref = if provider.name.starts_with("Git") { other_ref(text) } else { None };
        if other_ref.is_none() && provider.has_subject(text, like) {
            tenant(policy, provider, issuer, value, out);
            continue;
        }
        // A star that is no wildcard, a list in one string, a blank and a placeholder have a rule each.
        let elsewhere =
            (text.contains('*') && !like) || value.is_joined() || text.trim() != text || value.is_placeholder();
        let other = text.holds("${") || provider.is_swapped(issuer, name, text) || (github && is_customised(text));
        if elsewhere || other || text.is_empty() {
            continue;
        }
        let form = provider.example("sub");
        let finding = out
            .report(&RULE, value.span)
            .tells(phrase!("no subject of {} is like `{}`"), &[provider.name, text])
            .why_of(phrase!("The whole subject has the form `{}`."), &[&form]);
        if github && ids(finding, policy, value) {
            continue;
        }
        if let Some(meant) = other_ref.or_else(|| meant(text, like, provider)) {
            finding.offer_value(policy.document, value, &meant, false);
        }
    }
}

/// The tenant of an issuer that is made for one is in its subjects too.
fn tenant(
    policy: &Policy<'_>,
    provider: &OidcProvider,
    issuer: &str,
    value: &ConditionValue<'_>,
    out: &mut Findings<'_>,
) {
    let Some((before, end)) = provider.subjects().first().filter(|_| provider.tenant_audience()).and_then(|form| form.tenant())
    else {
        return;
    };
    let Some((tenant, _)) = value.text.strip_prefix(before).and_then(|rest| rest.split_once(end)) else { return };
    let own = issuer.rsplit('/').next().unwrap_or_default();
    if tenant == own || has_any(tenant, b"*?$<{") {
        return;
    }
    let start = before.len();
    out.report(&RULE, policy.document.part(value.span, start..start + tenant.len()))
        .tells(phrase!("`{}` is not the tenant that the issuer `{}` is for"), &[tenant, issuer])
        .why(phrase!("Tokens of this issuer speak of its own tenant and of no other."))
        .write(Safety::Review, own);
}

/// A ref that is none, as it should be: none ends with a slash, and GitLab gives the name of a branch alone.
fn other_ref(text: &str) -> Option<String> {
    if let Some(start) = text.strip_suffix('/').filter(|_| text.holds(":ref:")) {
        return Some(start.to_owned());
    }
    let (before, name) = text.cut(":ref:refs/")?;
    let (_, name) = name.split_once('/').filter(|_| before.starts_with("project_path:"))?;
    Some(joined(&[before, ":ref:", name]))
}

/// Says it of a subject with ids in which one is missing or is no number.
/// Source: <https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims>
fn ids(finding: &mut Draft<'_>, policy: &Policy<'_>, value: &ConditionValue<'_>) -> bool {
    let Some((before, after)) = value.text.split_once('/') else { return false };
    let (repository, context) = after.split_once(':').unwrap_or((after, ""));
    let (owner, ids) = match (before.contains('@'), repository.contains('@')) {
        (false, false) => return false,
        (true, true) => {
            finding.tells(phrase!("`{}` has an id that is no number"), &[value.text]);
            return true;
        }
        (owner, _) => (before, if owner { ["", "@<REPOSITORY_ID>"] } else { ["@<OWNER_ID>", ""] }),
    };
    finding
        .tells(phrase!("`{}` has an id behind one of two names"), &[value.text])
        .why(phrase!("GitHub writes both ids, `repo:OWNER@ID/REPOSITORY@ID:…`, or none in older repositories."));
    let whole = joined(&[owner, ids[0], "/", repository, ids[1], ":", if context.is_empty() { "*" } else { context }]);
    finding.offer_string(Safety::FillIn, policy.document, value.node, &whole);
    true
}

/// Owners of GitHub organizations can put other claims into the subject; its form is then theirs.
/// Source: <https://docs.github.com/en/actions/reference/security/oidc#customizing-the-token-claims>
fn is_customised(text: &str) -> bool {
    const CLAIMS: [&str; 20] = [
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
        "enterprise_id",
        "event_name",
        "head_ref",
        "base_ref",
        "ref_type",
        "workflow_ref",
        "job_workflow_sha",
        "workflow_sha",
    ];
    for part in text.split(':') {
        if CLAIMS.contains(&part) || part.starts_with("repo_property_") {
            return true;
        }
    }
    false
}

/// What people forget or write otherwise: a beginning, a part and what is right for it. The likeliest come first.
const SLIPS: [(&str, &str, &str); 33] = [
    ("", "", ""),
    ("repo:", "", ""),
    ("project_path:", "", ""),
    ("system:serviceaccount:", "", ""),
    ("system:", "", ""),
    ("", "org:", "organization:"),
    ("", ": ", ":"),
    ("", ":/", ":"),
    ("", ":ref:heads/", ":ref:refs/heads/"),
    ("", ":ref:tags/", ":ref:refs/tags/"),
    ("", ":ref:refs/head/", ":ref:refs/heads/"),
    ("", ":ref:refs/tag/", ":ref:refs/tags/"),
    ("", ":ref:", ":ref:refs/heads/"),
    ("", ":branch:", ":ref:refs/heads/"),
    ("", ":branch/", ":ref:refs/heads/"),
    ("", ":tag:", ":ref:refs/tags/"),
    ("", ":tag/", ":ref:refs/tags/"),
    ("", ":refs/", ":ref:refs/"),
    ("", "/ref:refs/", ":ref:refs/"),
    ("", "/ref/", ":ref:refs/heads/"),
    ("", "/refs/heads/", ":ref:refs/heads/"),
    ("", ":env:", ":environment:"),
    ("", ":environment/", ":environment:"),
    ("", ":environment=", ":environment:"),
    ("", ":refs:heads:", ":refs/heads/"),
    ("", "/*", ":*"),
    ("", "repo/", "repo:"),
    ("", "project:", "project_path:"),
    ("", "/", ":"),
    ("", "serviceaccounts:", "serviceaccount:"),
    ("", "system:serviceaccount/", "system:serviceaccount:"),
    ("", ":workspace:", ":project:*:workspace:"),
    ("", ":ref_type:heads:", ":ref_type:branch:"),
];

/// What may have been meant: of several the likeliest.
fn meant(text: &str, like: bool, provider: &OidcProvider) -> Option<String> {
    let bare = without_url(text);
    for (at, text) in [bare, &respelt(bare, provider), &braced(bare)].into_iter().enumerate() {
        if at > 0 && text == bare {
            continue;
        }
        for (beginning, slip, right) in SLIPS {
            if !slip.is_empty() && !text.holds(slip) {
                continue;
            }
            let meant = joined(&[beginning, &replace(text, slip, right)]);
            if provider.has_subject(&meant, like) && (like || !right.contains('*')) {
                return Some(meant);
            }
        }
    }
    if let Some((environment, _)) = text.cut(":ref:")
        && environment.holds(":environment:")
        && provider.has_subject(environment, like)
    {
        return Some(environment.to_owned());
    }
    let start = bare.trim_end_matches([':', '/']);
    for beginning in ["", "repo:"] {
        let meant = joined(&[beginning, start, ":*"]);
        if like && provider.has_subject(&meant, true) {
            return Some(meant);
        }
    }
    let (before, branch) = text.rsplit_once(':').filter(|_| provider.name.starts_with("GitHub"))?;
    let meant = joined(&[before, ":ref:refs/heads/", branch]);
    let is_branch = !branch.contains('_') && !matches!(branch, "push" | "schedule" | "release");
    (is_branch && provider.has_subject(&meant, like)).then_some(meant)
}

/// A repository without the address of its site.
fn without_url(text: &str) -> &str {
    let mut rest = text.strip_prefix("repo:").unwrap_or(text);
    for start in ["https://", "http://", "www.", "github.com/", "gitlab.com/"] {
        rest = rest.strip_prefix(start).unwrap_or(rest);
    }
    if text.ends_with(rest) && text.len() > rest.len() + "repo:".len() { rest } else { text }
}

/// The text with its ids in braces, as Bitbucket writes them.
fn braced(text: &str) -> String {
    let mut whole = String::new();
    for part in text.split(':') {
        if !whole.is_empty() {
            whole.push(':');
        }
        match has_any(part, b"*{") {
            true => whole.push_str(part),
            false => whole.push_str(&around("{", part, "}")),
        }
    }
    whole
}

/// The text with the fixed words as the provider writes them.
fn respelt(text: &str, provider: &OidcProvider) -> String {
    let mut fixed = Vec::new();
    for form in provider.subjects() {
        for word in form.words() {
            if !has_any(word, b"$/") && !fixed.contains(&word) {
                fixed.push(word);
            }
        }
    }
    let mut whole = String::new();
    for part in text.split(':') {
        let part = nearest(part, fixed.iter().copied()).unwrap_or(part);
        if !whole.is_empty() {
            whole.push(':');
        }
        whole.push_str(part);
    }
    whole
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
