//! A statement does not say whether it allows or denies.
//!
//! ## What it checks
//! Statements without `Effect`.
//!
//! ## Why it matters
//! `Effect` has no default: IAM refuses the policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Principal": { "Service": "ec2.amazonaws.com" },
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! That the statement is meant to allow is a guess that lets somebody in, so it is for review.
//!
//! ## References
//! - [Effect](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::policy::ElementName;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-effect"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("MISSING_EFFECT")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let missing = statement.effect_element.is_none();
        if !missing || policy.has_misplaced(statement, ElementName::Effect) {
            continue;
        }
        let allow = layout::Json::string("Allow");
        let edit = match &statement.sid {
            Some(sid) => layout::insert_member(policy.document, statement.node, Some(sid.index), "Effect", &allow),
            None => layout::prepend_member(policy.document, statement.node, "Effect", allow),
        };
        let why = phrase!("There is no default: a statement must say whether it allows or denies.");
        lacks(out, &RULE, policy.document.opening(statement.node), "Effect", why)
            .offer(Safety::Review, phrase!("add `\"Effect\": \"Allow\"`"), edit);
    }
}
