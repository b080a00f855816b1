//! What is usually behind a message: data.
//!
//! Sources: "Troubleshooting IAM roles", "Troubleshooting access denied error messages" and "Troubleshooting SAML
//! federation" of the IAM User Guide, and recorded replies.

mod assume;
mod credentials;
mod federation;
mod saving;
mod services;

pub(super) use assume::*;
pub(super) use credentials::*;
pub(super) use federation::*;
pub(super) use saving::*;
pub(super) use services::*;

use super::ask::{Ask, RESOURCE_CONTROL, ROLE, SERVICE_CONTROL};

/// Something that is usually behind a message.
#[derive(Debug)]
pub(super) struct Usual {
    pub(super) title: &'static str,
    pub(super) why: &'static str,
    /// How likely it is before anything is known: 0 to 100.
    pub(super) weight: u8,
    pub(super) told_by: ToldBy,
    /// Commands that tell.
    pub(super) next: &'static [Ask],
}

/// What can tell whether it is a cause: the trust policy, or the output of a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToldBy {
    /// Nothing.
    Nothing,
    /// These rules find it.
    Rules(&'static [&'static str]),
    /// Whom it names.
    Principal,
    /// What it allows.
    Action,
    /// What it demands.
    Conditions,
    /// A `Deny` in it.
    Deny,
    /// Whether its word is enough, without a policy of the caller.
    Identity,
    /// The value that the message quotes stands in it, or AWS knows it.
    Value,
    /// The value was known to nobody a moment ago.
    Late,
    /// Whether the role is there.
    Role,
    /// In which account it was looked for.
    Account,
    /// What else binds the caller or the role.
    Guardrail,
    /// Which identity providers the account has.
    Provider,
    /// Which audiences the provider takes.
    Audience,
    /// Which audience the token has.
    Asked,
    /// How long sessions of the role may last.
    Duration,
    /// Who calls.
    Caller,
    /// Whether the root user calls.
    Root,
}

impl Usual {
    /// Whether the trust policy would tell.
    pub(super) fn is_of_trust(&self) -> bool {
        matches!(
            self.told_by,
            ToldBy::Principal | ToldBy::Action | ToldBy::Conditions | ToldBy::Deny | ToldBy::Rules(_) | ToldBy::Value
        )
    }
}

const fn usual(weight: u8, title: &'static str, why: &'static str, told_by: ToldBy, next: &'static [Ask]) -> Usual {
    Usual { title, why, weight, told_by, next }
}

const NO_ROLE: Usual = usual(
    30,
    "The role does not exist under this name",
    "AWS says the same to a role that is not there, so that nobody can find out which roles exist. Names and paths are \
     case-sensitive.",
    ToldBy::Role,
    &[ROLE],
);
const GUARDRAIL: Usual = usual(
    24,
    "A policy of the organization, a permissions boundary, a session policy or a VPC endpoint policy denies it",
    "Service control policies bind the caller's account, resource control policies the role's. A trust policy does not \
     show them; newer replies name the kind of policy.",
    ToldBy::Guardrail,
    &[Ask::CallerHolder, Ask::Organization, SERVICE_CONTROL, RESOURCE_CONTROL],
);
const NOT_YET: Usual = usual(
    15,
    "The change has not reached all of AWS yet",
    "IAM is eventually consistent. A role or a policy that was just made may need some seconds; try again before you \
     change more.",
    ToldBy::Nothing,
    &[ROLE],
);
