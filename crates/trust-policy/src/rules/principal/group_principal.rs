//! A user group is a principal.
//!
//! ## What it checks
//! ARNs of user groups where a principal belongs.
//!
//! ## Why it matters
//! A group is a way to give permissions to users, not an identity that signs requests. IAM refuses it as a principal.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:group/Developers" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Trusting the account is wider than the group was meant: every identity of the account whose own policies allow it
//! can then assume the role. So it is for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::{AccountId, Entity};

pub(super) const RULE: Rule = Rule {
    id: phrase!("group-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity().filter(|_| at.entity == Some(Entity::Group)) else { return };
    let why = phrase!("A group gives permissions to its users; it signs no requests, so nothing can trust it.");
    let draft = at
        .refuse_part(out, &RULE, arn.resource_range(), why)
        .tells(phrase!("`{}` is a user group, and groups are never principals"), &[arn.resource()])
        .help(phrase!("List the users, or trust the account with a test of their tags (`aws:PrincipalTag`)."));
    if AccountId::parse(arn.account()).is_some() {
        draft.here(Safety::Review, phrase!("trust the account, so that the group's policy decides"), "root");
    }
}
