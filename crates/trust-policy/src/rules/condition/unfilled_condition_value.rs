//! A condition value was never filled in.
//!
//! ## What it checks
//! Placeholders in condition values: `<ACCOUNT_ID>`, `${var.name}`, `{{ id }}`, `YOUR_EXTERNAL_ID`. Policy variables
//! such as `${aws:username}` are none.
//!
//! ## Why it matters
//! The value is compared as it stands, and no request has it: the test never holds.
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
//!         "StringEquals": { "sts:ExternalId": "<EXTERNAL_ID>" }
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
//! ## References
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unfilled-condition-value"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    for value in &tested.test.values {
        if tested.operator.is_some() && value.is_placeholder() {
            out.at_value(&RULE, value, phrase!("`{}` was never filled in"), "", phrase!("No request has this value."));
        }
    }
}
