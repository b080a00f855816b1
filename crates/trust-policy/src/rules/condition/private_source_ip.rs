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
//!         "IpAddress": { "aws:VpcSourceIp": "10.0.0.0/8" },
//!         "StringEquals": { "aws:SourceVpc": "vpc-0123456789abcdef0" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The repair lets in callers behind a VPC endpoint, whom nobody asked for before: it is for review. Which VPC is meant, if
//! the statement does not say so, only the writer knows.
//!
//! ## References
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::IpRange;

pub(super) const RULE: Rule = Rule {
    id: phrase!("private-source-ip"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("PRIVATE_IP_ADDRESS")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::IpAddress) || !tested.test.is("aws:SourceIp") {
        return;
    }
    let mut first = None;
    let mut all = true;
    for value in &tested.test.values {
        if IpRange::parse(value.text).is_some_and(IpRange::is_private) {
            first = first.or(Some(value));
        } else {
            all = false;
        }
    }
    let Some(first) = first else { return };
    let why = phrase!("It is the public address of the caller; behind a VPC endpoint `aws:VpcSourceIp` is the private one.");
    let finding = out
        .at_value(&RULE, first, phrase!("`aws:SourceIp` is never the private address `{}`"), "", why)
        .aws_check(Some(match (all, tested.negated) {
            (true, false) => phrase!("PRIVATE_IP_ADDRESS"),
            (true, true) => phrase!("PRIVATE_NOT_IP_ADDRESS"),
            (false, false) => phrase!("PRIVATE_IP_ADDRESS_SUBSET"),
            (false, true) => phrase!("PRIVATE_NOT_IP_ADDRESS_SUBSET"),
        }));
    if !all {
        finding.severity(Severity::Suggestion);
    } else if tested.block.tests_key("aws:VpcSourceIp") {
    } else if tested.names_network() || !tested.allows || tested.negated {
        tested.rename(finding, "aws:VpcSourceIp", Safety::Review, phrase!("test `{}`"));
    } else if let Some(mut edits) = condition_fix::add_test(
        tested.policy.document,
        tested.statement,
        "StringEquals",
        "aws:SourceVpc",
        layout::Json::string("<VPC_ID>"),
    ) {
        // Every network has the same private addresses.
        edits.push(layout::rename(tested.test.key, "aws:VpcSourceIp"));
        finding.fix(Fix::new(phrase!("test `aws:VpcSourceIp` and the VPC"), Safety::FillIn, edits));
    }
}
