//! An address test has a value that is no IP address or range.
//!
//! ## What it checks
//! Values under `IpAddress` and `NotIpAddress` that are no address and no CIDR range, and IPv4 ranges with bits behind
//! their prefix.
//!
//! ## Why it matters
//! AWS cannot compare the address of the caller with it, so the test never holds.
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
//!         "IpAddress": { "aws:SourceIp": "203.0.113.0/33" }
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
//!         "IpAddress": { "aws:SourceIp": "203.0.113.0/24" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::IpRange;

pub(super) const RULE: Rule = Rule {
    id: phrase!("ip-address-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("TYPE_MISMATCH_IP_RANGE")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::IpAddress) {
        return;
    }
    for value in &tested.test.values {
        let text: &str = value.text;
        if !value.is_filled_in() || value.has_variable {
            continue;
        }
        let Some(range) = IpRange::parse(text) else {
            let why = phrase!("No address of a caller lies in it.");
            let finding = out.at_value(&RULE, value, phrase!("`{}` is not an IP address or a CIDR range"), "", why);
            match mended(text.trim()) {
                Some(meant) => tested.write(finding, value, &meant),
                None => tested.replace(finding, value, "<CIDR_RANGE>", Safety::FillIn, phrase!("name a range")),
            }
            continue;
        };
        if let Some(tight) = range.tightened() {
            let why = phrase!("The bits behind the prefix are ignored.");
            let finding = out
                .at_value(&RULE, value, phrase!("`{}` is the range `{}`"), &tight, why)
                .severity(Severity::Suggestion)
                .aws_check(Some(phrase!("IMPROVE_IP_RANGE")));
            tested.replace(finding, value, &tight, Safety::Safe, phrase!("write `{}`"));
        }
    }
}

/// The range that is meant by `203.0.113.*` or by one with blanks around it.
fn mended(text: &str) -> Option<String> {
    let mut start = text;
    let mut stars = 0;
    while let Some(rest) = start.strip_suffix(".*") {
        start = rest;
        stars += 1;
    }
    let end = ["", ".0/24", ".0.0/16", ".0.0.0/8"].get(stars)?;
    let range = filled(phrase!("{}{}"), &[start, end]);
    IpRange::parse(&range).is_some().then_some(range)
}
