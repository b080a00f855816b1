//! An action is named twice.
//!
//! ## What it checks
//! Two values of one `Action` or `NotAction` list that are the same; names ignore case.
//!
//! ## Why it matters
//! The second one changes nothing and only makes the policy longer.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": ["sts:AssumeRole", "sts:TagSession", "sts:AssumeRole"]
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
//!       "Action": ["sts:AssumeRole", "sts:TagSession"]
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::{ActionName, StsAction};

pub(super) const RULE: Rule = Rule {
    id: "repeated-action",
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some("REDUNDANT_ACTION"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, strings) in policy.action_elements() {
        if strings.is_list {
            let mut first = [None; StsAction::ALL.len()];
            for value in &strings.values {
                let ActionName::Trust(action) = value.name else { continue };
                let before = *first[action as usize].get_or_insert(value.span);
                if before == value.span {
                    continue;
                }
                let edit = layout::remove_item(policy.document, strings.element.value, value.index);
                let why = "Naming an action twice changes nothing.";
                out.tell(&RULE, value.span, "`{}` is already in the list", &[value.text], why)
                    .label(before, "named here first")
                    .offer(Safety::Safe, "remove the repetition", edit);
            }
        }
    }
}
