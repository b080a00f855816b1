//! The action does not fit the kind of principal.
//!
//! ## What it checks
//! `Allow` statements in which a principal has no action it could use: AWS principals and services assume roles with
//! `sts:AssumeRole`, SAML providers with `sts:AssumeRoleWithSAML`, web identity providers with
//! `sts:AssumeRoleWithWebIdentity`.
//!
//! ## Why it matters
//! IAM takes the policy, but each way into a role is open to one kind of principal only. Whoever is meant is refused
//! with "Not authorized".
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": {
//!           "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
//!           "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main"
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
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": {
//!           "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
//!           "token.actions.githubusercontent.com:sub": "repo:example/app:ref:refs/heads/main"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The action that fits lets the principal in, which the policy did not do before, so it is for review.
//!
//! ## References
//! - [AWS JSON policy elements: Principal](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::StsAction;

pub(super) const RULE: Rule = Rule {
    id: phrase!("action-principal-mismatch"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("MISMATCHED_ACTION_FOR_PRINCIPAL")),
    check: Check::Policy(check),
};

const WHY: Phrase = phrase!("Each action for assuming a role is open to one kind of principal only.");

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let Some(actions) = statement.action.as_ref().filter(|_| statement.is_trust_allow()) else { continue };
        // A statement that only tags sessions belongs to another; what assumes nothing is another rule's.
        let assuming = actions.values.iter().find(|value| value.name.meant().is_some_and(StsAction::assumes));
        let Some(action) = assuming else { continue };
        let (mut unfit, mut first, mut one_action) = (0, None, true);
        for (principal, kind) in statement.kinds() {
            if !statement.lets(kind.action()) {
                unfit += 1;
                first = first.or(Some((principal, kind)));
            }
            one_action &= first.is_none_or(|(_, first)| first.action() == kind.action());
        }
        let Some((principal, kind)) = first else { continue };
        // The type in the ARN is wrong there, not the action.
        if principal.is_oidc_issuer_as_saml() && statement.lets(StsAction::AssumeRoleWithWebIdentity) {
            continue;
        }
        // The action may be meant for a principal whose kind is not known.
        if unfit == statement.principals().count() {
            let (needed, what) = (kind.action().as_str(), kind.what());
            let texts = [action.text, what, needed];
            let draft = out.tell(&RULE, action.span, phrase!("`{}` does not fit {}: it needs `{}`"), &texts, WHY);
            draft.label_of(principal.span, phrase!("this is {}"), &[what]);
            if one_action {
                draft.offer_string(Safety::Review, policy.document, action.node, needed);
            }
            continue;
        }
        for (principal, kind) in statement.kinds() {
            if statement.lets(kind.action()) {
                continue;
            }
            let texts = [kind.what(), kind.action().as_str()];
            out.tell(&RULE, principal.span, phrase!("no action of this statement lets {} assume the role"), &texts, WHY)
                .label(action.span, phrase!("this action is for others"))
                .help_of(phrase!("Put {} into a statement of its own, with `{}`."), &texts);
        }
    }
}
