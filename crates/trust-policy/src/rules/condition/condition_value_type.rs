//! A condition value is not a string, number or boolean.
//!
//! ## What it checks
//! Objects, `null` and lists within lists where a value of a condition key belongs, and lists of values of several JSON
//! types.
//!
//! ## Why it matters
//! IAM compares single values, or any of a list of them; it refuses anything else. A list such as `["4711", 4712]` hides
//! what is a text and what a number; IAM Access Analyzer asks for one type.
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
//!         "StringEquals": {
//!           "sts:ExternalId": [["c0ffee12-3456-7890"]]
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
//!         "StringEquals": {
//!           "sts:ExternalId": ["c0ffee12-3456-7890"]
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [The Condition element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("condition-value-type"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("DATA_TYPE_MISMATCH")),
    check: Check::Operator(check),
};

fn check(at: &Operated<'_, '_>, out: &mut Findings<'_>) {
    let Operated { policy, block, .. } = *at;
    if block.operator.is_none() {
        return;
    }
    let document = policy.document;
    for test in &block.keys {
        if test.values.len() > 1 && test.not_scalars.is_empty() {
            look_at_mixture(document, test, out);
        }
        for node in &test.not_scalars {
            let what = match document.value(*node) {
                Value::Object(_) => "an object",
                Value::Array(_) => "a list within a list",
                Value::Null => "`null`",
                _ => continue,
            };
            let span = document.span(*node);
            let finding = out
                .report(&RULE, span)
                .tells(phrase!("the value of `{}` is {}"), &[test.name, what])
                .why(phrase!("A value is a string, a number, a boolean, or a list of them."))
                .refused_somehow();
            let items = document.items(*node);
            let plain = items.iter().all(|item| document.scalar(*item).is_some());
            if let (true, [first, ..], [.., last]) = (plain, items, items) {
                let inside = document.span(*first).to(document.span(*last)).of(document.text);
                finding.offer(Safety::Safe, phrase!("put its values into the outer list"), Edit::replace(span, inside));
            }
        }
    }
}

/// Values of several types in one list.
fn look_at_mixture(document: &Document<'_>, test: &ConditionKeyTest<'_>, out: &mut Findings<'_>) {
    let kind = |value: &ConditionValue<'_>| match document.value(value.node) {
        Value::Number => 1,
        Value::Bool => 2,
        _ => 0,
    };
    let Some(first) = test.values.first() else { return };
    let Some(other) = test.values.iter().find(|value| kind(value) != kind(first)) else { return };
    let mut edits = Vec::new();
    for value in &test.values {
        if kind(value) > 0 {
            edits.push(layout::replace_value(document, value.node, &layout::Json::string(value.text)));
        }
    }
    out.report(&RULE, other.span)
        .tells(phrase!("`{}` is not of the same JSON type as the value before it"), &[other.text])
        .why(phrase!("Values of one key are all strings, all numbers or all booleans."))
        .severity(Severity::Suggestion)
        .aws_check(Some(phrase!("INVALID_CONDITION_DATA_TYPE")))
        .label(first.span, phrase!("of another type"))
        .fix(Fix::new(phrase!("write strings"), Safety::Safe, edits));
}
