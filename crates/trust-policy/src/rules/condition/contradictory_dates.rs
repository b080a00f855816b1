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
use crate::aws::Moment;

pub(super) const RULE: Rule = Rule {
    id: "contradictory-dates",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::Date) || !is_bound(tested.block, "DateGreaterThan") {
        return;
    }
    let Some(end) = tested.same_key(|block, _| is_bound(block, "DateLessThan")) else { return };
    let ([start], [end]) = (tested.test.values.as_slice(), end.values.as_slice()) else { return };
    let (Some(opens), Some(closes)) = (Moment::parse(start.text), Moment::parse(end.text)) else { return };
    if closes > opens {
        return;
    }
    let why = "No moment is in it, so the statement never applies.";
    let finding = out.at_value(&RULE, end, "the window closes at `{}`, before it opens", "", why);
    finding.label(start.span, "opens here");
    if closes != opens {
        let document = tested.policy.document;
        let edits = layout::replace_string(document, start.node, end.text)
            .and(layout::replace_string(document, end.node, start.text));
        finding.fix(Fix::review("swap the two dates", edits));
    }
}

/// Whether the operator is this one or its `…Equals`.
fn is_bound(block: &OperatorBlock<'_>, name: &str) -> bool {
    block.operator.is_some_and(|operator| {
        let equals = operator.name.strip_prefix(name).is_some_and(|rest| matches!(rest, "" | "Equals"));
        equals && !operator.if_exists && operator.qualifier.is_none()
    })
}
