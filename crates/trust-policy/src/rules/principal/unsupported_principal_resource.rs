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

pub(super) const RULE: Rule = Rule {
    id: "unsupported-principal-resource",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let Some(arn) = value.identity() else { continue };
        let resource = arn.resource();
        let Some(entity) = Entity::meant(resource.split(['/', ':']).next().unwrap_or_default()) else { continue };
        // Groups have a rule of their own.
        if entity.is_caller() || entity.is_provider() || entity == Entity::Group {
            continue;
        }
        let span = value.part(policy.document, arn.resource_range());
        let draft = out
            .report(&RULE, span)
            .message(format!("`{resource}` is {}, which is never a principal", entity.what()))
            .why("Accounts, users, roles and their sessions act and can be trusted; nothing else in IAM can.")
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        match resource.find(['/', ':']) {
            Some(slash) if entity == Entity::InstanceProfile && slash + 1 < resource.len() => {
                let role = format!("role/{}", &resource[slash + 1..]);
                draft.help("Trust the role in the instance profile; it often has the same name.");
                draft.fix(Fix::review(format!("write `{role}`"), vec![Edit::replace(span, role)]));
            }
            _ => {
                draft.help("Trust the user or the role that it belongs to.");
            }
        }
    }
}
