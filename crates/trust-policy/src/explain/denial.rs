//! The `Deny` statements that cut a principal down.

use super::answer::TrusteeKind;
use super::who::{Home, Trustee};
use crate::aws::Caller;
use crate::policy::{PrincipalShape, Statement};

/// How far a `Deny` concerns a principal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cut {
    /// Not at all.
    None,
    /// Some of those who are meant.
    Some,
    /// All of them.
    All,
}

/// How far the statement, a `Deny`, concerns a principal that comes in by this call; its conditions aside.
pub(super) fn cut(deny: &Statement<'_>, trustee: &Trustee, api: &str, home: Home<'_>) -> Cut {
    if !deny.covers(api) {
        return Cut::None;
    }
    if let Some(except) = &deny.not_principal {
        // All but those who are named.
        let named = except.groups.iter().flat_map(|group| &group.values);
        let spared = named.into_iter().any(|value| value.trimmed() == trustee.principal);
        return if spared { Cut::None } else { Cut::All };
    }
    let Some(principal) = &deny.principal else { return Cut::None };
    if principal.shape == PrincipalShape::Star {
        return Cut::All;
    }
    let mut cut = Cut::None;
    for (group, value) in deny.trusted() {
        cut = cut.max(of(&Trustee::of(deny, group, value, home), trustee));
    }
    cut
}

/// How far what is denied covers what is allowed.
fn of(denied: &Trustee, allowed: &Trustee) -> Cut {
    if denied.kind == TrusteeKind::Unknown {
        return Cut::None;
    }
    if denied.id() == allowed.id() {
        return Cut::All;
    }
    let in_account = denied.account.is_some() && denied.account == allowed.account;
    let principals = allowed.caller == Some(Caller::Principal);
    match (denied.kind, allowed.kind) {
        // In a Deny `AWS: *` is everybody, as AWS has it: services and sign-ins too.
        (TrusteeKind::Everybody, _) => Cut::All,
        (TrusteeKind::Account, _) if principals && in_account => Cut::All,
        (
            TrusteeKind::Account | TrusteeKind::User | TrusteeKind::Role | TrusteeKind::Session,
            TrusteeKind::Everybody,
        ) => Cut::Some,
        (TrusteeKind::User | TrusteeKind::Role | TrusteeKind::Session, TrusteeKind::Account) if in_account => Cut::Some,
        (TrusteeKind::Session, TrusteeKind::Role) if in_account && is_session_of(denied, allowed) => Cut::Some,
        (TrusteeKind::Role, TrusteeKind::Session) if in_account && is_session_of(allowed, denied) => Cut::All,
        _ => Cut::None,
    }
}

fn is_session_of(session: &Trustee, role: &Trustee) -> bool {
    session.label.rsplit_once('/').is_some_and(|(name, _)| name == role.label)
}
