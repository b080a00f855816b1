//! Commands that change something at AWS.

use super::call::Call;
use super::document::{self, CALLER_POLICY_FILE, TRUST_POLICY_FILE};
use super::shell::word;
use super::situation::told;
use super::{Shell, Situation, Task, Text};
use crate::aws::Caller;

pub(super) fn text(task: Task, of: &Situation) -> Option<Text> {
    let web_identity = of.way().is_none_or(|way| way == Caller::WebIdentity);
    match task {
        Task::UpdateTrustPolicy => Some(update_trust_policy(of)),
        Task::PutCallerPolicy => put_caller_policy(of),
        Task::ConnectAccounts => connect_accounts(of),
        Task::CreateOidcProvider if web_identity => {
            let audience = audience(of);
            let call = Call::new("iam", "create-open-id-connect-provider")
                .with("url", format!("https://{}", of.issuer()?))
                .with("client-id-list", audience)
                .maybe("region", of.region_of_global());
            let text = Text::of("Create the OIDC provider in the role's account", &call).note(IN_ROLE_ACCOUNT);
            Some(text.note_if(is_url(audience), URL_VALUE))
        }
        Task::AddAudience if web_identity => {
            let audience = audience(of);
            let call = Call::new("iam", "add-client-id-to-open-id-connect-provider")
                .with("open-id-connect-provider-arn", of.oidc_provider()?)
                .with("client-id", audience)
                .maybe("region", of.region_of_global());
            let text = Text::of("Let the OIDC provider take an audience", &call).note(IN_ROLE_ACCOUNT);
            Some(text.note_if(is_url(audience), URL_VALUE))
        }
        Task::RaiseSessionDuration => raise_session_duration(of),
        _ => None,
    }
}

const IN_ROLE_ACCOUNT: &str = "Run it with credentials of the role's account.";
const WHOLE_POLICY: &str = "It replaces the whole trust policy; the file trust-policy-before.json keeps the old one.";
const FILE_NEEDED: &str = "The file trust-policy.json holds the whole new trust policy.";

/// Version 1 of the AWS CLI fetches such values.
/// Source: <https://docs.aws.amazon.com/cli/latest/userguide/cliv2-migration-changes.html>
const URL_VALUE: &str = "Version 1 of the AWS CLI would fetch what begins with https://; `aws configure set \
                         cli_follow_urlparam false` stops that.";

fn is_url(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

fn audience(of: &Situation) -> &str {
    told(&of.audience).unwrap_or("<AUDIENCE>")
}

/// Keeps the old trust policy in a file, and saves the new one if that went well.
fn save_trust_policy(of: &Situation, shell: Shell, document: Option<&str>, profile: Option<&str>) -> String {
    let keep = Call::new("iam", "get-role")
        .with("role-name", of.role_name())
        .with("query", "Role.AssumeRolePolicyDocument")
        .maybe("region", of.region_of_global())
        .with("output", "json")
        .maybe("profile", profile)
        .text(shell);
    let save = Call::new("iam", "update-assume-role-policy")
        .with("role-name", of.role_name())
        .with("policy-document", format!("file://{TRUST_POLICY_FILE}"))
        .maybe("region", of.region_of_global())
        .maybe("profile", profile)
        .text(shell);
    let written =
        document.map(|document| document::write(shell, TRUST_POLICY_FILE, document) + "\n").unwrap_or_default();
    match shell {
        Shell::Posix => format!("{written}{keep} > trust-policy-before.json &&\n{save}"),
        Shell::PowerShell => format!(
            "{written}{keep} | Set-Content -Encoding utf8 trust-policy-before.json\nif ($LASTEXITCODE -eq 0) {{\n{save}\n}}"
        ),
    }
}

fn update_trust_policy(of: &Situation) -> Text {
    let document = document::trust_policy(of);
    let write = |shell| save_trust_policy(of, shell, document.as_deref(), None);
    let text = Text::script("Save the trust policy of the role", &[], write);
    text.note_if(document.is_none(), FILE_NEEDED).note(WHOLE_POLICY).note(IN_ROLE_ACCOUNT)
}

/// The call that gives the caller its policy; with the kind of the caller.
fn put_policy(of: &Situation, profile: Option<&str>) -> Option<Call> {
    let holder = of.holder();
    let (kind, name) = match &holder {
        Some(holder) if holder.managed => return None,
        Some(holder) => (holder.kind, holder.name),
        None if of.way().is_none_or(|way| way == Caller::Principal) => ("user", "<USER_NAME>"),
        None => return None,
    };
    let (operation, option) =
        if kind == "user" { ("put-user-policy", "user-name") } else { ("put-role-policy", "role-name") };
    Some(
        Call::new("iam", operation)
            .with(option, name)
            .with("policy-name", format!("Assume-{}", of.role_name()))
            .with("policy-document", format!("file://{CALLER_POLICY_FILE}"))
            .maybe("region", of.region_of_global())
            .maybe("profile", profile),
    )
}

fn put_caller_policy(of: &Situation) -> Option<Text> {
    let call = put_policy(of, None)?;
    let policy = document::caller_policy(of);
    let text = Text::script("Let the caller's own policies allow the call", &[&call], |shell| {
        format!("{}\n{}", document::write(shell, CALLER_POLICY_FILE, &policy), call.text(shell))
    });
    let text = text.note("Run it with credentials of the caller's account. A policy of that name is replaced.");
    Some(text.note_if(of.holder().is_none(), "For a role: put-role-policy with --role-name."))
}

/// The role's side first: it decides who is let in. Each side has its own profile of the AWS CLI.
fn connect_accounts(of: &Situation) -> Option<Text> {
    if !of.crosses_accounts() {
        return None;
    }
    let (role_account, caller_account) = (of.role_account()?, of.caller_account()?);
    let profile = |account: &str| format!("<PROFILE_OF_{account}>");
    let put = put_policy(of, Some(&profile(caller_account)))?;
    let told = document::trust_policy(of);
    let made = told.is_none();
    let trust = told.or_else(|| document::trust_in_caller(of));
    let caller_policy = document::caller_policy(of);
    let text = Text::script("Connect the two accounts: both sides of the trust", &[&put], |shell| {
        // What is shown is no comment: interactive zsh has none.
        let say = |step: &str| format!("echo {}", word(shell, step));
        [
            say(&format!("1. In account {role_account}: the role trusts the caller.")),
            save_trust_policy(of, shell, trust.as_deref(), Some(&profile(role_account))),
            say(&format!("2. In account {caller_account}: the policies of the caller allow the call.")),
            document::write(shell, CALLER_POLICY_FILE, &caller_policy),
            put.text(shell),
        ]
        .join("\n")
    });
    let alone = "The trust policy lets in nobody but this caller: add the statements that others need.";
    let text = text.note_if(made && trust.is_some(), alone).note_if(trust.is_none(), FILE_NEEDED).note(WHOLE_POLICY);
    Some(text)
}

fn raise_session_duration(of: &Situation) -> Option<Text> {
    // IAM takes 3600 to 43200 seconds, and every role allows the least of them.
    let seconds = of.duration_seconds.unwrap_or(43_200).min(43_200);
    if seconds <= 3600 {
        return None;
    }
    let seconds = seconds.to_string();
    let call = Call::new("iam", "update-role")
        .with("role-name", of.role_name())
        .with("max-session-duration", seconds.as_str())
        .maybe("region", of.region_of_global());
    let text = Text::of(format!("Let sessions of the role last up to {seconds} seconds"), &call).note(IN_ROLE_ACCOUNT);
    Some(text.note("43200 is the most. Sessions that a role assumes from a role stay at one hour."))
}
