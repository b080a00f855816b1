//! IAM Roles Anywhere lacks one of the three actions that it needs.
//!
//! ## What it checks
//! `Allow` statements for `rolesanywhere.amazonaws.com` without all of `sts:AssumeRole`, `sts:TagSession` and
//! `sts:SetSourceIdentity`.
//!
//! ## Why it matters
//! IAM Roles Anywhere tags every session with what the certificate says and sets its source identity. Without all three
//! actions every attempt is refused.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "rolesanywhere.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnEquals": {
//!           "aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555"
//!         }
//!       }
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
//!       "Principal": { "Service": "rolesanywhere.amazonaws.com" },
//!       "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
//!       "Condition": {
//!         "ArnEquals": {
//!           "aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Adding the actions lets the service in, so it is for review.
//!
//! ## References
//! - [The trust model of IAM Roles Anywhere](https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::StsAction;

pub(super) const RULE: Rule = Rule {
    id: phrase!("roles-anywhere-actions"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY")),
    check: Check::Policy(check),
};

const NEEDED: [StsAction; 3] = [StsAction::AssumeRole, StsAction::TagSession, StsAction::SetSourceIdentity];

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let Some(actions) = statement.action.as_ref().filter(|_| statement.is_trust_allow()) else { continue };
        let Some(service) = statement.principals().find(|principal| principal.is_roles_anywhere()) else { continue };
        if !NEEDED.iter().any(|action| statement.lets(*action)) {
            continue;
        }
        let mut missing = Vec::new();
        for action in NEEDED {
            if !policy.granted(&[action]).may_include(service) {
                missing.push(action.as_str());
            }
        }
        if !missing.is_empty() {
            let element = actions.element.value;
            out.report(&RULE, policy.document.span(element))
                .tells(phrase!("IAM Roles Anywhere also needs {}"), &[&quoted("", &missing)])
                .why(phrase!("It tags every session, and sets its source identity."))
                .label(service.span, phrase!("this service"))
                .fix(add_actions(policy.document, element, &missing));
        }
        // What one statement lacks, another may have: the first speaks for all.
        return;
    }
}
