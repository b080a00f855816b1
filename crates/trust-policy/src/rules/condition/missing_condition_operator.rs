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
    id: "missing-condition-operator",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some("INVALID_CONDITION_OPERATOR"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for condition in policy.statements.iter().filter_map(|statement| statement.condition.as_ref()) {
        for block in condition.operators.iter().filter(|block| block.is_key() && !block.is_swapped()) {
            let name = &block.name;
            let finding = out
                .report(&RULE, block.key.content)
                .message(format!("`{name}` has no operator around it"))
                .why("A condition names the operator first, and under it the keys with their values.")
                .refused_somehow();
            let operator = operator_for(policy.document, block);
            let plain = !matches!(policy.document.value(block.value), Value::Object(_) | Value::Missing | Value::Null);
            // Two operators of one name in a condition would be a fault of their own.
            if plain && condition.operators.iter().all(|other| other.name != operator) {
                let end = policy.document.span(block.value).end;
                let open = Edit::insert(block.key.span.start, format!("\"{operator}\": {{ "));
                finding.fix(Fix::safe(format!("put it under `{operator}`"), vec![open, Edit::insert(end, " }")]));
            }
        }
    }
}

/// The operator that fits the type of the key and the values.
fn operator_for(document: &Document<'_>, block: &OperatorBlock<'_>) -> &'static str {
    let wildcard = || document.span(block.value).of(document.text).contains('*');
    match condition_key(&block.name).map(|key| key.value_type) {
        Some(ValueType::Bool) => "Bool",
        Some(ValueType::Numeric) => "NumericEquals",
        Some(ValueType::Date) => "DateEquals",
        Some(ValueType::IpAddress) => "IpAddress",
        Some(ValueType::Arn) => "ArnLike",
        _ if wildcard() => "StringLike",
        _ => "StringEquals",
    }
}
