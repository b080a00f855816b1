//! Commands that show whether it works.

use super::assume::{
    POSIX_KEYS, POWERSHELL_KEYS, assume_role, assume_role_with_saml, assume_role_with_web_identity, credentials_of,
};
use super::call::Call;
use super::inspect::lookup;
use super::{Shell, Situation, Task, Text};
use crate::aws::Caller;

pub(super) fn text(task: Task, of: &Situation) -> Option<Text> {
    match task {
        Task::VerifyRole => verify(of),
        Task::WatchCalls => Some(watch(of)),
        _ => None,
    }
}

/// Assumes the role, asks AWS STS who calls with the new credentials, and says which step failed. It runs in a shell within
/// the shell: neither its options nor the credentials are left behind.
fn verify(of: &Situation) -> Option<Text> {
    let assume = match of.way() {
        None | Some(Caller::Principal) => assume_role(of, of.needs_mfa()),
        Some(Caller::WebIdentity) => assume_role_with_web_identity(of),
        Some(Caller::Saml) => assume_role_with_saml(of),
        // Only the service itself can.
        Some(Caller::Service) => return None,
    };
    let signed = matches!(of.way(), None | Some(Caller::Principal));
    let identity = Call::new("sts", "get-caller-identity")
        .with("query", "Arn")
        .maybe("region", of.region())
        .with("output", "text");
    let text = Text::script("Verify: assume the role and see who one is with it", &[&assume], |shell| match shell {
        Shell::Posix => posix(&assume, &identity, signed),
        Shell::PowerShell => powershell(&assume, &identity, signed),
    });
    Some(text.note("It prints no secrets, and leaves the credentials of the shell as they are."))
}

fn posix(assume: &Call, identity: &Call, signed: bool) -> String {
    let identity = identity.text(Shell::Posix);
    let caller = match signed {
        true => format!("step='tell who calls'\nwho=$({identity})\necho \"Calling as $who\"\n"),
        false => String::new(),
    };
    let assume = credentials_of(assume).text(Shell::Posix);
    format!(
        "(
set -eu
step='start'
trap 'status=$?; [ \"$status\" -eq 0 ] || echo \"Failed: $step\" >&2' EXIT
{caller}step='assume the role'
session=$({assume})
step='use the credentials of the role'
{POSIX_KEYS}
who=$({identity})
echo \"It works: $who\"
)"
    )
}

fn powershell(assume: &Call, identity: &Call, signed: bool) -> String {
    let identity = identity.text(Shell::PowerShell);
    let failed = "if ($LASTEXITCODE -ne 0) { throw $step }";
    let caller = match signed {
        true => format!("$step = 'tell who calls'\n$who = {identity}\n{failed}\n\"Calling as $who\"\n"),
        false => String::new(),
    };
    let assume = assume.clone().with("output", "json").text(Shell::PowerShell);
    let keys = "$env:AWS_ACCESS_KEY_ID, $env:AWS_SECRET_ACCESS_KEY, $env:AWS_SESSION_TOKEN";
    format!(
        "& {{
$before = {keys}
try {{
{caller}$step = 'assume the role'
$session = {assume} | ConvertFrom-Json
{failed}
$step = 'use the credentials of the role'
{POWERSHELL_KEYS}
$who = {identity}
{failed}
\"It works: $who\"
}} catch {{
Write-Error \"Failed: $step\"
}} finally {{
{keys} = $before
}}
}}"
    )
}

/// The last calls, again and again for ten minutes: as long as CloudTrail may take, and then some.
fn watch(of: &Situation) -> Text {
    let lookup = lookup(of);
    let text = Text::script("Watch CloudTrail for calls of this role", &[&lookup], |shell| match shell {
        Shell::Posix => {
            format!("for round in 1 2 3 4 5 6 7 8 9 10; do\n{} || break\nsleep 60\ndone", lookup.text(shell))
        }
        Shell::PowerShell => format!(
            "foreach ($round in 1..10) {{\n{}\nif ($LASTEXITCODE -ne 0) {{ break }}\nStart-Sleep -Seconds 60\n}}",
            lookup.text(shell)
        ),
    });
    text.note("It looks once a minute, ten times; Ctrl+C ends it.")
}
