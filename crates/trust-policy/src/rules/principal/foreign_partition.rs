//! A principal is in another partition than the role.
//!
//! ## What it checks
//! The partitions of the ARNs of principals and of the values of `aws:PrincipalArn` and `aws:SourceArn`, compared with the
//! role where it is known, and else with the other principals.
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
    id: phrase!("foreign-partition"),
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
                let Some(arn) = value.identity().filter(|arn| is_foreign(arn, home)) else { continue };
                let span = value.part(policy.document, arn.partition_range());
                let removal = || principals::remove_beside_others(policy.document, principal, group, value);
                if let Some(draft) = report(policy, out, &arn, span, home, Some(&removal)) {
                    draft.refused_as(invalid_principal(group.kind_or_aws(), value.text));
                }
            }
        }
    }
    for (_, block, test) in policy.tests() {
        let source = test.is("aws:SourceArn");
        if block.operator.is_none_or(|operator| operator.negated) || !(source || test.is("aws:PrincipalArn")) {
            continue;
        }
        for value in &test.values {
            let Some(arn) = Arn::parse(value.text).filter(|arn| is_foreign(arn, home)) else { continue };
            let span = policy.document.part(value.span, arn.partition_range());
            if let Some(draft) = report(policy, out, &arn, span, home, None).filter(|_| source) {
                draft
                    .tells(phrase!("the source of this call is in `{}`, and the role in `{}`"), &[arn.partition(), home.id])
                    .why(phrase!("Partitions know nothing of each other: no resource of one makes a service call in another."));
            }
        }
    }
}

/// Nearly all are at home.
fn is_foreign(arn: &Arn<'_>, home: Partition) -> bool {
    arn.partition() != home.id
}

/// A finding, when the ARN is of another partition; a principal may also be removed.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn report<'o, 'r>(
    policy: &Policy<'_>,
    out: &'o mut Findings<'r>,
    arn: &Arn<'_>,
    span: Span,
    home: Partition,
    removal: Option<&dyn Fn() -> Option<Edit>>,
) -> Option<&'o mut Draft<'r>> {
    let partition = Partition::parse(arn.partition())?.id;
    let known = policy.role.partition().is_some();
    let message = match (removal.is_some(), known) {
        (true, true) => phrase!("this principal is in `{}`, and the role in `{}`"),
        (true, false) => phrase!("this principal is in `{}`, and the other principals in `{}`"),
        (false, true) => phrase!("this condition asks for a principal in `{}`, and the role is in `{}`"),
        (false, false) => phrase!("this condition asks for a principal in `{}`, and the other principals are in `{}`"),
    };
    let draft = out
        .report(&RULE, span)
        .tells(message, &[partition, home.id])
        .why(phrase!("A role trusts only principals of its own partition; an account of one does not exist in another."))
        .confidence(if known { RULE.confidence } else { Confidence::Medium });
    if let Some(removal) = removal.and_then(|removal| removal()) {
        draft.offer(Safety::Review, phrase!("remove it"), removal);
    }
    let title = filled(phrase!("write `{}`, if the account is one of {}"), &[home.id, home.name]);
    Some(draft.fix(Fix::review(title, Edit::replace(span, home.id).alone())))
}
