//! A principal is named twice.
//!
//! ## What it checks
//! The same principal twice in one statement, also an account that is named once by its id and once as `root`.
//!
//! ## Why it matters
//! Both mean the same, so the second one changes nothing and only makes the policy longer.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "444455556666", "111122223333"] },
//!       "Action": "sts:AssumeRole"
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
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "444455556666"] },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::fix::principals;

pub(super) const RULE: Rule = Rule {
    id: phrase!("repeated-principal"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    // Only a list names several. In a long one only the first are compared, so that it stays cheap.
    const MOST: usize = 64;
    if at.group.values.len() < 2 || matches!(at.form, PrincipalForm::Empty | PrincipalForm::Placeholder) {
        return;
    }
    for value in at.group.values.get(..MOST).unwrap_or(&at.group.values) {
        if value.node == at.value.node {
            return;
        }
        if !value.is_same(at.value) {
            continue;
        }
        let Some(removal) = principals::remove(at.policy.document, at.group, at.value) else { return };
        out.report(&RULE, at.value.span)
            .tells(phrase!("`{}` is already in the list"), &[at.text])
            .why(phrase!("Naming a principal twice changes nothing."))
            .label(value.span, phrase!("named here first"))
            .offer(Safety::Safe, phrase!("remove the repetition"), removal);
        return;
    }
}
