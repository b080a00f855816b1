//! A condition value begins or ends with a blank.
//!
//! ## What it checks
//! White space at the start or the end of values of text, ARN and date conditions.
//!
//! ## Why it matters
//! Text is compared letter by letter, blanks included. The values that AWS sends have none at their ends, so the test
//! never holds.
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890 " }
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890" }
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

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("blank-in-condition-value"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    // Other types have a rule each for values that they cannot read.
    if !matches!(tested.family, Some(OperatorFamily::String | OperatorFamily::Arn)) {
        return;
    }
    for value in &tested.test.values {
        let trimmed = value.text.trim();
        if trimmed.len() == value.text.len() || trimmed.is_empty() || value.is_joined() {
            continue;
        }
        let why = phrase!("Text is compared letter by letter, and what AWS sends has no blanks around it.");
        let finding = out.at_value(&RULE, value, phrase!("there is a blank around `{}`"), "", why);
        tested.replace(finding, value, trimmed, tested.mending(), phrase!("remove the blank"));
    }
}
