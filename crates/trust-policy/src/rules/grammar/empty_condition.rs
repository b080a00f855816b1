//! A condition is empty.
//!
//! ## What it checks
//! `Condition` with `{}`, and operators without a key.
//!
//! ## Why it matters
//! It limits nothing. IAM takes it; leaving it out says the same.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {}
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)
//! - [Condition](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)

use super::prelude::*;
use crate::policy::{ConditionBlock, OperatorBlock};

pub(super) const RULE: Rule = Rule {
    id: phrase!("empty-condition"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("EMPTY_OBJECT_CONDITION")),
    check: Check::Policy(check),
};

const WHY: Phrase = phrase!("What is empty always holds.");

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let Some(condition) = &statement.condition else { continue };
        let document = policy.document;
        if is_empty(document, condition) {
            out.tell(&RULE, document.span(condition.element.value), phrase!("the condition is empty"), &[], WHY)
                .offer_removal(Safety::Safe, document, statement.node, condition.element.index);
            continue;
        }
        for block in condition.operators.iter().filter(|block| has_no_keys(document, block)) {
            out.tell(&RULE, document.span(block.value), phrase!("`{}` compares nothing"), &[block.name], WHY)
                .offer_removal(Safety::Safe, document, condition.element.value, block.index);
        }
    }
}

/// Whether nothing would be left of the condition without what is empty.
fn is_empty(document: &Document<'_>, condition: &ConditionBlock<'_>) -> bool {
    let members = document.members(condition.element.value);
    let only_empty = condition.operators.len() == members.len();
    condition.is_object && only_empty && condition.operators.iter().all(|block| has_no_keys(document, block))
}

/// What is no operator is the business of other rules, empty or not.
fn has_no_keys(document: &Document<'_>, block: &OperatorBlock<'_>) -> bool {
    block.operator.is_some() && matches!(document.value(block.value), Value::Object(members) if members.is_empty())
}
