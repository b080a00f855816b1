//! A key must be missing and have a value.
//!
//! ## What it checks
//! `Null` with `true` beside another test that demands a value of the same key.
//!
//! ## Why it matters
//! All tests of a condition must hold, and these two never do at once. An `Allow` lets nobody in, a `Deny` keeps nobody
//! out.
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" },
//!         "Null": { "aws:MultiFactorAuthPresent": "true" }
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" }
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
    id: "contradictory-null-check",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        for (block, test) in statement.tests() {
            let null = block.operator.is_some_and(|operator| operator.family == OperatorFamily::Null && operator.qualifier.is_none());
            let absent = test.values.iter().all(|value| value.text.eq_ignore_ascii_case("true")) && !test.values.is_empty();
            if !null || !absent {
                continue;
            }
            let demanded = statement.tests().find(|(other, same)| same.is(&test.name) && other.demands_value(same));
            let Some((_, demanded)) = demanded else { continue };
            let finding = out
                .report(&RULE, test.key.content)
                .message(format!("`{}` must be missing and have a value", test.name))
                .why(match statement.effect() {
                    Effect::Allow => "All tests must hold, and these two never do at once, so the statement lets nobody in.",
                    Effect::Deny => "All tests must hold, and these two never do at once, so the statement keeps nobody out.",
                })
                .label(demanded.key.content, "a value is demanded here");
            let edits = condition_fix::remove_test(policy.document, statement, block, test);
            let narrows = statement.effect() == Effect::Deny;
            finding.fix(Fix::narrowing(narrows, "remove the `Null` test", edits));
        }
    }
}
