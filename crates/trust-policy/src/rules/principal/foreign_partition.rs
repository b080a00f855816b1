//! A principal is in another partition than the role.
//!
//! ## What it checks
//! The partitions of the ARNs of principals and of the values of `aws:PrincipalArn`, compared with the role where it is
//! known, and else with the other principals.
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
use crate::aws::{Arn, Partition};
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
    let Some(home) = policy.home() else { return };
    for (_, principal) in policy.principal_elements() {
        for group in &principal.groups {
            for value in &group.values {
                let Some(arn) = value.identity() else { continue };
                let Some(partition) = foreign(&arn, home) else { continue };
                let span = value.part(policy.document, arn.partition_range());
                let draft = report(policy, out, span, "this principal is in ", partition, home)
                    .refused(invalid_principal(group.kind_or_aws(), value.text));
                if let Some(edit) = principals::remove_beside_others(policy.document, principal, group, value) {
                    draft.fix_with(Safety::Review, "remove it", edit);
                }
                rewrite(draft, span, home);
            }
        }
    }
    for (_, block, test) in policy.tests() {
        if block.operator.is_none_or(|operator| operator.negated) || !test.is("aws:PrincipalArn") {
            continue;
        }
        for value in &test.values {
            let Some(arn) = Arn::parse(value.text) else { continue };
            let Some(partition) = foreign(&arn, home) else { continue };
            let span = policy.document.part(value.span, arn.partition_range());
            let what = "this condition asks for a principal in ";
            rewrite(report(policy, out, span, what, partition, home), span, home);
        }
    }
}

/// The partition of an ARN, when it is another one.
fn foreign(arn: &Arn<'_>, home: Partition) -> Option<&'static str> {
    // Nearly all are at home.
    if arn.partition() == home.id { None } else { Partition::parse(arn.partition()).map(|partition| partition.id) }
}

#[inline(never)]
fn report<'o, 'r>(
    policy: &Policy<'_>,
    out: &'o mut Findings<'r>,
    span: Span,
    what: &str,
    partition: &str,
    home: Partition,
) -> &'o mut Draft<'r> {
    let known = policy.role.partition().is_some();
    let whose = if known { ", and the role in " } else { ", and the other principals in " };
    let draft = out
        .report(&RULE, span)
        .says_both(what, partition, whose, home.id, "")
        .why("A role trusts only principals of its own partition; an account of one does not exist in another.")
        .help(format!("Write a principal of `{}`, or remove this one.", home.id));
    if !known {
        draft.confidence(Confidence::Medium);
    }
    draft
}

#[inline(never)]
fn rewrite(draft: &mut Draft<'_>, span: Span, home: Partition) {
    let title = format!("write `{}`, if the account is one of {}", home.id, home.name);
    draft.fix_with(Safety::Review, &title, Edit::replace(span, home.id));
}
