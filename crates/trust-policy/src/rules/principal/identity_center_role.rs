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
use crate::aws::{AccountId, Arn, Entity};
use crate::fix::principals::{self, Test};
use crate::policy::PrincipalGroup;

pub(super) const RULE: Rule = Rule {
    id: "identity-center-role",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, group, value) in policy.principals() {
        // Most principals are not such roles, and the text says so before it is taken apart.
        if !value.text.contains(RESERVED) || value.has_wildcard() {
            continue;
        }
        let Some(arn) = value.identity() else { continue };
        let (role, path, is_session) = match (Entity::parse(arn.resource_type()), arn.resource_path()) {
            (Some(Entity::Role), Some(rest)) => match rest.rsplit_once('/') {
                Some((path, role)) => (role, path, false),
                None => (rest, "", false),
            },
            (Some(Entity::AssumedRole), Some(rest)) => match rest.find(RESERVED) {
                Some(at) => {
                    (rest[at..].split('/').next().unwrap_or_default(), rest[..at].trim_end_matches('/'), true)
                }
                None => continue,
            },
            _ => continue,
        };
        if !role.starts_with(RESERVED) {
            continue;
        }
        let has_path = path.starts_with("aws-reserved/sso.amazonaws.com");
        let refused = has_path == is_session;
        let draft = out.report(&RULE, value.part(policy.document, arn.resource_range()));
        draft.help("Trust the account, with `ArnLike` on `aws:PrincipalArn` for the roles of the permission set.");
        if refused {
            draft.message(if is_session {
                format!("a session of `{role}` has no path in its ARN")
            } else {
                format!("the ARN of `{role}` lacks its path `/aws-reserved/sso.amazonaws.com/`")
            });
            draft.why("The path belongs to the role and not to its sessions; as it is written, nobody has this ARN.");
            draft.refused(invalid_principal(group.kind_or_aws(), &value.text));
        } else {
            draft.message(format!("`{role}` is made anew under another name when the permission set is assigned anew"));
            draft.why("AWS advises to trust the account with a condition on `aws:PrincipalArn`, which outlives the role.");
            draft.severity(Severity::Suggestion).confidence(Confidence::Medium);
        }
        draft.fixes.extend(by_permission_set(policy, statement, group, value, &arn, role));
    }
}

const RESERVED: &str = "AWSReservedSSO_";

/// The account as principal, all roles of the permission set in a condition.
fn by_permission_set(
    policy: &Policy<'_>,
    statement: &Statement<'_>,
    group: &PrincipalGroup<'_>,
    value: &PrincipalValue<'_>,
    arn: &Arn<'_>,
    role: &str,
) -> Option<Fix> {
    let account = AccountId::parse(arn.account())?.as_str();
    let partition = arn.partition();
    let set = role.rsplit_once('_').map_or(role, |(set, _)| set);
    let pattern = format!("arn:{partition}:iam::{account}:role/aws-reserved/sso.amazonaws.com*/{set}_*");
    let test = Test { operator: "ArnLike", key: "aws:PrincipalArn", value: &pattern };
    let root = format!("arn:{partition}:iam::{account}:root");
    let edits = principals::replace_by_test(policy, statement, group, value, &root, test)?;
    Some(Fix::review("trust the account, with a condition for the permission set", edits))
}
