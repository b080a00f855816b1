//! The principal is a thing in IAM that cannot act.
//!
//! ## What it checks
//! ARNs of instance profiles, managed policies, MFA devices and server certificates where a principal belongs.
//!
//! ## Why it matters
//! Only accounts, users, roles and their sessions can be trusted. An instance profile holds a role, and it is the role
//! that acts.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:instance-profile/web" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The role in an instance profile often has the same name, but need not, so the repair is for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::Entity;
use crate::text::before_marks;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unsupported-principal-resource"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let (Some(arn), Some(entity)) = (at.identity(), at.entity) else { return };
    // Groups have a rule of their own.
    if entity.is_caller() || entity.is_provider() || entity == Entity::Group {
        return;
    }
    let resource = arn.resource();
    let why = phrase!("Accounts, users, roles and their sessions act and can be trusted; nothing else in IAM can.");
    let draft = at.refuse_part(out, &RULE, arn.resource_range(), why);
    draft.tells(phrase!("`{}` is {}, which is never a principal"), &[resource, entity.what()]);
    match before_marks(resource, b"/:").1.get(1..) {
        Some(name) if entity == Entity::InstanceProfile && !name.is_empty() => draft
            .help(phrase!("Trust the role in the instance profile; it often has the same name."))
            .write(Safety::Review, &joined(&["role/", name])),
        _ => draft.help(phrase!("Trust the user or the role that it belongs to.")),
    };
}
