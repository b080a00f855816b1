//! An action has nothing to do with assuming a role.
//!
//! ## What it checks
//! Values of `Action` and `NotAction` that are actions of other services, or of AWS STS for other purposes such as
//! `sts:GetSessionToken`. A whole statement of a permissions policy is the business of another rule.
//!
//! ## Why it matters
//! A trust policy says only who may assume the role. What the role may do belongs into its permissions policies. IAM
//! refuses the policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": ["sts:AssumeRole", "s3:GetObject"]
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
//!       "Action": ["sts:AssumeRole"]
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Removing an action from a list that still lets somebody in is safe. Where nothing would be left, the action that
//! fits the principal takes its place: that lets somebody in, so it is for review.
//!
//! ## References
//! - [Actions of AWS STS](https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html)
//! - [IAM roles: terms and concepts](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html)

use super::prelude::*;
use crate::aws::{ActionName, StsAction};

pub(super) const RULE: Rule = Rule {
    id: phrase!("action-outside-trust-policy"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("UNSUPPORTED_ACTION_IN_POLICY")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, strings) in policy.action_elements() {
        if !strings.any_name(is_outside) {
            continue;
        }
        let element = strings.element.value;
        // What is left must still let somebody in; else the repair would trade one finding for another.
        let rest_assumes = strings.any_name(assumes);
        for value in &strings.values {
            if !is_outside(value.name) {
                continue;
            }
            let why = phrase!("What the role may do stands in its permissions policies.");
            let draft = out.tell(&RULE, value.span, phrase!("`{}` has no place in a trust policy"), &[value.text], why);
            draft.refused(ONLY_ASSUME_ROLE_ACTIONS);
            if rest_assumes {
                let edit = layout::remove_item(policy.document, element, value.index);
                draft.offer_to(Safety::Safe, "remove", value.text, edit);
            } else {
                draft.fix(write_actions(policy.document, element, &statement.fitting_names(Some(strings))));
            }
        }
    }
}

fn is_outside(name: ActionName) -> bool {
    matches!(name, ActionName::OtherService | ActionName::OtherSts)
}

fn assumes(name: ActionName) -> bool {
    name == ActionName::Pattern || name.meant().is_some_and(StsAction::assumes)
}
