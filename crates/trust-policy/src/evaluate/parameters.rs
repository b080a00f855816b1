//! What AWS STS checks of a request before and after it asks the policies.

use super::answer::AwsError;
use super::principal::Who;
use super::scenario::Scenario;
use super::sign_in;
use crate::aws::{Arn, Moment};

/// Why AWS STS refuses a request whatever the policies say.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) error: AwsError,
    /// The cause as a sentence.
    pub(super) why: String,
}

impl Refusal {
    fn new(code: &'static str, message: impl Into<String>, why: impl Into<String>) -> Option<Self> {
        Some(Self { error: AwsError { code, message: Some(message.into()) }, why: why.into() })
    }

    fn silent(code: &'static str, why: impl Into<String>) -> Option<Self> {
        Some(Self { error: AwsError { code, message: None }, why: why.into() })
    }
}

/// How STS tells of a parameter that is not as its API model has it.
/// Source: the API model of AWS STS (patterns and limits), and recorded replies (their form).
fn constraint(name: &str, value: &str, rule: &str) -> Option<Refusal> {
    let message = format!(
        "1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: Member must {rule}"
    );
    Refusal::new("ValidationError", message, format!("`{name}` must {rule}"))
}

/// A text of so many characters out of a set.
fn text(name: &str, value: &str, shortest: usize, longest: usize, marks: &str, pattern: &str) -> Option<Refusal> {
    let length = value.chars().count();
    if length < shortest {
        return constraint(name, value, &format!("have length greater than or equal to {shortest}"));
    }
    if length > longest {
        return constraint(name, value, &format!("have length less than or equal to {longest}"));
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_' || marks.contains(c);
    if !value.chars().all(allowed) {
        return constraint(name, value, &format!("satisfy regular expression pattern: {pattern}"));
    }
    None
}

/// What STS looks at first: the form of each parameter.
///
/// Source: the API model of AWS STS (`AssumeRole`, `AssumeRoleWithWebIdentity`).
pub(super) fn form(scenario: &Scenario) -> Option<Refusal> {
    const NAME: &str = "[\\w+=,.@-]*";
    let request = &scenario.request;
    if let Some(seconds) = request.duration_seconds {
        if seconds < 900 {
            return constraint("durationSeconds", &seconds.to_string(), "have value greater than or equal to 900");
        }
        if seconds > 43_200 {
            return constraint("durationSeconds", &seconds.to_string(), "have value less than or equal to 43200");
        }
    }
    let session = request.session_name.as_deref().and_then(|name| text("roleSessionName", name, 2, 64, "+=,.@-", NAME));
    let source = || {
        let value = request.source_identity.as_deref()?;
        text("sourceIdentity", value, 2, 64, "+=,.@-", NAME).or_else(|| {
            let reserved = value.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:"));
            if reserved {
                Refusal::silent("ValidationError", "a source identity must not begin with `aws:`")
            } else {
                None
            }
        })
    };
    let external = || text("externalId", request.external_id.as_deref()?, 2, 1224, "+=,.@:/-", "[\\w+=,.@:\\/-]*");
    session.or_else(source).or_else(external).or_else(|| tags(scenario))
}

fn tags(scenario: &Scenario) -> Option<Refusal> {
    let tags = &scenario.request.tags;
    if tags.len() > 50 {
        return constraint("tags", &tags.len().to_string(), "have length less than or equal to 50");
    }
    for (at, (key, value)) in tags.iter().enumerate() {
        let length = key.chars().count();
        if !(1..=128).contains(&length) {
            return Refusal::silent(
                "ValidationError",
                format!("the key of a session tag has 1 to 128 characters, and `{key}` has {length}"),
            );
        }
        if value.chars().count() > 256 {
            return Refusal::silent(
                "ValidationError",
                format!("the value of the session tag `{key}` has more than 256 characters"),
            );
        }
        if let Some(strange) = key.chars().chain(value.chars()).find(|c| !may_tag(*c)) {
            return Refusal::silent(
                "ValidationError",
                format!("the session tag `{key}` has the character `{strange}`, which tags cannot have"),
            );
        }
        let reserved = |text: &str| text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:"));
        if reserved(key) || reserved(value) {
            let what = if reserved(key) { "" } else { "the value of " };
            return Refusal::silent(
                "ValidationError",
                format!("{what}the session tag `{key}` begins with `aws:`, which is reserved"),
            );
        }
        if tags[..at].iter().any(|(other, _)| other.eq_ignore_ascii_case(key)) {
            return Refusal::silent("ValidationError", format!("the session tag `{key}` is passed twice"));
        }
    }
    let passed = |key: &&String| !tags.iter().any(|(own, _)| own.eq_ignore_ascii_case(key));
    let foreign = scenario.request.transitive_tag_keys.iter().find(passed)?;
    Refusal::silent("ValidationError", format!("the transitive tag key `{foreign}` is none of the session tags"))
}

/// Whether a tag may have a character: letters, digits, blanks and some marks.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>
fn may_tag(c: char) -> bool {
    c.is_alphanumeric() || (c.is_whitespace() && !c.is_control()) || "_.:/=+-@".contains(c)
}

/// What STS finds out about the token before it asks the policies.
pub(super) fn token(scenario: &Scenario, who: &Who) -> Option<Refusal> {
    let Who::WebIdentity { provider, issuer } = who else { return None };
    let claims = scenario.request.token.as_ref()?;
    let claim = |name: &str| claims.iter().find(|(own, _)| own == name).and_then(|(_, values)| values.first());
    let role = Arn::parse(&scenario.role.arn)?;
    let url = claim("iss").cloned().unwrap_or_else(|| format!("https://{issuer}"));
    let of_token = url.strip_prefix("https://").unwrap_or(&url);
    let elsewhere = Arn::parse(provider).is_some_and(|arn| arn.account() != role.account());
    if of_token != issuer || elsewhere {
        let message = format!("No OpenIDConnect provider found in your account for {url}");
        let why = match elsewhere {
            true => "the provider is not in the account of the role".to_owned(),
            false => format!("the token comes from `{of_token}`, and the provider stands for `{issuer}`"),
        };
        return Refusal::new("InvalidIdentityToken", message, why);
    }
    if let Some(mut roles) = sign_in::authorized_roles(claims)
        && !roles.any(|own| own == scenario.role.arn.trim())
    {
        return Refusal::silent("InvalidIdentityToken", "the token names the roles that it is for, and not this one");
    }
    // STS takes a token up to five minutes after its end.
    // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
    let now = scenario
        .request
        .context
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case("aws:CurrentTime") || key.eq_ignore_ascii_case("aws:EpochTime"));
    let now = now.and_then(|(_, values)| Moment::parse(values.first()?));
    let end = claim("exp").and_then(|text| text.parse::<i64>().ok());
    if let (Some(Moment(now)), Some(end)) = (now, end)
        && now > end + 300
    {
        return Refusal::silent("ExpiredTokenException", "the token had expired when the request was made");
    }
    None
}

/// What STS looks at last: whether the session may last as long as it is asked for.
///
/// Source: recorded replies; the order is that of the measurements in which they were seen.
pub(super) fn duration(scenario: &Scenario, who: &Who) -> Option<Refusal> {
    let seconds = scenario.request.duration_seconds?;
    // A service is not bound by the role's maximum.
    if matches!(who, Who::Service(_)) {
        return None;
    }
    let longest = scenario.role.max_session_duration.unwrap_or(3600);
    if seconds > longest {
        return Refusal::new(
            "ValidationError",
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
            format!("{seconds} seconds are more than the {longest} that the role allows"),
        );
    }
    if matches!(who, Who::Session { .. }) && seconds > 3600 {
        return Refusal::new(
            "ValidationError",
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
            format!("{seconds} seconds are more than the hour that a role may have which another role assumes"),
        );
    }
    None
}
