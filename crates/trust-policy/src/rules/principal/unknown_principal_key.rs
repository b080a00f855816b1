//! A principal key does not exist.
//!
//! ## What it checks
//! Keys of `Principal` that are none of `AWS`, `Service` and `Federated`, nor near one of them. An element of the
//! statement that slipped into the principal has a rule of its own.
//!
//! ## Why it matters
//! Accounts, users, roles and sessions all stand under `AWS`, services under `Service`, SAML and OIDC providers under
//! `Federated`. IAM refuses other keys.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Role": "arn:aws:iam::111122223333:role/deploy" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The values tell the key that is meant; whether they are meant is for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::catalogue::is_service_principal;
use crate::aws::{AccountId, Entity, Partition, provider};
use crate::fix::principals;
use crate::policy::{ElementName, PrincipalGroup};

pub(super) const RULE: Rule = Rule {
    id: phrase!("unknown-principal-key"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_PRINCIPAL_KEY")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, principal) in policy.principal_elements() {
        for group in &principal.groups {
            let Some(key) = group.key.as_ref().filter(|key| key.known.is_none()) else { continue };
            if ElementName::STATEMENT.iter().any(|element| element.as_str().eq_ignore_ascii_case(key.text.trim())) {
                continue;
            }
            let draft = out
                .report(&RULE, key.key.content)
                .tells(phrase!("`{}` is not a principal key"), &[key.text])
                .why(phrase!("The keys are `AWS` for accounts, users, roles and sessions, `Service`, and `Federated`."))
                .refused_somehow();
            let Some(kind) = common_kind(policy.document, statement, group) else { continue };
            let target = principal.groups.iter().find(|other| other.kind() == Some(kind));
            draft.fix(principals::rename_or_merge(policy.document, principal, group, kind, target, Safety::Review));
        }
    }
}

/// The key that all values of the group belong under as they are written.
fn common_kind(document: &Document<'_>, statement: &Statement<'_>, group: &PrincipalGroup<'_>) -> Option<PrincipalKey> {
    let mut common = None;
    for value in &group.values_of_unknown_key(document) {
        let kind = value.belongs_under(statement)?;
        if !is_sound(value, kind) || common.is_some_and(|common| common != kind) {
            return None;
        }
        common = Some(kind);
    }
    common
}

/// Whether the value is right as it stands, so that it can be trusted to tell the key.
fn is_sound(value: &PrincipalValue<'_>, kind: PrincipalKey) -> bool {
    let text = value.text;
    match (kind, value.identity()) {
        (PrincipalKey::Service, _) => is_service_principal(text),
        (PrincipalKey::Aws, None) => AccountId::parse(text).is_some(),
        (_, Some(arn)) => {
            let entity = Entity::parse(arn.resource_type());
            Partition::parse(arn.partition()).is_some()
                && arn.region().is_empty()
                && AccountId::parse(arn.account()).is_some()
                && entity.is_some_and(|entity| entity.service() == arn.service() && (entity.is_caller() || entity.is_provider()))
                && !value.has_wildcard()
        }
        (PrincipalKey::Federated, None) => provider::is_built_in(text),
        (PrincipalKey::CanonicalUser, None) => false,
    }
}
