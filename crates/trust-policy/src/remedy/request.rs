//! Steps on the side of the request: call otherwise.

use super::command::situation;
use super::place;
use super::step::{How, Steps, cost};
use super::wish::Wish;
use crate::commands::sign_in;
use crate::evaluate::{ConditionTrace, Layer, Mfa, Request, Who};
use crate::policy::{Operator, OperatorFamily, Qualifier};

/// A call that STS takes: one that asks for no longer session than the role gives, with a token that is still good.
///
/// Source: the API model of AWS STS, and recorded replies about the limits of a role and of role chaining.
pub(super) fn valid(steps: &mut Steps<'_>) {
    let request = &steps.scenario.request;
    if let Some(seconds) = request.duration_seconds {
        let of_role = steps.scenario.role.max_session_duration.unwrap_or(3600);
        let longest = match steps.who {
            Who::Service(_) => 43_200,
            Who::Session { .. } => of_role.min(3600),
            _ => of_role,
        };
        if seconds > longest {
            steps.request(format!("Ask for at most {longest} seconds"), |request| {
                request.duration_seconds = Some(longest);
            });
        } else if seconds < 900 {
            steps.request("Ask for at least 900 seconds".to_owned(), |request| request.duration_seconds = Some(900));
        }
    }
    let name = "of 2 to 64 letters, digits and `_+=,.@-`";
    if request.session_name.is_some() {
        let title = format!("Choose a session name {name}");
        steps.other(Layer::Request, cost::REQUEST, title, How::Otherwise, |scenario| {
            scenario.request.session_name = Some(SOME_NAME.to_owned());
        });
    }
    if request.source_identity.is_some() {
        let title = format!("Set a source identity {name}, not beginning with `aws:`");
        steps.other(Layer::Request, cost::REQUEST, title, How::Otherwise, |scenario| {
            scenario.request.source_identity = Some(SOME_NAME.to_owned());
        });
    }
    let expires = request.token.iter().flatten().any(|(claim, _)| claim == "exp");
    if expires {
        let title = "Sign in again: the token has expired".to_owned();
        steps.other(Layer::Request, cost::REQUEST, title, How::Otherwise, |scenario| {
            scenario.request.token.iter_mut().flatten().filter(|(claim, _)| claim == "exp").for_each(|(_, values)| {
                *values = vec![FAR_AWAY.to_owned()];
            });
        });
    }
}

/// A name that STS takes, where it is for the person to choose one.
const SOME_NAME: &str = "name";

/// The last second of the year 9999.
const FAR_AWAY: &str = "253402300799";

/// What the call does besides can be left out, where that is what is not allowed.
pub(super) fn leave_out(steps: &mut Steps<'_>) {
    let request = &steps.scenario.request;
    if request.action.trim().eq_ignore_ascii_case(steps.action) || !passes_parameters(steps.who) {
        return;
    }
    let of_tags = steps.action == "sts:TagSession";
    if !of_tags && request.source_identity.is_none() {
        return;
    }
    let title = if of_tags { "Pass no session tags" } else { "Set no source identity" }.to_owned();
    steps.other(Layer::Request, cost::LEAVE_OUT, title, How::Call, |scenario| {
        let request = &mut scenario.request;
        if of_tags {
            request.tags.clear();
            request.transitive_tag_keys.clear();
        } else {
            request.source_identity = None;
        }
    });
}

/// A session hands the source identity on that it has, and no other.
pub(super) fn keep_source_identity(steps: &mut Steps<'_>) {
    let request = &steps.scenario.request;
    if let Some(own) = request.inherited_source_identity().filter(|_| request.source_identity.is_some()) {
        let title = format!("Set no source identity: the session keeps `{own}`");
        steps.other(Layer::Request, cost::LEAVE_OUT, title, How::Call, |scenario| {
            scenario.request.source_identity = None;
        });
    }
}

/// Whether the caller chooses the parameters. What a federated caller passes is in its token.
fn passes_parameters(who: &Who) -> bool {
    matches!(who, Who::User(_) | Who::Session { .. } | Who::SomebodyOf { .. })
}

