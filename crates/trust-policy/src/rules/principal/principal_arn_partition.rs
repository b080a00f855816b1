//! An ARN of a principal has a partition that does not exist.
//!
//! ## What it checks
//! The second part of the ARNs of principals. The partitions are `aws`, `aws-cn` for China, `aws-us-gov` for GovCloud
//! (US), `aws-eusc` for the European Sovereign Cloud, and `aws-iso` with its sisters.
//!
//! ## Why it matters
//! IAM finds no principal in a partition that does not exist, and refuses the policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws-gov:iam::111122223333:root" },
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
//!       "Principal": { "AWS": "arn:aws-us-gov:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Another case is mended safely; another name is a guess, and for review.
//!
//! ## References
//! - [Partitions](https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html)

use super::prelude::*;
use crate::aws::Partition;
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: "principal-arn-partition",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let Some(arn) = value.identity() else { continue };
        let written = arn.partition();
        if Partition::parse(written).is_some() || written.contains(['*', '?']) {
            continue;
        }
        let span = value.part(policy.document, arn.partition_range());
        let draft = out
            .report(&RULE, span)
            .why("A partition is `aws`, `aws-cn`, `aws-us-gov` or one of the few others; there is nothing elsewhere.")
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        match Partition::meant(written) {
            Some(partition) => {
                let id = partition.id;
                let sure = written.trim().eq_ignore_ascii_case(id);
                draft.message(format!("there is no partition `{written}`, did you mean `{id}`?"));
                let safety = if sure { Safety::Safe } else { Safety::Review };
                draft.fix(Fix::new(format!("write `{id}`, {}", partition.name), safety, vec![Edit::replace(span, id)]));
            }
            None => {
                draft.message(format!("there is no partition `{written}`"));
            }
        }
    }
}
