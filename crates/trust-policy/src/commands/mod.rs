//! The `aws` commands for a situation: to look, to assume the role, to see that it works, and to change what is wrong.
//!
//! Every command is made from a [`Task`] and a [`Situation`] alone. What the situation does not tell is asked for
//! `<LIKE_THIS>`, quoted, so that a shell never takes it for anything else. Documents go through files: no shell has to
//! carry their quotation marks.

mod assume;
mod call;
mod change;
mod document;
mod inspect;
mod shell;
mod situation;
mod verify;

pub(crate) use assume::{assume_role, assume_role_with_saml, assume_role_with_web_identity, sign_in};
pub(crate) use call::{Call, tag};
pub(crate) use inspect::{iam, lookup, simulate_call};
pub use situation::Situation;

use serde::Serialize;

/// A command, ready to copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Command {
    /// What it does; its name in JSON is `id`.
    #[serde(rename = "id")]
    pub task: Task,
    /// What it is for.
    pub purpose: Purpose,
    /// What it does, in a few words.
    pub title: String,
    /// Whether it changes something at AWS.
    pub changes: bool,
    /// For POSIX shells.
    pub posix: String,
    /// For PowerShell.
    pub powershell: String,
    /// What to know before it is run, in sentences.
    pub note: Option<String>,
}

/// What a command is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To see what is there. It changes nothing.
    Inspect,
    /// To get credentials of the role. It changes nothing, but prints secrets.
    Assume,
    /// To see whether it works. It changes nothing.
    Verify,
    /// To change something.
    Change,
}

/// The kinds of shells that commands are written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shell {
    /// `sh`, bash, dash, zsh.
    Posix,
    /// Windows PowerShell 5 and PowerShell 7.
    PowerShell,
}

/// The things that there are commands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Task {
    /// Who calls.
    GetCallerIdentity,
    /// The role with its trust policy.
    GetRole,
    /// The managed policies of the caller.
    ListCallerManagedPolicies,
    /// The inline policies of the caller.
    ListCallerInlinePolicies,
    /// Whether the caller's policies allow the call.
    SimulateCallerPolicies,
    /// The MFA devices of the caller.
    ListMfaDevices,
    /// The OIDC providers of the role's account.
    ListOidcProviders,
    /// One OIDC provider with its audiences.
    GetOidcProvider,
    /// One SAML provider with its metadata.
    GetSamlProvider,
    /// What AWS STS recorded of such calls.
    LookupEvents,
    /// What an encoded error says.
    DecodeMessage,
    /// What IAM Access Analyzer says of the trust policy.
    ValidatePolicy,
    /// The service control policies of the caller's account.
    ListServiceControlPolicies,
    /// The resource control policies of the role's account.
    ListResourceControlPolicies,
    /// `AssumeRole`.
    AssumeRole,
    /// `GetSessionToken` with MFA, and `AssumeRole` with its credentials.
    SignInWithMfa,
    /// `AssumeRoleWithWebIdentity`.
    AssumeRoleWithWebIdentity,
    /// `AssumeRoleWithSAML`.
    AssumeRoleWithSaml,
    /// A script that assumes the role and says which step failed.
    VerifyRole,
    /// The last calls, with their errors.
    WatchCalls,
    /// Saves the trust policy.
    UpdateTrustPolicy,
    /// Lets the caller's own policies allow the call.
    PutCallerPolicy,
    /// Both sides of a trust between two accounts.
    ConnectAccounts,
    /// Creates the OIDC provider.
    CreateOidcProvider,
    /// Adds an audience to the OIDC provider.
    AddAudience,
    /// Lets sessions of the role last longer.
    RaiseSessionDuration,
}

