//! A time window closes before it opens.
//!
//! ## What it checks
//! `DateGreaterThan` and `DateLessThan` on one key where the end is not after the start.
//!
//! ## Why it matters
//! No moment is after the one and before the other, so the statement never applies.
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
//!         "DateGreaterThan": { "aws:CurrentTime": "2030-01-01T00:00:00Z" },
//!         "DateLessThan": { "aws:CurrentTime": "2026-11-01T00:00:00Z" }
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
//!         "DateGreaterThan": { "aws:CurrentTime": "2026-11-01T00:00:00Z" },
//!         "DateLessThan": { "aws:CurrentTime": "2030-01-01T00:00:00Z" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Whether the two dates were swapped or one of them is wrong, only the writer knows: the repair is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)

use super::prelude::*;
use crate::aws::TODAY;

pub(super) const RULE: Rule = Rule {
    id: phrase!("contradictory-dates"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::Date) {
        return;
    }
    let window = tested.statement.window(tested.test.name);
    let (Some(opens), Some(closes)) = (window.opens, window.closes) else { return };
    // Said once, of the test that closes the window.
    if !window.is_empty() || closes.test.value != tested.test.value {
        return;
    }
    let why = phrase!("No moment is in it, so the statement never applies.");
    let finding = out.at_value(&RULE, closes.value, phrase!("the window closes at `{}`, before it opens"), "", why);
    finding.label(opens.value.span, phrase!("opens here"));
    // Swapped, an `Allow` that is over already would be no better.
    let lasts = opens.moment > TODAY || !tested.allows;
    if lasts && closes.moment != opens.moment && opens.test.values.len() + closes.test.values.len() == 2 {
        let document = tested.policy.document;
        let edits = layout::replace_string(document, opens.value.node, closes.value.text)
            .and(layout::replace_string(document, closes.value.node, opens.value.text));
        finding.fix(Fix::review(phrase!("swap the two dates"), edits));
    }
}
