//! The principal is one session of a role.
//!
//! ## What it checks
//! ARNs of role sessions (`assumed-role/<role>/<session>`) where a principal belongs.
//!
//! ## Why it matters
//! It is valid. But whoever starts the session chooses its name, and a session with another name is not trusted. AWS
//! advises to trust the role instead.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:sts::111122223333:assumed-role/ci-runner/build-42" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/ci-runner" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Trusting the role lets in all its sessions, and the path of the role cannot be told from the session, so the repair
//! is for review.
//!
//! ## References
//! - [Role session principals](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-role-session)

use super::prelude::*;
use crate::aws::{Entity, iam_arn};

pub(super) const RULE: Rule = Rule {
    id: phrase!("session-principal"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity().filter(|arn| at.kind == Some(PrincipalKey::Aws) && arn.service() == "sts") else { return };
    if arn.resource_type() != Entity::AssumedRole.as_str() || at.value.has_wildcard() {
        return;
    }
    let Some((role, session)) = arn.resource_path().and_then(|path| path.split_once('/')) else { return };
    // Beside its role the session says nothing, which is said elsewhere.
    if at.group.whole_of(at.value).is_some() {
        return;
    }
    // Roles of IAM Identity Center have a rule of their own.
    if role.is_empty() || session.len() < 2 || session.contains('/') || role.starts_with("AWSReservedSSO_") {
        return;
    }
    let whole = iam_arn(arn.partition(), arn.account(), "role/", role);
    out.report(&RULE, at.value.span)
        .tells(phrase!("only the session `{}` of the role `{}` is trusted"), &[session, role])
        .why(phrase!("Whoever starts a session chooses its name; AWS advises to trust the role instead, with its path."))
        .offer(Safety::Review, phrase!("trust the role"), at.rewritten(&whole));
}
