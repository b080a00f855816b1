//! Steps around the call: where it comes from, who signs in how, which tags the caller has.

use super::command;
use super::step::{How, Steps, cost};
use super::wish::Wish;
use crate::aws::Arn;
use crate::evaluate::{ConditionTrace, Layer, Scenario, Who};

/// Circumstances in which a test of the key, here in lower case, comes out as wished.
pub(super) fn meet(steps: &mut Steps<'_>, condition: &ConditionTrace, key: &str, wish: &Wish) {
    let Wish::Value { shown, sample } = wish else { return };
    if let Some(tag) = condition.key.get(..17).filter(|start| start.eq_ignore_ascii_case("aws:PrincipalTag/")) {
        let tag = condition.key[tag.len()..].to_owned();
        return caller_tag(steps, tag, shown, sample, wish.is_exact());
    }
    let role_tag = ["aws:ResourceTag/", "iam:ResourceTag/"].into_iter().find_map(|family| {
        let (start, tag) = condition.key.split_at_checked(family.len())?;
        start.eq_ignore_ascii_case(family).then_some(tag)
    });
    if let Some(tag) = role_tag {
        return role_tag_with(steps, tag, shown, sample, wish.is_exact());
    }
    if key == "saml:aud" && matches!(steps.who, Who::Saml { .. }) {
        let title = format!("Sign in at `{shown}`");
        return circumstance(steps, title, |scenario| {
            let attributes = scenario.request.saml.get_or_insert_default();
            attributes.retain(|(own, _)| !own.eq_ignore_ascii_case("aud") && !own.eq_ignore_ascii_case("saml:aud"));
            attributes.push(("aud".to_owned(), vec![sample.clone()]));
        });
    }
    if let Who::WebIdentity { issuer, .. } = steps.who {
        let claim = condition.key.strip_prefix(issuer.as_str()).and_then(|rest| rest.strip_prefix(':'));
        if let Some(claim) = claim {
            return token(steps, claim, condition, (shown, sample));
        }
    }
    if let Some(title) = title(key, (shown, wish.is_exact()), steps.who, condition.actual.is_some()) {
        circumstance(steps, title, |scenario| {
            // Who calls through an endpoint does not call from a public address, and the other way round.
            let others: &[&str] = match key {
                "aws:sourceip" => {
                    scenario.vpc_endpoint_policy = None;
                    &["aws:SourceVpc", "aws:SourceVpce", "aws:VpcSourceIp"]
                }
                "aws:sourcevpc" | "aws:sourcevpce" | "aws:vpcsourceip" => &["aws:SourceIp"],
                _ => &[],
            };
            let context = &mut scenario.request.context;
            let replaced =
                |own: &str| own.eq_ignore_ascii_case(key) || others.iter().any(|other| own.eq_ignore_ascii_case(other));
            context.retain(|(own, _)| !replaced(own));
            context.push((condition.key.clone(), vec![sample.clone()]));
        });
    }
}

fn circumstance(steps: &mut Steps<'_>, title: String, change: impl FnOnce(&mut Scenario)) {
    steps.other(Layer::Request, cost::CIRCUMSTANCE, title, How::Otherwise, change);
}

/// What to do so that the request has the key; `None` for keys that say who calls, which no caller can choose.
fn title(key: &str, (shown, exact): (&str, bool), who: &Who, given: bool) -> Option<String> {
    let service = matches!(who, Who::Service(_));
    Some(match key {
        "aws:sourcevpc" if !exact => format!("Call through a VPC that matches `{shown}`"),
        "aws:sourcevpce" if !exact => format!("Call through a VPC endpoint that matches `{shown}`"),
        "aws:requestedregion" if !exact => format!("Call in a Region that matches `{shown}`"),
        "aws:sourceip" | "aws:vpcsourceip" if shown.contains('/') => format!("Call from an address in `{shown}`"),
        "aws:sourceip" | "aws:vpcsourceip" => format!("Call from the address `{shown}`"),
        "aws:sourcevpc" => format!("Call through the VPC `{shown}`"),
        "aws:sourcevpce" => format!("Call through the VPC endpoint `{shown}`"),
        "aws:requestedregion" => format!("Call in the Region `{shown}`"),
        // The organization is what it is; only where nobody said may it be the right one.
        "aws:principalorgid" if !given && !service => format!("Call from an account of the organization `{shown}`"),
        "aws:principalorgpaths" if !given && !service => format!("Call from an account under `{shown}`"),
        "aws:sourcearn" if service => format!("Let the service act for `{shown}`"),
        "aws:sourceaccount" if service => format!("Let the service act for the account `{shown}`"),
        "aws:sourceorgid" if service => format!("Let the service act for the organization `{shown}`"),
        _ => return None,
    })
}

