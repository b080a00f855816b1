//! No action lets the principal assume the role.
//!
//! ## What it checks
//! `Allow` statements with nothing but `sts:TagSession`, `sts:SetSourceIdentity` or `sts:SetContext`, for principals
//! that no other statement lets assume the role.
//!
//! ## Why it matters
//! Tagging a session or setting its source identity happens while the role is assumed. Without an action that assumes
//! it, nobody gets in.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:TagSession"
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
//!       "Action": ["sts:TagSession", "sts:AssumeRole"]
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Adding the action lets the principal in, so it is for review.
//!
//! ## References
//! - [Actions of AWS STS](https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html)
//! - [Session tags](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html)

use super::prelude::*;
use crate::aws::{ActionName, StsAction};
use crate::policy::names_of;

pub(super) const RULE: Rule = Rule {
    id: phrase!("no-assume-action"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let mut granted = None;
    for statement in &policy.statements {
        let Some(actions) = statement.action.as_ref().filter(|_| statement.is_trust_allow()) else { continue };
        if actions.values.is_empty() || !actions.not_strings.is_empty() || actions.any_name(is_not_beside) {
            continue;
        }
        let granted = granted.get_or_insert_with(|| policy.granted(&ASSUMING));
        let (mut nobody, mut star, mut elsewhere) = (true, false, false);
        for principal in statement.principals() {
            nobody = false;
            star |= principal.form == PrincipalForm::Star;
            // IAM Roles Anywhere needs three actions; another rule names them all.
            elsewhere |= granted.may_include(principal) || principal.is_roles_anywhere();
        }
        if nobody || elsewhere {
            continue;
        }
        let element = actions.element.value;
        let why = phrase!("Tags, source identity and context are set only while the role is assumed.");
        let span = policy.document.span(element);
        let draft = out.tell(&RULE, span, phrase!("no action here lets the principal assume the role"), &[], why);
        // To let everybody in is nothing to offer.
        if star {
            draft.help(phrase!("Name those who are to assume the role, and add `sts:AssumeRole`."));
            continue;
        }
        let mut missing = statement.fitting_actions();
        missing.retain(|action| !statement.lets(*action));
        draft.fix(add_actions(policy.document, element, &names_of(&missing)));
    }
}

const ASSUMING: [StsAction; 3] =
    [StsAction::AssumeRole, StsAction::AssumeRoleWithSaml, StsAction::AssumeRoleWithWebIdentity];

/// Whether it is anything but an action that is done while a role is assumed.
fn is_not_beside(name: ActionName) -> bool {
    !matches!(name, ActionName::Trust(action) if !action.assumes())
}
