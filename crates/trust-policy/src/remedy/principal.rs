//! How a trust policy names the caller: the narrowest form that a principal has.

use super::command::is_managed;
use crate::aws::{Arn, iam_arn};
use crate::evaluate::{Scenario, Who};
use crate::policy::PrincipalKey;

/// The caller as a principal, with what must be tested besides.
#[derive(Debug)]
pub(super) struct Principal {
    pub(super) key: PrincipalKey,
    pub(super) value: String,
    /// For titles: ``the user `arn` ``.
    pub(super) shown: String,
    /// Tests of a statement of its own, by `StringEquals`: the provider alone would be everybody that it knows.
    pub(super) tests: Vec<(String, String)>,
}

impl Principal {
    /// `None` for a caller that no principal means, or none that is narrow enough.
    pub(super) fn of(scenario: &Scenario, who: &Who) -> Option<Self> {
        let role = Arn::parse(scenario.role.arn.trim())?;
        let aws = |value: String, shown: String| {
            let foreign = who.account().is_some_and(|own| own != role.account());
            Some(Self { key: PrincipalKey::Aws, value, shown, tests: external_id(scenario, foreign) })
        };
        match who {
            Who::User(_) => {
                let arn = who.principal_arn()?;
                let shown = format!("the user `{arn}`");
                aws(arn, shown)
            }
            // The path of such a role belongs into its ARN and is not known; the ARN of a session has none.
            Who::Session { role: named, session } if named.path_unknown && is_managed(named) => {
                session.as_ref()?;
                let arn = who.caller_arn();
                let shown = format!("the session `{arn}`");
                aws(arn, shown)
            }
            Who::Session { role: named, .. } => {
                let arn = who.principal_arn()?;
                let path = if named.path_unknown { " (with its path, if it has one)" } else { "" };
                let shown = format!("the role `{arn}`{path}");
                aws(arn, shown)
            }
            Who::SomebodyOf { account } => {
                let shown = format!("everyone of the account `{account}` whom its administrators let");
                aws(iam_arn(role.partition(), account, "root", ""), shown)
            }
            Who::Service(name) if [".amazonaws.com", ".amazonaws.com.cn"].iter().any(|end| name.ends_with(end)) => {
                let shown = format!("the service `{name}`");
                Some(Self { key: PrincipalKey::Service, value: name.clone(), shown, tests: Vec::new() })
            }
            Who::WebIdentity { provider, issuer } => web_identity(scenario, provider, issuer),
            Who::Saml { provider } if Arn::parse(provider).is_some_and(|arn| arn.account() == role.account()) => {
                Some(saml(scenario, provider))
            }
            _ => None,
        }
    }
}

/// Somebody of another account who passes an external id is bound to it. Session tags are authorised by an action for
/// which the id is not documented to be there.
fn external_id(scenario: &Scenario, foreign: bool) -> Vec<(String, String)> {
    let request = &scenario.request;
    let alone = crate::evaluate::actions(scenario).len() == 1;
    match &request.external_id {
        Some(id) if foreign && alone => vec![("sts:ExternalId".to_owned(), id.clone())],
        _ => Vec::new(),
    }
}

/// One subject of a provider, for the audience that its token has. Without a subject it would be all of them.
fn web_identity(scenario: &Scenario, provider: &str, issuer: &str) -> Option<Principal> {
    let claims = scenario.request.token.as_deref()?;
    let find = |name: &str| claims.iter().find(|(own, _)| own == name).and_then(|(_, values)| values.first());
    let subject = find("sub")?;
    let audience = find("azp").or_else(|| find("aud"));
    let mut tests = Vec::new();
    if let Some(audience) = audience {
        tests.push((format!("{issuer}:aud"), audience.clone()));
    }
    tests.push((format!("{issuer}:sub"), subject.clone()));
    let shown = format!("the subject `{subject}` of `{issuer}`");
    Some(Principal { key: PrincipalKey::Federated, value: provider.to_owned(), shown, tests })
}

fn saml(scenario: &Scenario, provider: &str) -> Principal {
    let attributes = scenario.request.saml.as_deref().unwrap_or_default();
    let is_audience = |name: &str| name.eq_ignore_ascii_case("aud") || name.eq_ignore_ascii_case("saml:aud");
    let audience = attributes.iter().find(|(name, _)| is_audience(name)).and_then(|(_, values)| values.first());
    let tests = audience.map(|audience| ("SAML:aud".to_owned(), audience.clone())).into_iter().collect();
    let shown = format!("whoever `{provider}` signs in for this role");
    Principal { key: PrincipalKey::Federated, value: provider.to_owned(), shown, tests }
}
