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
    let known = policy.role.partition().is_some();
    for (statement, group, value) in policy.principals() {
        let Some(arn) = value.identity() else { continue };
        let Some(partition) = Partition::parse(arn.partition()).filter(|partition| *partition != home) else { continue };
        let span = value.part(policy.document, arn.partition_range());
        let draft = report(out, span, home, known, &format!("this principal is in `{}`", partition.id))
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        if let Some(removal) = principals::remove_beside_others(policy.document, statement, group, value) {
            draft.fix(Fix::review("remove it", vec![removal]));
        }
        draft.fix(rewrite(span, home));
    }
    for (_, block, test) in policy.tests() {
        let positive = block.operator.is_some_and(|operator| !operator.negated);
        if !positive || !test.is("aws:PrincipalArn") {
            continue;
        }
        for value in &test.values {
            let Some(arn) = Arn::parse(&value.text) else { continue };
            let Some(partition) = Partition::parse(arn.partition()).filter(|partition| *partition != home) else {
                continue;
            };
            let span = policy.document.part(value.span, arn.partition_range());
            let message = format!("this condition asks for a principal in `{}`", partition.id);
            report(out, span, home, known, &message).fix(rewrite(span, home));
        }
    }
}

fn report<'o, 'r>(out: &'o mut Findings<'r>, span: Span, home: Partition, known: bool, what: &str) -> &'o mut Draft<'r> {
    let whose = if known { "the role" } else { "the other principals" };
    let draft = out.report(&RULE, span);
    draft
        .message(format!("{what}, and {whose} in `{}`", home.id))
        .why("A role trusts only principals of its own partition; an account of one does not exist in another.")
        .help(format!("Write a principal of `{}`, or remove this one.", home.id));
    if !known {
        draft.confidence(Confidence::Medium);
    }
    draft
}

fn rewrite(span: Span, home: Partition) -> Fix {
    Fix::review(format!("write `{}`, if the account is one of {}", home.id, home.name), vec![Edit::replace(span, home.id)])
}
