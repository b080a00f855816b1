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
    id: "group-principal",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let Some(arn) = value.identity() else { continue };
        if Entity::meant(arn.resource().split(['/', ':']).next().unwrap_or_default()) != Some(Entity::Group) {
            continue;
        }
        let span = value.part(policy.document, arn.resource_range());
        let draft = out
            .report(&RULE, span)
            .message(format!("`{}` is a user group, and groups are never principals", arn.resource()))
            .why("A group gives permissions to its users; it does not sign requests, so nothing can trust it.")
            .help(
                "List the users, or trust the account, let the group's policy allow `sts:AssumeRole` on this role, \
                 and narrow it down with a tag of the users (`aws:PrincipalTag`).",
            )
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        if AccountId::parse(arn.account()).is_some() {
            let fix = Fix::review("trust the account, so that the group's policy decides", vec![Edit::replace(span, "root")]);
            draft.fix(fix);
        }
    }
}
