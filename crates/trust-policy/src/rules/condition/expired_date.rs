//! A statement no longer applies.
//!
//! ## What it checks
//! `Allow` statements whose window, by `DateLessThan` or `DateEquals` on `aws:CurrentTime` or `aws:EpochTime`, was over when the
//! tables of this checker were compiled (2026-11-23).
//!
//! ## Why it matters
//! After the date the test never holds again. If no other statement lets them in, the callers are refused from one second
//! to the next, and nothing in the policy changed.
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
//!         "DateLessThan": { "aws:CurrentTime": "2021-06-30T23:59:59Z" }
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
//!         "DateLessThan": { "aws:CurrentTime": "2030-06-30T23:59:59Z" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [Troubleshooting roles](https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html)

use super::prelude::*;
use crate::aws::TODAY;

pub(super) const RULE: Rule = Rule {
    id: phrase!("expired-date"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let compares = matches!(tested.family, Some(OperatorFamily::Date | OperatorFamily::Numeric));
    if !compares || !tested.allows || !tested.is(&["aws:CurrentTime", "aws:EpochTime"]) {
        return;
    }
    let window = tested.statement.window(tested.test.name);
    let Some(closes) = window.closes else { return };
    // A window that never opened has a rule of its own.
    if closes.moment > TODAY || closes.test.value != tested.test.value || window.is_empty() {
        return;
    }
    let mut others = 0;
    for statement in tested.policy.allows() {
        others += usize::from(statement.node != tested.statement.node);
    }
    let why = phrase!("The test does not hold any more, so nobody gets in by this statement.");
    let finding = out.at_value(&RULE, closes.value, phrase!("the window closed at `{}`"), "", why);
    finding.help(phrase!("Remove the statement if the access has ended; else write a later date."));
    if others > 0 {
        finding.severity(Severity::Warning);
    }
}
