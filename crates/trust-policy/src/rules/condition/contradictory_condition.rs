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
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let (block, test) = (tested.block, tested.test);
    if !asks_exactly(block, test) {
        return;
    }
    for (other, same) in tested.statement.tests() {
        if other.index == block.index || !same.is(test.name) {
            continue;
        }
        let later = other.index > block.index || !asks_exactly(other, same);
        if !later || !excludes_all(other, same, test) {
            continue;
        }
        out.report(&RULE, same.key.content)
            .tells("no value of `{}` satisfies both of its tests", &[test.name])
            .label(test.key.content, "the other test")
            .help("Put the values of both into one list if either is meant.")
            .why_so("Both tests must hold", tested.allows);
        return;
    }
}

/// Whether a test asks for one of some values, each written in full.
fn asks_exactly(block: &OperatorBlock<'_>, test: &ConditionKeyTest<'_>) -> bool {
    let Some(operator) = text_operator(block) else { return false };
    let exact = operator.name == "StringEquals" || operator.has_wildcards();
    if !exact || !block.demands_value(test) || test.values.is_empty() {
        return false;
    }
    test.values.iter().all(|value| {
        let pattern = value.has_variable || value.has_star || value.text.contains('?');
        !pattern && !value.is_placeholder() && value.text.len() < 120
    })
}

/// Whether the other test holds for none of the values.
fn excludes_all(other: &OperatorBlock<'_>, same: &ConditionKeyTest<'_>, test: &ConditionKeyTest<'_>) -> bool {
    let Some(operator) = text_operator(other).filter(|operator| !operator.name.ends_with("IgnoreCase")) else { return false };
    // So many values that comparing each with each is no longer cheap are no slip of the hand.
    if same.values.is_empty() || same.values.len() * test.values.len() > 1024 || same.values.iter().any(|value| value.has_variable) {
        return false;
    }
    for value in &test.values {
        let meets = |pattern: &ConditionValue<'_>| Template(value.text).meets(pattern.text, operator.has_wildcards());
        if same.values.iter().any(meets) != operator.negated {
            return false;
        }
    }
    true
}

/// The operator, when it compares text and has no qualifier.
fn text_operator(block: &OperatorBlock<'_>) -> Option<Operator> {
    block.operator.filter(|operator| {
        matches!(operator.family, OperatorFamily::String | OperatorFamily::Arn) && operator.qualifier.is_none()
    })
}
