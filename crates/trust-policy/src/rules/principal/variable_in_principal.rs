//! A policy variable is part of a principal.
//!
//! ## What it checks
//! `${aws:username}`, `${aws:PrincipalTag/team}` and other policy variables in principals.
//!
//! ## Why it matters
//! AWS fills in policy variables in conditions, not in principals. There the variable is plain text, and IAM refuses
//! it.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:user/${aws:username}" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:user/${aws:username}" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! With the variable in a condition the statement trusts whoever it is filled in for, so the repair is for review.
//!
//! ## References
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::{AccountId, Arn, Entity, iam_arn, policy_variable};

pub(super) const RULE: Rule = Rule {
    id: phrase!("variable-in-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("VARIABLE_UNSUPPORTED_IN_ELEMENT")),
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.form != PrincipalForm::Placeholder {
        return;
    }
    let Some(range) = policy_variable(at.text) else { return };
    let text = at.text.get(range.clone()).unwrap_or_default();
    let why = phrase!("Policy variables work in the values of conditions; in a principal they are plain text.");
    let draft = at.refuse_part(out, &RULE, range, why).tells(phrase!("`{}` is not filled in inside a principal"), &[text]);
    // In the old version of the language variables are plain text everywhere.
    if at.kind != Some(PrincipalKey::Aws) || !at.policy.has_variables() {
        return;
    }
    // A placeholder is not read as an ARN, but this one may be.
    let Some(arn) = Arn::parse(at.text).filter(Arn::is_in_place) else { return };
    let caller = Entity::parse(arn.resource_type()).is_some_and(Entity::is_caller);
    if caller && AccountId::parse(arn.account()).is_some() {
        let root = iam_arn(arn.partition(), arn.account(), "root", "");
        let title = phrase!("trust the account, and move the variable into a condition");
        draft.fix_if(Safety::Review, title, &[], at.with_condition(&root, at.text));
    }
}
