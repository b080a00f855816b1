//! A Region does not exist.
//!
//! ## What it checks
//! Values of `aws:RequestedRegion` that are not shaped like the name of a Region, or that are a letter from a known one. A name
//! that is merely unknown is said to be unknown: new Regions open every year.
//!
//! ## Why it matters
//! The key holds names such as `eu-west-1`. Of another value the test never holds.
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
//!         "StringEquals": { "aws:RequestedRegion": "euwest1" }
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
//!         "StringEquals": { "aws:RequestedRegion": "eu-west-1" }
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
//! - [aws:RequestedRegion](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requestedregion)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::regions;
use crate::aws::{distance, is_region, same_letters};
use crate::text::before_marks;

pub(super) const RULE: Rule = Rule {
    id: phrase!("region-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_REGION")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || !tested.test.is("aws:RequestedRegion") || tested.ignores_case() {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        if text.is_empty() || !value.is_filled_in() || !tested.is_literal(value) {
            continue;
        }
        let (mut meant, mut near) = (None, None);
        let mut known = false;
        for row in regions() {
            let region = before_marks(row, b" ").0;
            known |= region == text;
            // Another case or other marks, or the name of an Availability Zone.
            let zone = text.strip_prefix(region).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_lowercase());
            if zone || same_letters(region, text) {
                meant = Some(region);
            } else if area(region) != area(text) && distance(region, text, 1).is_some() {
                near = near.or(Some(region));
            }
        }
        if known {
            continue;
        }
        if let Some(meant) = meant {
            let why = phrase!("The key holds the name of the Region as its endpoints have it.");
            let finding = out.at_value(&RULE, value, phrase!("`{}` is not a Region, did you mean `{}`?"), meant, why);
            tested.write(finding, value, meant);
        } else if let Some(near) = near {
            let why = phrase!("The key holds the name of the Region as its endpoints have it.");
            out.at_value(&RULE, value, phrase!("`{}` is not known as a Region, did you mean `{}`?"), near, why)
                .severity(Severity::Warning)
                .confidence(Confidence::Medium);
        } else if is_region(text) {
            out.at_value(&RULE, value, phrase!("`{}` is not known as a Region"), "", phrase!("If it does not exist, the test never holds."))
                .severity(Severity::Suggestion)
                .confidence(Confidence::Low);
        } else {
            out.at_value(&RULE, value, phrase!("`{}` is not the name of a Region"), "", phrase!("The key holds names such as `eu-west-1`."));
        }
    }
}

/// The name without its number: another number may be a new Region.
fn area(name: &str) -> &str {
    name.get(..name.len().saturating_sub(1)).unwrap_or_default()
}
