//! A principal is part of another one beside it.
//!
//! ## What it checks
//! A session beside its role, and any principal under `AWS` beside `*`. An account beside one of its users or roles is
//! fine: those then need no permission of their own.
//!
//! ## Why it matters
//! Whoever trusts the role trusts all its sessions, and `*` is everybody. The narrower principal looks like a limit and
//! is none.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": {
//!         "AWS": [
//!           "arn:aws:iam::111122223333:role/app/deploy",
//!           "arn:aws:sts::111122223333:assumed-role/deploy/build"
//!         ]
//!       },
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
//!       "Principal": {
//!         "AWS": [
//!           "arn:aws:iam::111122223333:role/app/deploy"
//!         ]
//!       },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Without a session beside its role the same callers get in: that is safe. Beside `*` the star may be what should go,
//! so the repair is for review.
//!
//! ## References
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-principal)
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::fix::principals;

pub(super) const RULE: Rule = Rule {
    id: phrase!("redundant-principal"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY")),
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.group.values.len() < 2 || at.kind != Some(PrincipalKey::Aws) {
        return;
    }
    if !matches!(at.form, PrincipalForm::Arn | PrincipalForm::AccountId) {
        return;
    }
    let Some(whole) = at.group.whole_of(at.value) else { return };
    let Some(removal) = principals::remove(at.policy.document, at.group, at.value) else { return };
    let star = whole.form == PrincipalForm::Star;
    let finding = out
        .report(&RULE, at.value.span)
        .tells(phrase!("`{}` is part of `{}`, which is trusted too"), &[at.text, whole.trimmed()])
        .why(phrase!("The wider principal lets in the narrower one as well."))
        .label(whole.span, phrase!("the wider one"))
        .offer(if star { Safety::Review } else { Safety::Safe }, phrase!("remove the narrower one"), removal);
    if star {
        finding.aws_check(None);
    }
}
