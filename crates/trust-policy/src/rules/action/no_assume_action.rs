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

pub(super) const RULE: Rule = Rule {
    id: "no-assume-action",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let only_beside = |statement: &&Statement<'_>| {
        let beside = |name| matches!(name, ActionName::Trust(action) if !action.assumes());
        statement.action.as_ref().is_some_and(|actions| {
            !actions.values.is_empty() && actions.not_strings.is_empty() && actions.names().all(beside)
        })
    };
    if !policy.trust_allows().any(|statement| only_beside(&statement)) {
        return;
    }
    let assuming = StsAction::ALL.map(|action| if action.assumes() { action } else { StsAction::AssumeRole });
    let granted = policy.granted(&assuming);
    for statement in policy.trust_allows().filter(only_beside) {
        let Some(actions) = &statement.action else { continue };
        // IAM Roles Anywhere needs three actions; another rule names them all.
        let elsewhere = |principal: &PrincipalValue<'_>| granted.may_include(principal) || principal.is_roles_anywhere();
        if statement.principals().next().is_none() || statement.principals().any(elsewhere) {
            continue;
        }
        let element = actions.element.value;
        let draft = out.report(&RULE, policy.document.span(element));
        draft
            .message("no action here lets the principal assume the role")
            .why("Tags, source identity and context are set while the role is assumed, and nothing allows that.");
        // To let everybody in is nothing to offer.
        if statement.principals().any(|principal| principal.form == PrincipalForm::Star) {
            draft.help("Name those who are to assume the role, and add `sts:AssumeRole`.");
            continue;
        }
        let missing: Vec<&str> = statement
            .fitting_actions()
            .into_iter()
            .filter(|action| !statement.lets(*action))
            .map(StsAction::as_str)
            .collect();
        let edits = layout::add_strings(policy.document, element, &missing);
        draft.fix(Fix::review(around("add ", &quoted(&missing), ""), edits));
    }
}
