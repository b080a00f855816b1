//! Something that is no object stands where a statement belongs.
//!
//! ## What it checks
//! The value of `Statement` and its items: each must be an object, not a string, a number or another list.
//!
//! ## Why it matters
//! IAM cannot read such a policy and refuses it.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     [
//!       {
//!         "Effect": "Allow",
//!         "Principal": { "Service": "ec2.amazonaws.com" },
//!         "Action": "sts:AssumeRole"
//!       }
//!     ]
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
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use super::wrong_json_type::type_name;
use crate::fix::layout::Json;
use crate::policy::PolicyShape;

pub(super) const RULE: Rule = Rule {
    id: phrase!("statement-shape"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("DATA_TYPE_MISMATCH")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    // A list without a single statement is no policy; another rule says so.
    if policy.shape == PolicyShape::BareList && policy.statements.is_empty() {
        return;
    }
    for &node in &policy.not_statements {
        let document = policy.document;
        let (Some(what), false) = (type_name(document, node), matches!(document.value(node), Value::Object(_))) else {
            continue;
        };
        let why = phrase!("IAM reads each statement as an object with `Effect`, `Principal` and `Action`.");
        let draft = out.tell(&RULE, document.span(node), phrase!("a statement is an object, and this is {}"), &[what], why);
        draft.refused_somehow();
        if let [item] = document.items(node)
            && matches!(document.value(*item), Value::Object(_))
        {
            let edit = layout::replace_value(document, node, &Json::copy(document, *item));
            draft.offer(Safety::Safe, phrase!("remove the list around the statement"), edit);
        }
    }
}