fn caller_tag(steps: &mut Steps<'_>, tag: String, shown: &str, sample: &str, exact: bool) {
    let line = match exact {
        true => command::tag_caller(&command::situation(steps.scenario, steps.who), steps.who, &tag, shown),
        false => None,
    };
    let what = match steps.who {
        Who::User(named) => format!("the user `{}`", named.name()),
        Who::Session { role, .. } => format!("the role `{}`", role.name()),
        _ => return,
    };
    let value = if exact { format!("the value `{shown}`") } else { format!("a value that matches `{shown}`") };
    let title = format!("Tag {what} with `{tag}` and {value}");
    let how = line.map_or(How::Otherwise, How::Line);
    steps.other(Layer::Request, cost::CIRCUMSTANCE, title, how, |scenario| {
        let request = &mut scenario.request;
        let key = format!("aws:PrincipalTag/{tag}");
        request.context.retain(|(own, _)| !own.eq_ignore_ascii_case(&key));
        match &mut request.principal_tags {
            Some(tags) => {
                tags.retain(|(own, _)| !own.eq_ignore_ascii_case(&tag));
                tags.push((tag, sample.to_owned()));
            }
            // Nothing was said of the others, and nothing is said now.
            None => request.context.push((key, vec![sample.to_owned()])),
        }
    });
}

