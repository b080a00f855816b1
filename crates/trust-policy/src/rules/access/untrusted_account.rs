//! An account is trusted that is not among the accounts that you trust.
//!
//! ## What it checks
//! Accounts, users, roles and sessions that a statement lets in, when the option `trustedAccounts` says which other
//! accounts may be trusted: they are of the role's own account or of one in the list. A condition that demands the own
//! organization (the option `organizationId`) is enough, and `*` is for another rule.
//!
//! ## Why it matters
//! Whoever manages that account decides who in it may assume the role. Where a list of known accounts is kept, an account
//! outside it is a slip of a digit, a partner of the past or a stranger.
//!
//! ## Options
//! ```json
//! { "account": "111122223333", "trustedAccounts": ["444455556666"] }
//! ```
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": {
//!         "AWS": ["arn:aws:iam::444455556666:role/deploy", "arn:aws:iam::777788889999:role/deploy"]
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
//!         "AWS": ["arn:aws:iam::444455556666:role/deploy"]
//!       },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Without the principal fewer get in. Whether it is wanted only the writer knows, so that is for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::{AccountId, Entity};

pub(super) const RULE: Rule = Rule {
    id: phrase!("untrusted-account"),
    severity: Severity::Security,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let role = at.policy.role;
    let Some(trusted) = role.trusted_accounts() else { return };
    let Some((account, span)) = account(at) else { return };
    let own = role.account().map(AccountId::as_str);
    if own == Some(account) || trusted.iter().any(|trusted| trusted.as_str() == account) || !at.lets_in() {
        return;
    }
    if at.statement.demands_organization(role.organization()) {
        return;
    }
    let why = phrase!("Whoever manages that account decides who in it may assume the role.");
    if own.is_some() {
        let draft = out.tell(&RULE, span, phrase!("`{}` is none of the accounts that you trust"), &[account], why);
        at.offer_removal(draft);
    } else {
        let message = phrase!("`{}` is none of the accounts that you trust, unless it is the role's own");
        out.tell(&RULE, span, message, &[account], why).confidence(Confidence::Low);
    }
}

/// The account of a caller, and where it stands.
fn account<'p>(at: &Named<'p, '_>) -> Option<(&'p str, Span)> {
    if !at.group.holds_callers() {
        return None;
    }
    if at.form == PrincipalForm::AccountId {
        return Some((at.text, at.value.span));
    }
    let arn = at.identity().filter(|_| at.entity.is_some_and(Entity::is_caller))?;
    let account = AccountId::parse(arn.account())?;
    Some((account.as_str(), at.part(arn.account_range())))
}
