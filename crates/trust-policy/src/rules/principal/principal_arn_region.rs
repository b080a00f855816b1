//! An ARN of a principal has a Region.
//!
//! ## What it checks
//! The fourth part of the ARNs of principals.
//!
//! ## Why it matters
//! IAM is the same in every Region of a partition, so its ARNs have no Region: two colons follow the service. IAM
//! refuses a principal with a Region.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam:us-east-1:111122223333:root" },
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
//! ## References
//! - [IAM ARNs](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-arn-region"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity().filter(|arn| !arn.region().is_empty()) else { return };
    at.refuse_part(out, &RULE, arn.region_range(), phrase!("IAM is the same in every Region, and its ARNs name none."))
        .tells(phrase!("the ARN of a principal has no Region, and this one has `{}`"), &[arn.region()])
        .here(Safety::Safe, phrase!("remove the Region"), "");
}
