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
    id: "principal-arn-region",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let Some(arn) = value.identity() else { continue };
        let region = arn.region();
        if region.is_empty() {
            continue;
        }
        let span = value.part(policy.document, arn.region_range());
        out.report(&RULE, span)
            .message(format!("the ARN of a principal has no Region, and this one has `{region}`"))
            .why("IAM is the same in every Region; its ARNs have nothing between the service and the account.")
            .refused(invalid_principal(group.kind_or_aws(), &value.text))
            .fix(Fix::safe("remove the Region", vec![Edit::delete(span)]));
    }
}
