//! A condition is not an object of operators, keys and values.
//!
//! ## What it checks
//! The value of `Condition`, and of each operator in it: both are objects. A list of one object is one of the wrong
//! shapes.
//!
//! ## Why it matters
//! IAM cannot read such a condition and refuses the policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "scheduler.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": [
//!         {
//!           "StringEquals": {
//!             "aws:SourceAccount": "111122223333"
//!           }
//!         }
//!       ]
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
//!       "Principal": { "Service": "scheduler.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": {
//!           "aws:SourceAccount": "111122223333"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Condition](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::fix::layout::Json;
use crate::text::NodeId;

pub(super) const RULE: Rule = Rule {
    id: phrase!("condition-shape"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("DATA_TYPE_MISMATCH")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let Some(condition) = &statement.condition else { continue };
        if !condition.is_object {
            check_value(policy, condition.element.value, phrase!("`Condition` is an object with operators"), "", out);
        }
        // What is no operator is the business of other rules, whatever it holds.
        for block in condition.operators.iter().filter(|block| block.operator.is_some()) {
            if !matches!(policy.document.value(block.value), Value::Object(_)) {
                check_value(policy, block.value, phrase!("`{}` holds an object with condition keys"), block.name, out);
            }
        }
    }
}

fn check_value(policy: &Policy<'_>, node: NodeId, message: Phrase, name: &str, out: &mut Findings<'_>) {
    let document = policy.document;
    // What is not there, or was not looked at, is a matter of the text.
    if matches!(document.value(node), Value::Missing | Value::Skipped) {
        return;
    }
    let why = phrase!("A condition is an object of operators, each an object of keys with their values.");
    let draft = out.tell(&RULE, document.span(node), message, &[name], why);
    draft.refused(phrase!("Syntax error in policy."));
    if let [item] = document.items(node)
        && matches!(document.value(*item), Value::Object(members) if !members.is_empty())
    {
        let edit = layout::replace_value(document, node, &Json::copy(document, *item));
        draft.offer(Safety::Safe, phrase!("remove the list around it"), edit);
    }
}
