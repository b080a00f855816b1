//! A principal is in another partition than the role.
//!
//! ## What it checks
//! The partitions of the ARNs of principals, compared with the role where it is known, and else with each other.
//!
//! ## Why it matters
//! Partitions know nothing of each other: a role can trust only principals of its own. Accounts do not exist in two
//! partitions, so the account is probably another one there, too.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::777788889999:root", "arn:aws-cn:iam::444455556666:root"] },
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
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::777788889999:root"] },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Whether the account exists in the other partition cannot be told from the policy, so the repairs are for review.
//!
//! ## References
//! - [Partitions](https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html)
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::Partition;
use crate::fix::principals;

pub(super) const RULE: Rule = Rule {
    id: "foreign-partition",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let home = policy.partition();
    let known = policy.role.partition().is_some();
    for (_, group, value) in policy.principals() {
        let Some(arn) = value.identity() else { continue };
        let Some(partition) = Partition::parse(arn.partition()).filter(|partition| *partition != home) else { continue };
        let span = value.part(policy.document, arn.partition_range());
        let draft = out.report(&RULE, span);
        let (id, whose) = (home.id, if known { "the role" } else { "the other principals" });
        draft
            .message(format!("this principal is in `{}`, and {whose} in `{id}`", partition.id))
            .why("A role trusts only principals of its own partition; an account of one does not exist in another.")
            .help(format!("Write a principal of `{id}`, or remove this one."))
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        if !known {
            draft.confidence(Confidence::Medium);
        }
        if let Some(removal) = principals::remove(policy.document, group, value) {
            draft.fix(Fix::review("remove it", vec![removal]));
        }
        draft.fix(Fix::review(
            format!("write `{id}`, if the account is one of {}", home.name),
            vec![Edit::replace(span, id)],
        ));
    }
}
