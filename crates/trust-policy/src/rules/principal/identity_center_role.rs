//! A role of IAM Identity Center is a principal.
//!
//! ## What it checks
//! ARNs of `AWSReservedSSO_…` roles and of their sessions where a principal belongs, above all without the path
//! `/aws-reserved/sso.amazonaws.com/`.
//!
//! ## Why it matters
//! IAM Identity Center makes these roles anew, under another name, whenever a permission set is assigned anew; the
//! policy then trusts nobody. AWS advises the account as principal and a condition on `aws:PrincipalArn`. Without its
//! path the role does not exist, and IAM refuses the policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0123456789abcdef" },
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
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Admin_*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The condition lets in every role of the permission set in the account, also a later one, so the repair is for
//! review.
//!
//! ## References
//! - [Referencing permission sets in trust policies](https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html)
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::{AccountId, Arn, Entity, iam_arn};

pub(super) const RULE: Rule = Rule {
    id: phrase!("identity-center-role"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    // Most principals are not such roles, and the text says so before it is taken apart.
    let Some(start) = at.text.place_of(RESERVED) else { return };
    let Some(arn) = at.identity().filter(|_| !at.value.has_wildcard()) else { return };
    let is_session = match Entity::parse(arn.resource_type()) {
        Some(Entity::AssumedRole) => true,
        Some(Entity::Role) => false,
        _ => return,
    };
    let role = at.text.get(start..).unwrap_or_default();
    let role = match role.split_once('/') {
        Some((role, _)) if is_session => role,
        Some(_) if !is_session => return,
        _ => role,
    };
    let Some(path) = at.text.get(arn.resource_range().start..start).filter(|path| path.ends_with('/')) else { return };
    let has_path = path.holds("/aws-reserved/sso.amazonaws.com");
    let draft = if has_path == is_session {
        let why = phrase!("The path belongs to the role and not to its sessions; as it is written, nobody has this ARN.");
        let message = match is_session {
            true => phrase!("`{}` is named with a path, and a session has none in its ARN"),
            false => phrase!("`{}` lacks the path `/aws-reserved/sso.amazonaws.com/`"),
        };
        at.refuse_part(out, &RULE, arn.resource_range(), why).tells(message, &[role])
    } else {
        out.report(&RULE, at.part(arn.resource_range()))
            .why(phrase!("AWS advises to trust the account with a condition on `aws:PrincipalArn`, which outlives the role."))
            .tells(phrase!("`{}` is made anew under another name when the permission set is assigned anew"), &[role])
            .severity(Severity::Suggestion)
            .confidence(Confidence::Medium)
    };
    let title = phrase!("trust the account, with a condition for the permission set");
    draft.fix_if(Safety::Review, title, &[], by_permission_set(at, arn, role));
}

const RESERVED: &str = "AWSReservedSSO_";

/// The account as principal, all roles of the permission set in a condition.
fn by_permission_set(at: &Named<'_, '_>, arn: &Arn<'_>, role: &str) -> Option<Vec<Edit>> {
    let account = AccountId::parse(arn.account())?.as_str();
    let set = role.rsplit_once('_').map_or(role, |(set, _)| set);
    let mut pattern = iam_arn(arn.partition(), account, "role/aws-reserved/sso.amazonaws.com*/", set);
    pattern.push_str("_*");
    at.with_condition(&iam_arn(arn.partition(), account, "root", ""), &pattern)
}
