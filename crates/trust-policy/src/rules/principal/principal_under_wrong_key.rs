//! A principal stands under the wrong key.
//!
//! ## What it checks
//! Services, accounts, ARNs and identity providers that stand under a key for another kind of principal.
//!
//! ## Why it matters
//! `AWS` is for accounts, users, roles and sessions, `Service` for service principals, `Federated` for SAML and OIDC
//! providers. IAM looks a principal up by its key and refuses one that it does not find there.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The repair moves the principal to the right key and is safe. It is for review where the name itself had to be
//! guessed, and has a placeholder where the account of an OIDC provider is not known.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::provider;
use crate::fix::principals;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-under-wrong-key"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    // Unique ids and numbers have rules of their own, whatever the key.
    if at.form == PrincipalForm::UniqueId || at.value.is_number {
        return;
    }
    let Some(kind) = at.kind.filter(|kind| *kind != PrincipalKey::CanonicalUser) else { return };
    let Some(right) = at.value.belongs_under(at.statement).filter(|right| *right != kind) else { return };
    let name = right.as_str();
    let why = phrase!("Accounts, users, roles and sessions stand under `AWS`, SAML and OIDC providers under `Federated`, services \
               under `Service`.");
    let draft = at.refuse_all(out, &RULE, why).tells(phrase!("`{}` belongs under `{}`"), &[at.text, name]);
    if let Some(key) = &at.group.key {
        draft.label(key.key.content, phrase!("this key"));
    }
    if let Some((text, safety)) = written(at, right) {
        let edits = principals::move_under(at.policy.document, at.element, at.group, at.value, right, &text);
        draft.fix_if(safety, phrase!("put `{}` under `{}`"), &[&text, name], edits);
    }
}

/// What the principal says under the right key; an issuer that is written as a bare host becomes the ARN of its provider.
fn written(at: &Named<'_, '_>, right: PrincipalKey) -> Option<(String, Safety)> {
    if let Some((text, safety)) = at.value.written_under(right) {
        // The name of a service that is also an identity provider: a guess at it does not tell which is meant.
        if text == at.text || text != "cognito-identity.amazonaws.com" {
            return Some((text, safety));
        }
    }
    let issuer = provider::without_scheme(at.text);
    (right == PrincipalKey::Federated && provider::is_issuer(issuer)).then(|| at.policy.provider_arn(issuer))
}
