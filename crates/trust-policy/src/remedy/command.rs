//! The `aws` commands that make a change, for POSIX shells: those of [`crate::commands`], each on one line.

use crate::commands::{Call, Shell, Situation, assume_role, assume_role_with_saml, assume_role_with_web_identity, tag};
use crate::evaluate::{Named, Scenario, Who};

/// What commands are made for: the call of a scenario.
pub(super) fn situation(scenario: &Scenario, who: &Who) -> Situation {
    let request = &scenario.request;
    let provider = match who {
        Who::WebIdentity { provider, .. } | Who::Saml { provider } => Some(provider.clone()),
        _ => None,
    };
    let region = request.context.iter().find(|(key, _)| key.eq_ignore_ascii_case("aws:RequestedRegion"));
    Situation {
        role_arn: Some(scenario.role.arn.clone()),
        caller_arn: Some(request.principal.clone()),
        provider,
        external_id: request.external_id.clone(),
        session_name: request.session_name.clone(),
        source_identity: request.source_identity.clone(),
        tags: request.tags.clone(),
        transitive_tag_keys: request.transitive_tag_keys.clone(),
        duration_seconds: request.duration_seconds,
        region: region.and_then(|(_, values)| values.first().cloned()),
        ..Situation::default()
    }
}

/// Saves the trust policy from a file with the new text.
pub(super) fn update_trust_policy(of: &Situation) -> String {
    Call::new("iam", "update-assume-role-policy")
        .with("role-name", of.role_name())
        .with("policy-document", "file://trust-policy.json")
        .maybe("region", of.region_of_global())
        .line(Shell::Posix)
}

/// Gives the caller a policy of its own. IAM users and roles have such; Identity Center and services keep theirs.
pub(super) fn put_policy(of: &Situation, who: &Who, document: &str) -> Option<String> {
    let (user, named) = entity(who)?;
    let (operation, name) = if user { ("put-user-policy", "user-name") } else { ("put-role-policy", "role-name") };
    let call = Call::new("iam", operation)
        .with(name, named.name())
        .with("policy-name", format!("Assume-{}", of.role_name()))
        .with("policy-document", document)
        .maybe("region", of.region_of_global());
    Some(call.line(Shell::Posix))
}

/// Tags the caller.
pub(super) fn tag_caller(of: &Situation, who: &Who, key: &str, value: &str) -> Option<String> {
    let (user, named) = entity(who)?;
    let (operation, name) = if user { ("tag-user", "user-name") } else { ("tag-role", "role-name") };
    let call = Call::new("iam", operation)
        .with(name, named.name())
        .with("tags", tag(key, value))
        .maybe("region", of.region_of_global());
    Some(call.line(Shell::Posix))
}

/// Tags a role.
pub(super) fn tag_role(of: &Situation, name: &str, key: &str, value: &str) -> String {
    let call = Call::new("iam", "tag-role").with("role-name", name).with("tags", tag(key, value));
    call.maybe("region", of.region_of_global()).line(Shell::Posix)
}

/// The user or role behind the caller, where it is one that can be changed; whether it is a user.
fn entity(who: &Who) -> Option<(bool, &Named)> {
    match who {
        Who::User(named) => Some((true, named)),
        Who::Session { role, .. } if !is_managed(role) => Some((false, role)),
        _ => None,
    }
}

/// Whether AWS keeps the role: Identity Center's, and the ones that services are linked with.
pub(super) fn is_managed(role: &Named) -> bool {
    ["aws-reserved/", "aws-service-role/", "AWSReservedSSO_", "AWSServiceRoleFor"]
        .iter()
        .any(|start| role.path.starts_with(start))
}

/// The call itself, with all its parameters. Services make theirs without a command.
pub(super) fn call(scenario: &Scenario, who: &Who) -> Option<String> {
    let of = situation(scenario, who);
    let action = scenario.request.action.trim();
    let call = match who {
        Who::WebIdentity { .. } if action.eq_ignore_ascii_case("sts:AssumeRoleWithWebIdentity") => {
            assume_role_with_web_identity(&of)
        }
        Who::Saml { .. } if action.eq_ignore_ascii_case("sts:AssumeRoleWithSAML") => assume_role_with_saml(&of),
        Who::User(_) | Who::Session { .. } | Who::SomebodyOf { .. }
            if action.eq_ignore_ascii_case("sts:AssumeRole") =>
        {
            assume_role(&of, false)
        }
        _ => return None,
    };
    Some(call.line(Shell::Posix))
}
