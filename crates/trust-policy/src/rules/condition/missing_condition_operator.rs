//! A condition holds a key without an operator.
//!
//! ## What it checks
//! A condition key directly under `Condition`, with its value and no operator around it.
//!
//! ## Why it matters
//! IAM reads the key as an operator that it does not know, and refuses the policy.
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
//!         "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789"
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [The Condition element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)

use super::prelude::*;
use crate::aws::catalogue::{ValueType, condition_key};

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-condition-operator"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("INVALID_CONDITION_OPERATOR")),
    check: Check::Operator(check),
};

fn check(at: &Operated<'_, '_>, out: &mut Findings<'_>) {
    let Operated { policy, condition, block } = *at;
    if !block.is_key() || block.is_swapped() {
        return;
    }
    let finding = out
        .report(&RULE, block.key.content)
        .tells(phrase!("`{}` has no operator around it"), &[block.name])
        .why(phrase!("A condition names the operator first, and under it the keys with their values."))
        .refused_somehow();
    let span = policy.document.span(block.value);
    let value_type = condition_key(block.name).map_or(ValueType::String, |key| key.value_type);
    let [_, operator, _] = *operators_for(value_type, span.of(policy.document.text).contains('*'));
    let plain = !matches!(policy.document.value(block.value), Value::Object(_) | Value::Missing | Value::Null);
    if plain && !condition.has_operator(operator) {
        let open = Edit::insert(block.key.span.start, filled(phrase!("\"{}\": { "), &[operator]));
        finding.fix(Fix::safe(filled(phrase!("put it under `{}`"), &[operator]), open.and(Edit::insert(span.end, " }"))));
    }
}