/// Calls in which a test holds, or fails.
pub(super) fn meet(steps: &mut Steps<'_>, condition: &ConditionTrace, hold: bool) {
    let key = condition.key.to_ascii_lowercase();
    if matches!(key.as_str(), "aws:tagkeys" | "sts:transitivetagkeys") {
        tag_keys(steps, condition, hold, key == "aws:tagkeys");
        return;
    }
    let Some(wish) = Wish::of(condition, hold) else { return };
    let own = passes_parameters(steps.who);
    match key.as_str() {
        "sts:externalid" if own => {
            text(steps, "Pass", "the external id", &wish, |request| &mut request.external_id);
        }
        "sts:rolesessionname" if !matches!(steps.who, Who::Service(_) | Who::Saml { .. }) => {
            text(steps, "Choose", "the session name", &wish, |request| &mut request.session_name);
        }
        "sts:sourceidentity" if own => {
            text(steps, "Set", "the source identity", &wish, |request| &mut request.source_identity);
        }
        "aws:multifactorauthpresent" | "aws:multifactorauthage" => mfa(steps, &key, &wish, &condition.operator),
        _ => match key.strip_prefix("aws:requesttag/") {
            Some(_) if own => session_tag(steps, condition, &wish),
            _ => place::meet(steps, condition, &key, &wish),
        },
    }
}

/// `the session name` as `a session name`.
fn one(what: &str) -> String {
    what.replacen("the ", if what.starts_with("the e") { "an " } else { "a " }, 1)
}

/// A parameter that is a text.
fn text(
    steps: &mut Steps<'_>,
    verb: &str,
    what: &str,
    wish: &Wish,
    parameter: impl FnOnce(&mut Request) -> &mut Option<String>,
) {
    match wish {
        Wish::Value { shown, .. } if wish.is_exact() => {
            steps.request(format!("{verb} {what} `{shown}`"), |request| *parameter(request) = Some(shown.clone()));
        }
        Wish::Value { shown, sample } => {
            let title = format!("{verb} {} that matches `{shown}`", one(what));
            steps.other(Layer::Request, cost::REQUEST, title, How::Otherwise, |scenario| {
                *parameter(&mut scenario.request) = Some(sample.clone());
            });
        }
        Wish::Absent => {
            steps.request(format!("{verb} no {}", what.trim_start_matches("the ")), |request| {
                *parameter(request) = None
            });
        }
        Wish::Present => {
            steps.other(Layer::Request, cost::REQUEST, format!("{verb} {}", one(what)), How::Otherwise, |scenario| {
                *parameter(&mut scenario.request) = Some(SOME_NAME.to_owned());
            });
        }
    }
}

/// Session tags, or transitive ones, as a test of their keys wants them: without the surplus, or with one more.
fn tag_keys(steps: &mut Steps<'_>, condition: &ConditionTrace, hold: bool, of_tags: bool) {
    let operator = Operator::parse(&condition.operator).filter(|_| hold && passes_parameters(steps.who));
    let Some(operator) = operator else { return };
    let demands = match operator.family {
        OperatorFamily::Null => Wish::of(condition, hold) == Some(Wish::Present),
        _ => operator.qualifier != Some(Qualifier::ForAllValues) && !operator.negated,
    };
    match (demands, operator.family) {
        (true, OperatorFamily::Null) => one_more(steps, None, of_tags),
        (true, _) => one_more(steps, Some(&condition.expected), of_tags),
        (false, OperatorFamily::Null) => {}
        (false, _) => surplus(steps, condition, of_tags),
    }
}

fn surplus(steps: &mut Steps<'_>, condition: &ConditionTrace, of_tags: bool) {
    let request = &steps.scenario.request;
    let wanted = |key: &String| condition.expected.iter().any(|expected| expected == key);
    let passed: Vec<&String> = match of_tags {
        true => request.tags.iter().map(|(key, _)| key).collect(),
        false => request.transitive_tag_keys.iter().collect(),
    };
    let surplus: Vec<String> = passed.into_iter().filter(|key| !wanted(key)).cloned().collect();
    if surplus.is_empty() {
        return;
    }
    let what = if of_tags { "session tag" } else { "transitive tag key" };
    steps.request(format!("Do not pass the {what} `{}`", surplus.join("`, `")), |request| {
        if of_tags {
            request.tags.retain(|(key, _)| !surplus.contains(key));
        }
        request.transitive_tag_keys.retain(|key| !surplus.contains(key));
    });
}

