//! A pattern stands where the actions could be named.
//!
//! ## What it checks
//! `*` and `?` in the `Action` of an `Allow` statement: `*`, `sts:*`, `sts:Assume*`.
//!
//! ## Why it matters
//! The pattern also allows what nobody asked for, such as to tag sessions or to assume the role through another kind of
//! identity. Whether IAM takes `*` alone is not documented.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:*"
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
//! Naming the actions narrows the policy, but what else the pattern was meant to cover is a guess, so it is for review.
//!
//! ## References
//! - [Actions of AWS STS](https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::ActionName;
use crate::policy::Action;

pub(super) const RULE: Rule = Rule {
    id: phrase!("wildcard-action"),
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    // A pattern in a Deny statement is short for "never", and does no harm.
    for statement in &policy.statements {
        let Some(actions) = statement.action.as_ref().filter(|_| statement.is_trust_allow()) else { continue };
        for value in &actions.values {
            if value.name != ActionName::Pattern {
                continue;
            }
            let named = statement.fitting_names(Some(actions));
            let why = phrase!("A pattern also allows actions that nobody thought of.");
            let draft = out.tell(&RULE, value.span, phrase!("`{}` allows more than this principal needs"), &[value.text], why);
            draft.fix(write_actions(policy.document, actions.element.value, &named));
            // What it covers is named needlessly beside it.
            let covered = |other: &&Action<'_>| matches!(other.name, ActionName::Trust(_)) && value.covers(other.text);
            if let Some(covered) = actions.values.iter().find(covered) {
                draft.label(covered.span, phrase!("covered by it")).aws_check(Some(phrase!("REDUNDANT_ACTION")));
            }
            if value.text.trim() == "*" {
                draft.confidence(Confidence::Low).may_be_refused(ONLY_ASSUME_ROLE_ACTIONS);
            }
        }
    }
}
