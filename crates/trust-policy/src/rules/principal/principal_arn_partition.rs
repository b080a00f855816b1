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
use crate::rules::has_wildcard;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-arn-partition"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity() else { return };
    let written = arn.partition();
    if Partition::parse(written).is_some() || has_wildcard(written) {
        return;
    }
    let why = phrase!("A partition is `aws`, `aws-cn`, `aws-us-gov` or one of the few others.");
    let draft = at.refuse_part(out, &RULE, arn.partition_range(), why).tells(phrase!("there is no partition `{}`"), &[written]);
    if let Some(Partition { id, .. }) = Partition::meant(written) {
        let safety = if written.trim().eq_ignore_ascii_case(id) { Safety::Safe } else { Safety::Review };
        draft.write(safety, id);
    }
}
