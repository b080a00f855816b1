//! A statement has both `Action` and `NotAction`.
//!
//! ## What it checks
//! Statements with the two of them.
//!
//! ## Why it matters
//! `NotAction` stands for `Action`, never beside it. IAM refuses the policy.
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
//!       "NotAction": "sts:TagSession"
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
//! Which of the two was meant is a guess, so the repair is for review.
//!
//! ## References
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("action-with-not-action"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("UNSUPPORTED_ELEMENT_COMBINATION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let (Some(action), Some(not)) = (&statement.action, &statement.not_action) else { continue };
        let why = phrase!("A statement names its actions, or all but some, never both.");
        out.tell(&RULE, not.element.key.content, phrase!("`NotAction` cannot stand beside `Action`"), &[], why)
            .label(action.element.key.content, phrase!("the actions are named here"))
            .offer_removal(Safety::Review, policy.document, statement.node, not.element.index)
            .refused(phrase!("Syntax error in policy."));
    }
}
