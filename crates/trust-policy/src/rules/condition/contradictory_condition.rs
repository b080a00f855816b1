//! Two tests of one key never hold at once.
//!
//! ## What it checks
//! Two tests of the same key in a statement where no value that the one asks for satisfies the other.
//!
//! ## Why it matters
//! All tests of a condition must hold. An `Allow` with these two lets nobody in, a `Deny` keeps nobody out.
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
//!         "StringEquals": { "aws:PrincipalAccount": "111122223333" },
//!         "StringNotEquals": {
//!           "aws:PrincipalAccount": ["111122223333", "444455556666"]
//!         }
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
//!         "StringEquals": { "aws:PrincipalAccount": "111122223333" },
//!         "StringNotEquals": { "aws:PrincipalAccount": "444455556666" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [The Condition element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)

use super::prelude::*;
use crate::aws::Template;

pub(super) const RULE: Rule = Rule {
    id: "contradictory-condition",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in policy.statements.iter().filter(|statement| statement.tests().nth(1).is_some()) {
        for (block, test) in statement.tests().filter(|(block, test)| asks_exactly(block, test)) {
            let contradicts = |(other, same): &(&OperatorBlock<'_>, &ConditionKeyTest<'_>)| {
                let later = other.index > block.index || !asks_exactly(other, same);
                other.index != block.index && same.is(&test.name) && later && excludes_all(other, same, test)
            };
            let Some((_, other)) = statement.tests().find(contradicts) else { continue };
            out.report(&RULE, other.key.content)
                .message(format!("no value of `{}` satisfies both of its tests", test.name))
                .why(match statement.effect() {
                    Effect::Allow => "All tests must hold, and these two never do at once, so the statement lets nobody in.",
                    Effect::Deny => "All tests must hold, and these two never do at once, so the statement keeps nobody out.",
                })
                .label(test.key.content, "the other test")
                .help("Put the values of both into one list if either is meant, or remove one of the tests.");
        }
    }
}

/// Whether a test asks for one of some values, each written in full.
fn asks_exactly(block: &OperatorBlock<'_>, test: &ConditionKeyTest<'_>) -> bool {
    let Some(operator) = block.operator.filter(|operator| text_like(*operator) && operator.qualifier.is_none()) else { return false };
    let full = |value: &ConditionValue<'_>| !value.text.contains("${") && !value.is_placeholder();
    let literal = |value: &ConditionValue<'_>| full(value) && value.text.len() < 120 && !value.text.contains(['*', '?']);
    let exact = operator.name == "StringEquals" || operator.has_wildcards();
    exact && block.demands_value(test) && !test.values.is_empty() && test.values.iter().all(literal)
}

/// Whether the other test holds for none of the values.
fn excludes_all(other: &OperatorBlock<'_>, same: &ConditionKeyTest<'_>, test: &ConditionKeyTest<'_>) -> bool {
    let plain = |operator: &Operator| text_like(*operator) && operator.qualifier.is_none() && !operator.name.ends_with("IgnoreCase");
    let Some(operator) = other.operator.filter(plain) else { return false };
    // So many values that comparing each with each is no longer cheap are no slip of the hand.
    if same.values.is_empty() || same.values.len() * test.values.len() > 1024 || same.values.iter().any(|value| value.text.contains("${")) {
        return false;
    }
    let wildcards = operator.has_wildcards();
    let matched = |value: &ConditionValue<'_>| {
        same.values.iter().any(|pattern| Template(&value.text).meets(&pattern.text, wildcards))
    };
    test.values.iter().all(|value| matched(value) == operator.negated)
}

fn text_like(operator: Operator) -> bool {
    matches!(operator.family, OperatorFamily::String | OperatorFamily::Arn)
}
