//! An action begins with `sts:`, but AWS STS has no such action.
//!
//! ## What it checks
//! Values of `Action` and `NotAction` with the prefix `sts:` and a name that is not known, and names without it that
//! differ by a letter or two from an action of a trust policy.
//!
//! ## Why it matters
//! IAM refuses a trust policy that names an action other than those for assuming a role.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRoles"
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
//! The name that was meant is a guess, so the repair is for review.
//!
//! ## References
//! - [Actions of AWS STS](https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html)

use super::prelude::*;
use crate::aws::{ActionName, names_unknown_service, policy_variable};

pub(super) const RULE: Rule = Rule {
    id: phrase!("unknown-sts-action"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_ACTION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, strings) in policy.action_elements() {
        for value in &strings.values {
            let near = match value.name {
                ActionName::Near(action) => Some(action.as_str()),
                ActionName::UnknownSts | ActionName::Nothing => None,
                _ => continue,
            };
            let message = match near {
                Some(_) => phrase!("`{}` is not an action of AWS STS, did you mean `{}`?"),
                None => phrase!("`{}` is not an action of AWS STS"),
            };
            let why = phrase!("IAM takes only the actions with which a role is assumed.");
            let draft = out.tell(&RULE, value.span, message, &[value.text, near.unwrap_or_default()], why);
            draft.refused(ONLY_ASSUME_ROLE_ACTIONS);
            if policy_variable(value.text).is_some() {
                draft.aws_check(Some(phrase!("VARIABLE_UNSUPPORTED_IN_ELEMENT")));
            } else if names_unknown_service(value.text) {
                draft.aws_check(Some(phrase!("INVALID_SERVICE_IN_ACTION")));
            }
            if let Some(name) = near {
                draft.offer_string(Safety::Review, policy.document, value.node, name);
            } else {
                draft.help(
                    phrase!("Use `sts:AssumeRole`, `sts:AssumeRoleWithSAML` or `sts:AssumeRoleWithWebIdentity`, with \
                     `sts:TagSession`, `sts:SetSourceIdentity` or `sts:SetContext`."),
                );
            }
        }
    }
}