impl Task {
    /// All, in the order in which they are offered: what only looks comes first, what changes something last.
    pub const ALL: [Self; 26] = [
        Self::GetCallerIdentity,
        Self::GetRole,
        Self::ValidatePolicy,
        Self::ListCallerManagedPolicies,
        Self::ListCallerInlinePolicies,
        Self::SimulateCallerPolicies,
        Self::ListMfaDevices,
        Self::ListOidcProviders,
        Self::GetOidcProvider,
        Self::GetSamlProvider,
        Self::LookupEvents,
        Self::DecodeMessage,
        Self::ListServiceControlPolicies,
        Self::ListResourceControlPolicies,
        Self::AssumeRole,
        Self::SignInWithMfa,
        Self::AssumeRoleWithWebIdentity,
        Self::AssumeRoleWithSaml,
        Self::VerifyRole,
        Self::WatchCalls,
        Self::UpdateTrustPolicy,
        Self::PutCallerPolicy,
        Self::ConnectAccounts,
        Self::RaiseSessionDuration,
        Self::CreateOidcProvider,
        Self::AddAudience,
    ];

    /// What its command is for.
    #[must_use]
    pub fn purpose(self) -> Purpose {
        match self {
            Self::AssumeRole | Self::SignInWithMfa | Self::AssumeRoleWithWebIdentity | Self::AssumeRoleWithSaml => {
                Purpose::Assume
            }
            Self::VerifyRole | Self::WatchCalls => Purpose::Verify,
            Self::UpdateTrustPolicy
            | Self::PutCallerPolicy
            | Self::ConnectAccounts
            | Self::CreateOidcProvider
            | Self::AddAudience
            | Self::RaiseSessionDuration => Purpose::Change,
            _ => Purpose::Inspect,
        }
    }

    /// What it runs, on one line; for tasks that are one call.
    pub(crate) fn line(self, situation: &Situation, shell: Shell) -> Option<String> {
        let command = self.command(situation)?;
        Some(match shell {
            Shell::Posix => command.posix.replace(" \\\n  ", " "),
            Shell::PowerShell => command.powershell.replace(" `\n  ", " "),
        })
    }

    /// Its command for a situation; `None` where it makes no sense, such as a SAML sign-in of an IAM user.
    #[must_use]
    pub fn command(self, situation: &Situation) -> Option<Command> {
        let text = match self.purpose() {
            Purpose::Inspect => inspect::text(self, situation),
            Purpose::Assume => assume::text(self, situation),
            Purpose::Verify => verify::text(self, situation),
            Purpose::Change => change::text(self, situation),
        }?;
        let mut note = text.note;
        if text.new_powershell {
            note.push("Windows PowerShell, and PowerShell before 7.3, would drop quotation marks of it.");
        }
        let purpose = self.purpose();
        Some(Command {
            task: self,
            purpose,
            title: text.title,
            changes: purpose == Purpose::Change,
            posix: text.posix,
            powershell: text.powershell,
            note: (!note.is_empty()).then(|| note.join(" ")),
        })
    }
}

/// Every command that makes sense in a situation, in the order of [`Task::ALL`].
#[must_use]
pub fn commands(situation: &Situation) -> Vec<Command> {
    Task::ALL.into_iter().filter_map(|task| task.command(situation)).collect()
}

/// A command without its purpose.
#[derive(Debug)]
struct Text {
    title: String,
    posix: String,
    powershell: String,
    note: Vec<&'static str>,
    new_powershell: bool,
}

impl Text {
    fn of(title: impl Into<String>, call: &Call) -> Self {
        Self::script(title, &[call], |shell| call.text(shell))
    }

    /// Several lines; `calls` are those in it.
    fn script(title: impl Into<String>, calls: &[&Call], write: impl Fn(Shell) -> String) -> Self {
        Self {
            title: title.into(),
            posix: write(Shell::Posix),
            powershell: write(Shell::PowerShell),
            note: Vec::new(),
            new_powershell: calls.iter().any(|call| call.needs_new_powershell()),
        }
    }

    fn note(mut self, sentences: &'static str) -> Self {
        self.note.push(sentences);
        self
    }

    fn note_if(self, condition: bool, sentences: &'static str) -> Self {
        if condition { self.note(sentences) } else { self }
    }
}
