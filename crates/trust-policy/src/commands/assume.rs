//! Commands that assume the role.

use super::call::{Call, tag};
use super::situation::told;
use super::{Shell, Situation, Task, Text};
use crate::aws::Caller;

pub(super) fn text(task: Task, of: &Situation) -> Option<Text> {
    let way = of.way();
    let is = |expected: Caller| way.is_none_or(|way| way == expected);
    match task {
        Task::AssumeRole if is(Caller::Principal) => {
            let text = Text::of("Assume the role", &assume_role(of, of.needs_mfa()));
            Some(limits(of, text).note_if(of.needs_mfa() && !of.may_be_user(), MFA_IS_OF_USERS))
        }
        Task::SignInWithMfa if is(Caller::Principal) && of.needs_mfa() && of.may_be_user() => {
            Some(sign_in_and_assume(of))
        }
        Task::AssumeRoleWithWebIdentity if is(Caller::WebIdentity) => {
            let text = Text::of("Assume the role with a token of the provider", &assume_role_with_web_identity(of));
            Some(limits(of, text).note(
                "The file token.jwt holds the token, without a line end. The call is not signed: no credentials are needed.",
            ))
        }
        Task::AssumeRoleWithSaml if is(Caller::Saml) => {
            let text = Text::of("Assume the role with a SAML assertion", &assume_role_with_saml(of));
            Some(limits(of, text).note(
                "The file assertion.txt holds the assertion in base64. It is valid for a few minutes. The call is not signed: \
                 no credentials are needed.",
            ))
        }
        _ => None,
    }
}

fn limits(of: &Situation, text: Text) -> Text {
    let long = of.duration_seconds.is_some_and(|seconds| seconds > 3600);
    let from_role = of.holder().is_some_and(|holder| holder.kind == "role");
    text.note("It prints secrets.")
        .note_if(
            long && from_role,
            "A session that a role assumed from a role lasts one hour at most: ask for 3600 seconds.",
        )
        .note_if(long && !from_role, "The role's maximum session duration has to be as long.")
}

const MFA_IS_OF_USERS: &str = "An MFA device belongs to an IAM user: call with credentials of the user, not of a role.";

/// `AssumeRole` with all its parameters.
pub(crate) fn assume_role(of: &Situation, mfa: bool) -> Call {
    let mut keys: Vec<String> = of.transitive_tag_keys().map(str::to_owned).collect();
    // A list of words is taken as one in JSON where a word looks like an option or like JSON.
    if keys.iter().any(|key| key.starts_with(['-', '[', '{'])) {
        let quoted: Vec<String> = keys.iter().map(|key| crate::text::quote(key)).collect();
        keys = vec![format!("[{}]", quoted.join(","))];
    }
    Call::new("sts", "assume-role")
        .with("role-arn", of.role_arn())
        .with("role-session-name", session_name(of))
        .maybe("external-id", told(&of.external_id))
        .maybe("serial-number", mfa.then(|| mfa_device(of)))
        .maybe("token-code", mfa.then_some(MFA_CODE))
        .maybe("source-identity", told(&of.source_identity))
        .list("tags", of.tags().map(|(key, value)| tag(key, value)).collect())
        .list("transitive-tag-keys", keys)
        .maybe("duration-seconds", duration(of))
        .maybe("region", of.region())
}

pub(crate) fn assume_role_with_web_identity(of: &Situation) -> Call {
    Call::new("sts", "assume-role-with-web-identity")
        .with("role-arn", of.role_arn())
        .with("role-session-name", session_name(of))
        .with("web-identity-token", "file://token.jwt")
        .maybe("duration-seconds", duration(of))
        .maybe("region", of.region())
}

pub(crate) fn assume_role_with_saml(of: &Situation) -> Call {
    Call::new("sts", "assume-role-with-saml")
        .with("role-arn", of.role_arn())
        .with("principal-arn", of.saml_provider())
        .with("saml-assertion", "file://assertion.txt")
        .maybe("duration-seconds", duration(of))
        .maybe("region", of.region())
}

const MFA_CODE: &str = "<MFA_CODE>";

fn session_name(of: &Situation) -> &str {
    told(&of.session_name).unwrap_or("<SESSION_NAME>")
}

fn mfa_device(of: &Situation) -> &str {
    told(&of.mfa_serial).unwrap_or("<MFA_DEVICE_ARN>")
}

fn duration(of: &Situation) -> Option<String> {
    of.duration_seconds.map(|seconds| seconds.to_string())
}

/// The whole way: credentials that say that the user signed in with MFA, put into the environment, and the call with them.
fn sign_in_and_assume(of: &Situation) -> Text {
    let session = get_session_token(of);
    let assume = assume_role(of, false);
    let text =
        Text::script("Sign in with MFA first, then assume the role", &[&session, &assume], |shell| match shell {
            Shell::Posix => format!("{} &&\n{}", sign_in(of), assume.text(shell)),
            Shell::PowerShell => format!(
                "$session = {} | ConvertFrom-Json\nif ($session) {{\n{POWERSHELL_KEYS}\n{}\n}}",
                session.clone().with("output", "json").text(shell),
                assume.text(shell)
            ),
        });
    limits(of, text).note(
        "It needs the user's own access key, and leaves the new credentials in the environment of the shell: they are good \
         for more calls.",
    )
}

/// For POSIX shells: signs in with MFA and puts the credentials into the environment.
pub(crate) fn sign_in(of: &Situation) -> String {
    format!("session=$({}) &&\n{POSIX_KEYS}", credentials_of(&get_session_token(of)).text(Shell::Posix))
}

fn get_session_token(of: &Situation) -> Call {
    Call::new("sts", "get-session-token")
        .with("serial-number", mfa_device(of))
        .with("token-code", MFA_CODE)
        .maybe("region", of.region())
}

/// The same call, answering the credentials in one line.
pub(super) fn credentials_of(call: &Call) -> Call {
    call.clone().with("query", "Credentials.[AccessKeyId, SecretAccessKey, SessionToken]").with("output", "text")
}

/// Puts the credentials of `$session` into the environment.
pub(super) const POSIX_KEYS: &str = r#"AWS_ACCESS_KEY_ID=$(printf '%s\n' "$session" | cut -f 1) &&
AWS_SECRET_ACCESS_KEY=$(printf '%s\n' "$session" | cut -f 2) &&
AWS_SESSION_TOKEN=$(printf '%s\n' "$session" | cut -f 3) &&
export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN"#;

pub(super) const POWERSHELL_KEYS: &str = "$env:AWS_ACCESS_KEY_ID = $session.Credentials.AccessKeyId
$env:AWS_SECRET_ACCESS_KEY = $session.Credentials.SecretAccessKey
$env:AWS_SESSION_TOKEN = $session.Credentials.SessionToken";
