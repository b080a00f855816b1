//! A claim never has a value of this form.
//!
//! ## What it checks
//! Values of claims beside `sub` and `aud` whose form is known: of GitHub Actions `repository`, `ref`,
//! `job_workflow_ref` and the ids, which are numbers; of GitLab.com and Google the ids; of Amazon Cognito `amr`.
//!
//! ## Why it matters
//! The test compares with the whole claim. A value of another form never matches, so nobody gets in.
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
//!           "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:environment:prod",
//!           "token.actions.githubusercontent.com:ref": "main"
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
//!           "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:environment:prod",
//!           "token.actions.githubusercontent.com:ref": "refs/heads/main"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Today nobody gets in, and afterwards somebody does: the repair is for review.
//!
//! ## References
//! - [GitHub: OpenID Connect reference](https://docs.github.com/en/actions/reference/security/oidc)
//! - [GitLab: OpenID Connect with ID tokens](https://docs.gitlab.com/ci/secrets/id_token_authentication/)
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)

use super::prelude::*;
use crate::aws::{Template, nearest};

pub(super) const RULE: Rule = Rule {
    id: phrase!("claim-value-form"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

/// The forms of claims: how the provider's name begins, the claim, its forms.
const FORMS: [(&str, &str, &[&str]); 14] = [
    ("GitHub", "repository", &["${@owner}/${repository}"]),
    ("GitHub", "ref", &["refs/heads/${branch}", "refs/tags/${tag}", "refs/pull/${number}"]),
    ("GitHub", "job_workflow_ref", &["${owner}/${repository}/.github/workflows/${file}@${ref}"]),
    ("GitHub", "repository_id", NUMBER),
    ("GitHub", "repository_owner_id", NUMBER),
    ("GitHub", "actor_id", NUMBER),
    ("GitHub", "enterprise_id", NUMBER),
    ("GitLab", "namespace_id", NUMBER),
    ("GitLab", "project_id", NUMBER),
    ("GitLab", "user_id", NUMBER),
    ("GitLab", "ref_protected", &["true", "false"]),
    ("GitLab", "runner_environment", &["gitlab-hosted", "self-hosted"]),
    ("Google", "google/organization_number", NUMBER),
    ("Amazon Cognito", "amr", SIGNED_IN),
];

const NUMBER: &[&str] = &["${#number}"];
/// The names of sign-in providers stand there too, and may be anything: only what is nearly one of these words is wrong.
const SIGNED_IN: &[&str] = &["authenticated", "unauthenticated"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let (Some(provider), Some(OperatorFamily::String)) = (tested.test.provider(), tested.family) else { return };
    let ConditionName::Claim { claim, .. } = tested.test.parts() else { return };
    // The claims that nearly every policy tests have rules of their own.
    if matches!(claim, "aud" | "sub") {
        return;
    }
    let mut forms: &[&'static str] = &[];
    for (name, known, of) in FORMS {
        if provider.name.starts_with(name) && known.eq_ignore_ascii_case(claim) {
            forms = of;
        }
    }
    let Some(first) = forms.first() else { return };
    for value in &tested.test.values {
        let text = value.text.trim();
        let literal = value.has_star && !tested.has_wildcards;
        if literal || value.has_variable || !value.is_filled_in() || meets(forms, text, tested.has_wildcards) {
            continue;
        }
        let shown = Template(first).shown();
        let finding = out
            .report(&RULE, value.span)
            .tells(phrase!("`{}` of {} is never `{}`"), &[claim, provider.name, text])
            .help_of(phrase!("It has the form `{}`."), &[&shown]);
        tested.why_so(finding, phrase!("The test compares with the whole claim"));
        if let Some(meant) = meant(forms, text, tested.has_wildcards) {
            tested.replace(finding, value, &meant, Safety::Review, phrase!("write `{}`"));
        }
    }
}

fn meets(forms: &[&'static str], text: &str, like: bool) -> bool {
    for form in forms {
        if Template(form).meets(text, like) {
            return true;
        }
    }
    forms == SIGNED_IN && nearest(text, forms.iter().copied()).is_none()
}

/// What may have been meant.
fn meant(forms: &[&'static str], text: &str, like: bool) -> Option<String> {
    if let Some(word) = nearest(text, forms.iter().copied()) {
        return Some(word.to_owned()).filter(|word| !word.holds("${"));
    }
    let bare = text.strip_prefix("https://").unwrap_or(text);
    let bare = bare.strip_prefix("github.com/").unwrap_or(bare);
    let is_ref = forms.iter().any(|form| form.starts_with("refs/"));
    let beginnings: &[&str] = if is_ref { &["refs/", "refs/heads/"] } else { &[""] };
    for before in beginnings {
        let meant = joined(&[before, bare]);
        if meant != text && meets(forms, &meant, like) {
            return Some(meant);
        }
    }
    None
}
