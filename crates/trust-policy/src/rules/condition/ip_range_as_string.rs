//! An address range is compared as text.
//!
//! ## What it checks
//! CIDR ranges as values of address keys under `StringEquals` and its like.
//!
//! ## Why it matters
//! A string operator compares letter by letter, and no caller has an address with a slash in it. `IpAddress` is the
//! operator for ranges.
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
//!         "StringEquals": { "aws:SourceIp": "203.0.113.0/24" }
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
use crate::aws::catalogue::ValueType;

pub(super) const RULE: Rule = Rule {
    id: phrase!("ip-range-as-string"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("TYPE_MISMATCH")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::String) || tested.value_type != Some(ValueType::IpAddress) {
        return;
    }
    let Some(range) = tested.test.values.iter().find(|value| value.text.contains('/')) else { return };
    let why = phrase!("Only `IpAddress` asks whether an address lies in a range.");
    let finding = out.at_value(&RULE, range, phrase!("the range `{}` is compared letter by letter"), "", why);
    finding.label(tested.block.key.content, phrase!("knows no ranges"));
    tested.retest(finding, if tested.negated { "NotIpAddress" } else { "IpAddress" }, tested.mending());
}
