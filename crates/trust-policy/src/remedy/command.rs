//! The `aws` commands that make a change, quoted for POSIX shells.
//!
//! What only the person knows, such as the code of an MFA device, is a variable of the shell.

use crate::aws::Arn;
use crate::evaluate::{Named, Scenario, Who};
use crate::text::quote;

/// Saves the trust policy from a file with the new text.
pub(super) fn update_trust_policy(role: &str) -> Option<String> {
    let name = quoted(name_of(Arn::parse(role.trim())?.resource_path()?));
    Some(format!("aws iam update-assume-role-policy --role-name {name} --policy-document file://trust-policy.json"))
}

/// Gives the caller a policy of its own. IAM users and roles have such; Identity Center and services keep theirs.
pub(super) fn put_policy(who: &Who, role: &str, document: &str) -> Option<String> {
    let (kind, named) = entity(who)?;
    let policy = quoted(&format!("Assume-{}", name_of(Arn::parse(role.trim())?.resource_path()?)));
    let (caller, document) = (quoted(named.name()), quoted(document));
    Some(format!(
        "aws iam put-{kind}-policy --{kind}-name {caller} --policy-name {policy} --policy-document {document}"
    ))
}

/// Tags the caller.
pub(super) fn tag_caller(who: &Who, key: &str, value: &str) -> Option<String> {
    let (kind, named) = entity(who)?;
    let tags = tags(&[(key.to_owned(), value.to_owned())]);
    Some(format!("aws iam tag-{kind} --{kind}-name {} --tags {tags}", quoted(named.name())))
}

/// The user or role behind the caller, where it is one that can be changed.
fn entity(who: &Who) -> Option<(&'static str, &Named)> {
    match who {
        Who::User(named) => Some(("user", named)),
        Who::Session { role, .. } if !is_managed(role) => Some(("role", role)),
        _ => None,
    }
}

/// Whether AWS keeps the role: Identity Center's, and the ones that services are linked with.
pub(super) fn is_managed(role: &Named) -> bool {
    ["aws-reserved/", "aws-service-role/", "AWSReservedSSO_", "AWSServiceRoleFor"]
        .iter()
        .any(|start| role.path.starts_with(start))
}

/// Credentials that say that the caller signed in with MFA.
pub(super) const SIGN_IN_WITH_MFA: &str =
    "aws sts get-session-token --serial-number \"$MFA_SERIAL_NUMBER\" --token-code \"$MFA_CODE\"";

/// The call itself, with all its parameters. Services make theirs without a command.
pub(super) fn call(scenario: &Scenario, who: &Who) -> Option<String> {
    let request = &scenario.request;
    let action = request.action.trim();
    let mut command = match who {
        Who::WebIdentity { .. } if action.eq_ignore_ascii_case("sts:AssumeRoleWithWebIdentity") => {
            "aws sts assume-role-with-web-identity --web-identity-token \"$WEB_IDENTITY_TOKEN\"".to_owned()
        }
        Who::Saml { provider } if action.eq_ignore_ascii_case("sts:AssumeRoleWithSAML") => format!(
            "aws sts assume-role-with-saml --principal-arn {} --saml-assertion \"$SAML_ASSERTION\"",
            quoted(provider)
        ),
        Who::User(_) | Who::Session { .. } | Who::SomebodyOf { .. }
            if action.eq_ignore_ascii_case("sts:AssumeRole") =>
        {
            "aws sts assume-role".to_owned()
        }
        _ => return None,
    };
    let own = matches!(who, Who::User(_) | Who::Session { .. } | Who::SomebodyOf { .. });
    let mut add = |name: &str, value: &str| {
        command.push_str(" --");
        command.push_str(name);
        // What begins like an option would be taken for one.
        command.push(if value.starts_with('-') { '=' } else { ' ' });
        command.push_str(value);
    };
    add("role-arn", &quoted(scenario.role.arn.trim()));
    if !matches!(who, Who::Saml { .. }) {
        let name = request.session_name.as_deref().map(quoted);
        add("role-session-name", name.as_deref().unwrap_or("\"$ROLE_SESSION_NAME\""));
    }
    // What else a federated caller passes stands in its token.
    if own {
        if let Some(id) = &request.external_id {
            add("external-id", &quoted(id));
        }
        if let Some(identity) = &request.source_identity {
            add("source-identity", &quoted(identity));
        }
        if !request.tags.is_empty() {
            add("tags", &tags(&request.tags));
        }
        if !request.transitive_tag_keys.is_empty() {
            let keys: Vec<String> = request.transitive_tag_keys.iter().map(|key| quoted(key)).collect();
            add("transitive-tag-keys", &keys.join(" "));
        }
    }
    if let Some(seconds) = request.duration_seconds {
        add("duration-seconds", &seconds.to_string());
    }
    Some(command)
}

/// Tags in the short form of the AWS CLI, or in JSON where it could misread them.
fn tags(tags: &[(String, String)]) -> String {
    let short =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_.:/@+-".contains(c));
    if tags.iter().all(|(key, value)| short(key) && short(value)) {
        let tags: Vec<String> = tags.iter().map(|(key, value)| format!("Key={key},Value={value}")).collect();
        return tags.join(" ");
    }
    let tags: Vec<String> =
        tags.iter().map(|(key, value)| format!("{{\"Key\":{},\"Value\":{}}}", quote(key), quote(value))).collect();
    quoted(&format!("[{}]", tags.join(",")))
}

/// The last part of a path.
pub(super) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// A word for a POSIX shell.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "_.:/@+=,-".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_survive_the_shell() {
        assert_eq!(quoted("arn:aws:iam::111122223333:role/app"), "arn:aws:iam::111122223333:role/app");
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
        assert_eq!(quoted(""), "''");
    }

    #[test]
    fn tags_that_the_short_form_could_misread_are_json() {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(tags(&[pair("team", "red"), pair("cost", "1")]), "Key=team,Value=red Key=cost,Value=1");
        assert_eq!(tags(&[pair("team", "red, blue")]), r#"'[{"Key":"team","Value":"red, blue"}]'"#);
    }
}