/// One of the wanted keys, or any, where none is passed.
fn one_more(steps: &mut Steps<'_>, wanted: Option<&[String]>, of_tags: bool) {
    let request = &steps.scenario.request;
    if !of_tags {
        let is_wanted = |key: &String| wanted.is_none_or(|wanted| wanted.contains(key));
        let passed: Vec<String> =
            request.tags.iter().map(|(key, _)| key).filter(|key| is_wanted(key)).cloned().collect();
        for key in passed {
            steps.request(format!("Make the session tag `{key}` transitive"), |request| {
                request.transitive_tag_keys.push(key);
            });
        }
        return;
    }
    for key in wanted.unwrap_or_default().iter().filter(|key| !key.contains(['*', '?'])) {
        let alike = request.tags.iter().find(|(own, _)| own.eq_ignore_ascii_case(key));
        if let Some((own, _)) = alike {
            let title = format!("Write the key of the session tag `{own}` as `{key}`");
            steps.session_tag(key, title, How::Call, |request| {
                let tags = request.tags.iter_mut().map(|(own, _)| own);
                for own in tags.chain(&mut request.transitive_tag_keys).filter(|own| own.eq_ignore_ascii_case(key)) {
                    own.clone_from(key);
                }
            });
        } else {
            some_value(steps, key);
        }
    }
}

fn some_value(steps: &mut Steps<'_>, tag: &str) {
    steps.session_tag(tag, format!("Pass the session tag `{tag}`"), How::Otherwise, |request| {
        request.tags.push((tag.to_owned(), SOME_NAME.to_owned()));
    });
}

fn session_tag(steps: &mut Steps<'_>, condition: &ConditionTrace, wish: &Wish) {
    let Some(tag) = condition.key.get("aws:RequestTag/".len()..) else { return };
    let set = |request: &mut Request, value: &str| {
        request.tags.retain(|(key, _)| !key.eq_ignore_ascii_case(tag));
        request.tags.push((tag.to_owned(), value.to_owned()));
    };
    match wish {
        Wish::Value { shown, .. } if wish.is_exact() => {
            let title = format!("Pass the session tag `{tag}` with the value `{shown}`");
            steps.session_tag(tag, title, How::Call, |request| set(request, shown));
        }
        Wish::Value { shown, sample } => {
            let title = format!("Pass the session tag `{tag}` with a value that matches `{shown}`");
            steps.session_tag(tag, title, How::Otherwise, |request| set(request, sample));
        }
        Wish::Absent => steps.request(format!("Do not pass the session tag `{tag}`"), |request| {
            request.tags.retain(|(key, _)| !key.eq_ignore_ascii_case(tag));
            request.transitive_tag_keys.retain(|key| !key.eq_ignore_ascii_case(tag));
        }),
        Wish::Present => some_value(steps, tag),
    }
}

/// A user can sign in with MFA. The session of a role says nothing of it, whoever started it.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html>
fn mfa(steps: &mut Steps<'_>, key: &str, wish: &Wish, operator: &str) {
    if !matches!(steps.who, Who::User(_)) {
        return;
    }
    let age = match (key, wish) {
        ("aws:multifactorauthage", Wish::Value { sample, .. }) => sample.parse().ok(),
        (_, Wish::Value { sample, .. }) if sample != "true" => return,
        (_, Wish::Absent) => return,
        _ => None,
    };
    let known = steps.scenario.request.mfa.filter(|mfa| mfa.present);
    let again = if known.is_some() { " again" } else { "" };
    let title = match (key, wish) {
        ("aws:multifactorauthage", Wish::Value { shown, .. }) => {
            let when = match operator {
                _ if operator.contains("LessThanEquals") => "at most",
                _ if operator.contains("LessThan") => "less than",
                // Nobody signs in earlier, and at a second's notice.
                _ => return,
            };
            format!("Sign in{again} with MFA, {when} {shown} seconds before the call")
        }
        _ => "Sign in with MFA and call with the credentials of that session".to_owned(),
    };
    let age = age.or_else(|| known.and_then(|mfa| mfa.age_seconds)).or(Some(0));
    let how = How::LineAndCall(sign_in(&situation(steps.scenario, steps.who)));
    steps.other(Layer::Request, cost::REQUEST, title, how, |scenario| {
        let known = |own: &str| own.to_ascii_lowercase().starts_with("aws:multifactorauth");
        scenario.request.context.retain(|(own, _)| !known(own));
        scenario.request.mfa = Some(Mfa { present: true, age_seconds: age });
    });
}
