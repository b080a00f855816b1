//! A statement names no action.
//!
//! ## What it checks
//! `Action` or `NotAction` that is an empty list, an empty string, or holds one.
//!
//! ## Why it matters
//! A statement without actions allows nothing, so it lets nobody assume the role.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": []
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
//! ## Fix safety
//! Removing an empty string from a list is safe. Putting the action that fits the principal lets somebody in, so it is
//! for review.
//!
//! ## References
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)

use super::prelude::*;
use crate::aws::ActionName;

pub(super) const RULE: Rule = Rule {
    id: phrase!("empty-action"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("EMPTY_ARRAY_ACTION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, strings) in policy.action_elements() {
        let element = strings.element.value;
        let count = strings.values.len() + strings.not_strings.len();
        if strings.is_list && count == 0 {
            let why = phrase!("A statement without actions allows nothing.");
            out.tell(&RULE, policy.document.span(element), phrase!("`{}` is empty"), &[strings.element.name], why)
                .fix(write_actions(policy.document, element, &statement.fitting_names(None)))
                .may_be_refused_somehow();
        }
        for value in &strings.values {
            if value.name != ActionName::Empty {
                continue;
            }
            let span = policy.document.span(value.node);
            let draft = out.tell(&RULE, span, phrase!("an action is an empty string"), &[], phrase!("It names no action."));
            draft.may_be_refused(ONLY_ASSUME_ROLE_ACTIONS);
            if count == 1 {
                draft.fix(write_actions(policy.document, element, &statement.fitting_names(None)));
            } else {
                let edit = layout::remove_item(policy.document, element, value.index);
                draft.offer(Safety::Safe, phrase!("remove the empty string"), edit);
            }
        }
    }
}
