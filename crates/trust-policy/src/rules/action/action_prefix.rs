//! An action of AWS STS is written with another prefix or other marks.
//!
//! ## What it checks
//! Values of `Action` and `NotAction` that name an action of a trust policy, but without `sts:`, with the prefix of
//! another service, with another mark between the two, or with blanks, hyphens or underscores.
//!
//! ## Why it matters
//! IAM compares actions letter by letter, ignoring only case. Anything but `sts:` and the name is an action that lets
//! nobody assume a role, and IAM refuses the policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "iam:AssumeRole"
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
//! ## References
//! - [Actions of AWS STS](https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html)
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)

use super::prelude::*;
use crate::aws::{ActionName, names_unknown_service};

pub(super) const RULE: Rule = Rule {
    id: phrase!("action-prefix"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("INVALID_ACTION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, strings) in policy.action_elements() {
        for value in &strings.values {
            let ActionName::Miswritten(action) = value.name else { continue };
            let name = action.as_str();
            let why = phrase!("An action is the prefix of its service, one colon and its name.");
            let draft = out.tell(&RULE, value.span, phrase!("`{}` is not an action: it is `{}`"), &[value.text, name], why);
            draft
                .offer_string(Safety::Safe, policy.document, value.node, name)
                .refused(ONLY_ASSUME_ROLE_ACTIONS);
            if names_unknown_service(value.text) {
                draft.aws_check(Some(phrase!("INVALID_SERVICE_IN_ACTION")));
            }
        }
    }
}
