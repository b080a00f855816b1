//! A private address is trusted in every network.
//!
//! ## What it checks
//! `aws:VpcSourceIp` in an `Allow` that tests neither `aws:SourceVpc` nor `aws:SourceVpce`.
//!
//! ## Why it matters
//! Private ranges are the same in every VPC. Whoever calls from `10.0.0.0/8` of a network of their own passes the test.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "IpAddress": { "aws:VpcSourceIp": "10.0.0.0/8" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
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
//! The repair holds a placeholder: only the writer knows the VPC.
//!
//! ## References
//! - [aws:VpcSourceIp](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpcsourceip)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unpaired-private-address"),
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("MISSING_PAIRED_CONDITION_KEYS")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let trusts = tested.allows && tested.compares() && !tested.negated;
    if !trusts || !tested.test.is("aws:VpcSourceIp") || tested.names_network() {
        return;
    }
    let why = phrase!("Private addresses are the same in every network, also in those of others.");
    let finding = tested.at_key(out, &RULE, phrase!("`{}` does not say in which network the address is"), "", why);
    finding.offer_test(tested.policy.document, tested.statement, "aws:SourceVpc", "<VPC_ID>", Safety::FillIn);
}
