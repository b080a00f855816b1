//! A VPC or its endpoint is not named by its id.
//!
//! ## What it checks
//! Values of `aws:SourceVpc` that are not `vpc-` and 8 or 17 letters or digits, of `aws:SourceVpce` that are not `vpce-` and as
//! many, and the one under the key of the other.
//!
//! ## Why it matters
//! The keys hold these ids and nothing else. Of another value the test never holds.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceVpc": "vpce-0123456789abcdef0" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceVpce": "vpce-0123456789abcdef0" }
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
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("network-id-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || tested.ignores_case() {
        return;
    }
    let endpoint = tested.test.is("aws:SourceVpce");
    if !endpoint && !tested.is(&["aws:SourceVpc", "aws:Ec2InstanceSourceVpc"]) {
        return;
    }
    let [(prefix, _, code), (other_prefix, other, _)] = match endpoint {
        true => [ENDPOINT, VPC],
        false => [VPC, ENDPOINT],
    };
    for value in &tested.test.values {
        let text = value.text.trim();
        if text.is_empty() || !value.is_filled_in() || !tested.is_literal(value) || is_id(text, prefix) {
            continue;
        }
        let swapped = text.starts_with(other_prefix);
        let other = if swapped { other } else { "" };
        let message = if swapped { phrase!("`{}` is the id of {}") } else { phrase!("`{}` is not an id that the key holds") };
        let why = phrase!("The ids are `vpc-` or `vpce-` and 8 or 17 letters or digits.");
        let finding = out.at_value(&RULE, value, message, other, why).aws_check(Some(code));
        let key = if endpoint { "aws:SourceVpc" } else { "aws:SourceVpce" };
        if swapped && tested.test.values.len() == 1 && !tested.block.tests_key(key) {
            tested.rename(finding, key, tested.mending(), phrase!("test `{}`"));
        } else if text.starts_with(prefix) {
            // Only its length is wrong, as in examples.
            finding.severity(Severity::Warning);
        }
    }
}

/// The prefix of the id, what it belongs to, and the check.
const VPC: (&str, &str, Phrase) = ("vpc-", "a VPC", phrase!("INVALID_VPC_FORMAT"));
const ENDPOINT: (&str, &str, Phrase) = ("vpce-", "a VPC endpoint", phrase!("INVALID_VPCE_FORMAT"));

fn is_id(text: &str, prefix: &str) -> bool {
    let id = text.strip_prefix(prefix).unwrap_or_default();
    matches!(id.len(), 8 | 17) && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
