//! An address test has a value that is no IP address or range.
//!
//! ## What it checks
//! Values under `IpAddress` and `NotIpAddress` that are no address and no CIDR range, and ranges with bits behind their
//! prefix.
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
    id: "ip-address-value",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("TYPE_MISMATCH_IP_RANGE"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        if block.operator.is_none_or(|operator| operator.family != OperatorFamily::IpAddress) {
            continue;
        }
        for value in test.values.iter().filter(|value| !value.is_joined() && !value.is_placeholder()) {
            let replace = |text: &str| vec![layout::replace_string(policy.document, value.node, text)];
            let Some(range) = IpRange::parse(&value.text) else {
                let finding = out
                    .report(&RULE, value.span)
                    .message(format!("`{}` is not an IP address or a CIDR range", value.text))
                    .why("The address of the caller is compared with ranges; nothing is in a range that is none.");
                let narrows = statement.mending_narrows(block, test);
                match mended(&value.text) {
                    Some(meant) => finding.fix(Fix::narrowing(narrows, format!("write `{meant}`"), replace(&meant))),
                    None => finding.fix(Fix::fill_in("name a range", replace("<CIDR_RANGE>"))),
                };
                continue;
            };
            if let Some(tight) = range.tightened() {
                out.report(&RULE, value.span)
                    .message(format!("`{}` is the range `{tight}`", value.text))
                    .why("The bits behind the prefix are ignored; written without them the range says what it holds.")
                    .severity(Severity::Suggestion)
                    .aws_check(Some("IMPROVE_IP_RANGE"))
                    .fix(Fix::safe(format!("write `{tight}`"), replace(&tight)));
            }
        }
    }
}

/// The range that is meant by `203.0.113.*` or by one with blanks around it.
fn mended(text: &str) -> Option<String> {
    let trimmed = text.trim();
    if IpRange::parse(trimmed).is_some() {
        return Some(trimmed.to_owned());
    }
    let stars = trimmed.matches(".*").count();
    let start = trimmed.trim_end_matches(".*");
    let range = format!("{start}{}/{}", ".0".repeat(stars), 32 - 8 * stars.min(3));
    ((1..=3).contains(&stars) && IpRange::parse(&range).is_some()).then_some(range)
}
