//! A date test has a value that is no date.
//!
//! ## What it checks
//! Values under the `Date` operators that are neither a date of ISO 8601 (`2026-11-01T00:00:00Z`) nor seconds since
//! 1970, and such seconds where AWS recommends a date.
//!
//! ## Why it matters
//! AWS cannot compare the time with it, so the test never holds.
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
//!         "DateLessThan": { "aws:CurrentTime": "2030/01/01" }
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
//!         "DateLessThan": { "aws:CurrentTime": "2030-01-01" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review. A time without its zone
//! is read as UTC. A number of seconds becomes the same moment, which is safe.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::ValueType;
use crate::aws::{Moment, TODAY};

pub(super) const RULE: Rule = Rule {
    id: phrase!("date-condition-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("TYPE_MISMATCH_DATE")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::Date) {
        return;
    }
    for value in &tested.test.values {
        let text: &str = value.text;
        // A variable cannot stand here at all; that is said of the operator.
        if value.is_placeholder() || value.has_variable {
            continue;
        }
        let Some(moment) = Moment::parse(text) else {
            let why = phrase!("A date is written as `YYYY-MM-DD`, with a time as `YYYY-MM-DDThh:mm:ssZ`.");
            let finding = out.at_value(&RULE, value, phrase!("`{}` is not a date that AWS reads"), "", why);
            // What would be over is not what anybody wants.
            let over = |date: &str| tested.allows && Moment::parse(date).is_some_and(|moment| moment <= TODAY);
            if let Some(date) = mended(text.trim()).filter(|date| !over(date)) {
                tested.write(finding, value, &date);
            }
            continue;
        };
        if Moment::is_epoch(text) && !tested.test.is("aws:EpochTime") {
            let why = phrase!("AWS recommends dates of the form `YYYY-MM-DD`.");
            let finding = out
                .at_value(&RULE, value, phrase!("`{}` is a number of seconds where a date is clearer"), "", why)
                .severity(Severity::Suggestion)
                .aws_check(Some(phrase!("INVALID_DATE_VALUE")));
            if let Some(date) = moment.written().filter(|_| tested.value_type == Some(ValueType::Date)) {
                tested.replace(finding, value, &date, Safety::Safe, phrase!("write `{}`"));
            }
        }
    }
}

/// The date that is meant, where only its marks are wrong.
fn mended(text: &str) -> Option<String> {
    let mut date = String::new();
    let mut in_time = false;
    for c in text.chars() {
        match c {
            '/' => date.push('-'),
            ' ' if in_time => {}
            ' ' => {
                in_time = true;
                date.push('T');
            }
            _ => date.push(c),
        }
    }
    if Moment::parse(&date).is_none() {
        date.push('Z');
    }
    Moment::parse(&date).is_some().then_some(date)
}
