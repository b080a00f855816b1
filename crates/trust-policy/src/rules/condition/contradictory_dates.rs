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
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        for (block, test) in statement.tests() {
            let (Some("DateGreaterThan" | "DateGreaterThanEquals"), [start]) = (name(block), test.values.as_slice()) else {
                continue;
            };
            let end = statement.tests().find(|(other, same)| {
                matches!(name(other), Some("DateLessThan" | "DateLessThanEquals")) && same.is(&test.name)
            });
            let Some((_, end)) = end else { continue };
            let [end] = end.values.as_slice() else { continue };
            let (Some(opens), Some(closes)) = (Moment::parse(&start.text), Moment::parse(&end.text)) else { continue };
            if closes > opens {
                continue;
            }
            let edits = vec![
                layout::replace_string(policy.document, start.node, &end.text),
                layout::replace_string(policy.document, end.node, &start.text),
            ];
            let finding = out
                .report(&RULE, end.span)
                .message(format!("the window closes at `{}`, before it opens", end.text))
                .why("No moment is after the start and before the end, so the statement never applies.")
                .label(start.span, "opens here");
            if closes != opens {
                finding.fix(Fix::review("swap the two dates", edits));
            }
        }
    }
}

fn name(block: &OperatorBlock<'_>) -> Option<&'static str> {
    block.operator.filter(|operator| !operator.if_exists && operator.qualifier.is_none()).map(|operator| operator.name)
}
