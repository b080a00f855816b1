//! A statement has no action.
//!
//! ## What it checks
//! Statements with neither `Action` nor `NotAction`.
//!
//! ## Why it matters
//! IAM refuses a statement that does not say what it allows.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" }
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
//! The action that fits the principal lets it in, so it is for review.
//!
//! ## References
//! - [Action](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::fix::layout::Json;
use crate::policy::ElementName;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-action"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("MISSING_ACTION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let missing = statement.action.is_none() && statement.not_action.is_none();
        if !missing || policy.has_misplaced(statement, ElementName::Action) {
            continue;
        }
        let fitting = statement.fitting_names(None);
        let after = statement.principal.as_ref().map(|principal| principal.element.index);
        let value = Json::strings(fitting.iter().copied());
        let edit = layout::insert_member(policy.document, statement.node, after, "Action", &value);
        let why = phrase!("A statement must say in which way the role is assumed.");
        lacks(out, &RULE, policy.document.opening(statement.node), "Action", why)
            .fix(Fix::review(quoted("add ", &fitting), edit.alone()));
    }
}