/// A tag of the role that is to be assumed.
fn role_tag_with(steps: &mut Steps<'_>, tag: &str, shown: &str, sample: &str, exact: bool) {
    let Some(role) = Arn::parse(steps.role()) else { return };
    let path = role.resource_path().unwrap_or_default();
    // Nobody tags a role that a service is linked with.
    if path.starts_with("aws-service-role/") {
        return;
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let value = if exact { format!("the value `{shown}`") } else { format!("a value that matches `{shown}`") };
    let title = format!("Tag the role `{name}`, which is to be assumed, with `{tag}` and {value}");
    let line = || command::tag_role(&command::situation(steps.scenario, steps.who), name, tag, shown);
    let how = if exact { How::Line(line()) } else { How::Otherwise };
    steps.other(Layer::Request, cost::CIRCUMSTANCE, title, how, |scenario| {
        let context = &mut scenario.request.context;
        let keys = [format!("aws:ResourceTag/{tag}"), format!("iam:ResourceTag/{tag}")];
        context.retain(|(own, _)| !keys.iter().any(|key| key.eq_ignore_ascii_case(own)));
        context.extend(keys.into_iter().take(1).map(|key| (key, vec![sample.to_owned()])));
    });
}

/// A token of the same provider: of another run of the same repository, for another audience.
fn token(steps: &mut Steps<'_>, claim: &str, condition: &ConditionTrace, (shown, sample): (&str, &str)) {
    let Some(claims) = &steps.scenario.request.token else { return };
    let find = |name: &str| claims.iter().find(|(own, _)| own == name).and_then(|(_, values)| values.first());
    let mut sample = sample.to_owned();
    let title = match claim {
        // No program asks for a token that is for its own subject: the value stands under the wrong key.
        "aud" if find("sub").is_some_and(|subject| subject == shown) => return,
        "aud" => format!("Ask the provider for a token with the audience `{shown}`"),
        "environment" => format!("Run in the environment `{shown}`"),
        "ref" => format!("Run on `{shown}`"),
        "sub" => {
            let Some(subject) = find("sub") else { return };
            let runs = condition.expected.iter().find_map(|wanted| Some((run(subject, wanted)?, wanted)));
            let Some((title, wanted)) = runs else { return };
            sample = wanted.replace(['*', '?'], "x");
            title
        }
        _ => return,
    };
    // The audience of a token with an authorized party is that party.
    let name = if claim == "aud" && find("azp").is_some() { "azp" } else { claim };
    circumstance(steps, title, |scenario| {
        let claims = scenario.request.token.get_or_insert_default();
        for (name, value) in consistent(claims, name, sample) {
            claims.retain(|(own, _)| *own != name);
            claims.push((name, vec![value]));
        }
    });
}

/// A claim with those that follow from it: of GitHub, the subject ends with the branch or the environment of the run.
fn consistent(claims: &[(String, Vec<String>)], name: &str, value: String) -> Vec<(String, String)> {
    let subject = claims.iter().find(|(own, _)| own == "sub").and_then(|(_, values)| values.first());
    let repository = subject.and_then(|subject| subject.strip_prefix("repo:")?.split_once(':'));
    let follows = match (name, repository) {
        ("environment", Some((repository, _))) => Some(("sub", format!("repo:{repository}:environment:{value}"))),
        ("ref", Some((repository, event))) if event.starts_with("ref:") => {
            Some(("sub", format!("repo:{repository}:ref:{value}")))
        }
        ("sub", Some(_)) => {
            let event = value.splitn(3, ':').nth(2).and_then(|event| event.split_once(':'));
            let is_claim = |kind: &&str| matches!(*kind, "ref" | "environment");
            event
                .filter(|(kind, _)| is_claim(kind))
                .map(|(kind, of)| (if kind == "ref" { "ref" } else { "environment" }, of.to_owned()))
        }
        _ => None,
    };
    let follows = follows.map(|(name, value)| (name.to_owned(), value));
    std::iter::once((name.to_owned(), value)).chain(follows).collect()
}

/// How the same repository gets a token with the wanted subject: by a run on another branch, for an environment. `None`
/// where the subject is of another repository.
///
/// Source: <https://docs.github.com/en/actions/reference/security/oidc> and
/// <https://docs.gitlab.com/ci/secrets/id_token_authentication/>
fn run(subject: &str, wanted: &str) -> Option<String> {
    let split = |text: &str| {
        let mut parts = text.splitn(3, ':');
        let (kind, repository, rest) = (parts.next()?, parts.next()?, parts.next()?);
        matches!(kind, "repo" | "project_path").then(|| (repository.to_owned(), rest.to_owned()))
    };
    let ((own, _), (repository, event)) = (split(subject)?, split(wanted)?);
    if own != repository {
        return None;
    }
    let parts: Vec<&str> = event.split(':').collect();
    let how = match parts.as_slice() {
        ["ref", name] => match (name.strip_prefix("refs/heads/"), name.strip_prefix("refs/tags/")) {
            (Some(branch), _) => format!("on the branch `{branch}`"),
            (_, Some(tag)) => format!("on the tag `{tag}`"),
            _ => format!("on `{name}`"),
        },
        ["environment", name] => format!("in the environment `{name}`"),
        ["pull_request"] => "for a pull request".to_owned(),
        ["ref_type", kind, "ref", name] => format!("on the {kind} `{name}`"),
        _ => format!("where the subject of the token is `{wanted}`"),
    };
    Some(format!("Run the workflow of `{repository}` {how}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_of_a_token_agree() {
        let claims = [("sub".to_owned(), vec!["repo:octo-org/octo-repo:ref:refs/heads/main".to_owned()])];
        let other = |name: &str, value: &str| consistent(&claims, name, value.to_owned()).pop().unwrap_or_default().1;
        assert_eq!(other("environment", "prod"), "repo:octo-org/octo-repo:environment:prod");
        assert_eq!(other("ref", "refs/heads/dev"), "repo:octo-org/octo-repo:ref:refs/heads/dev");
        assert_eq!(other("sub", "repo:octo-org/octo-repo:environment:prod"), "prod");
        assert_eq!(other("aud", "sts.amazonaws.com"), "sts.amazonaws.com");
    }

    #[test]
    fn runs_of_the_same_repository_are_named() {
        let main = "repo:octo-org/octo-repo:ref:refs/heads/main";
        let title = |wanted: &str| run(main, wanted).unwrap_or_default();
        assert_eq!(
            title("repo:octo-org/octo-repo:ref:refs/heads/dev"),
            "Run the workflow of `octo-org/octo-repo` on the branch `dev`"
        );
        assert_eq!(
            title("repo:octo-org/octo-repo:environment:prod"),
            "Run the workflow of `octo-org/octo-repo` in the environment `prod`"
        );
        assert_eq!(title("repo:octo-org/other:ref:refs/heads/main"), "");
        assert_eq!(title("repo:octo-org/*"), "");
    }
}
