//! The address of the caller is compared with a private range.
//!
//! ## What it checks
//! Private ranges (`10.0.0.0/8`, `172.16.0.0/12`, `192.168.0.0/16` and their like) as values of `aws:SourceIp`.
//!
//! ## Why it matters
//! `aws:SourceIp` is the public address of the caller and never a private one; callers behind a VPC endpoint have
//! `aws:VpcSourceIp` instead.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "IpAddress": { "aws:SourceIp": "10.0.0.0/8" }
//!       }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "IpAddress": { "aws:VpcSourceIp": "10.0.0.0/8" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The repair lets in callers behind a VPC endpoint, whom nobody asked for before: it is for review.
//!
//! ## References
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::IpRange;

pub(super) const RULE: Rule = Rule {
    id: "private-source-ip",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("PRIVATE_IP_ADDRESS"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, block, test) in policy.tests() {
        let Some(operator) = block.operator.filter(|operator| operator.family == OperatorFamily::IpAddress) else {
            continue;
        };
        if !test.is("aws:SourceIp") {
            continue;
        }
        let private = |value: &&ConditionValue<'_>| IpRange::parse(&value.text).is_some_and(IpRange::is_private);
        let count = test.values.iter().filter(private).count();
        let Some(first) = test.values.iter().find(private) else { continue };
        let finding = out
            .report(&RULE, first.span)
            .message(format!("`aws:SourceIp` is never the private address `{}`", first.text))
            .why("The key holds the public address of the caller; a private one is in `aws:VpcSourceIp`, behind a VPC endpoint.");
        let all = count == test.values.len();
        finding.aws_check(Some(match (all, operator.negated) {
            (true, false) => "PRIVATE_IP_ADDRESS",
            (true, true) => "PRIVATE_NOT_IP_ADDRESS",
            (false, false) => "PRIVATE_IP_ADDRESS_SUBSET",
            (false, true) => "PRIVATE_NOT_IP_ADDRESS_SUBSET",
        }));
        if !all {
            finding.severity(Severity::Suggestion);
        } else if block.keys.iter().all(|other| !other.is("aws:VpcSourceIp")) {
            finding.fix(Fix::review("test `aws:VpcSourceIp`", vec![layout::rename(test.key, "aws:VpcSourceIp")]));
        }
    }
}
