//! The condition keys of a request: what AWS fills in, what the scenario says, and what nobody said.

use std::borrow::Cow;

use super::principal::{Named, Who};
use super::scenario::Scenario;
use super::sign_in;
use crate::aws::{Arn, OidcProvider, catalogue, is_common_claim, listed_claims};

/// The values of condition keys.
#[derive(Debug, Clone)]
pub(super) struct Context {
    /// By name in lower case.
    keys: Vec<(String, Option<Vec<String>>)>,
    /// Prefixes of keys of which nothing else is in the request, in lower case.
    closed: Vec<&'static str>,
    /// The caller's role, where nobody said which path it has.
    pub(super) role_without_path: Option<Named>,
    service: bool,
    signed_in: bool,
    /// Signed in with SAML.
    asserted: bool,
}

/// What a request says of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lookup<'c> {
    Values(&'c [String]),
    /// Not in the request, for certain.
    Absent,
    /// Nobody said; a real request may well have it.
    Unknown,
}

impl Context {
    /// The context of a scenario's request.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html> and
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html>
    pub(super) fn of(scenario: &Scenario, who: &Who) -> Self {
        let request = &scenario.request;
        let mut context = Self {
            keys: Vec::new(),
            closed: vec!["aws:requesttag/"],
            role_without_path: match who {
                Who::Session { role, .. } if role.path_unknown => Some(role.clone()),
                _ => None,
            },
            service: matches!(who, Who::Service(_)),
            signed_in: matches!(who, Who::WebIdentity { .. } | Who::Saml { .. }),
            asserted: matches!(who, Who::Saml { .. }),
        };
        for (key, values) in &request.context {
            context.set(key, Some(values.clone()));
        }
        context.principal(scenario, who);
        context.parameters(scenario, who);
        match who {
            Who::WebIdentity { provider, issuer } => context.web_identity(scenario, provider, issuer),
            Who::Saml { provider } => context.saml(scenario, provider),
            _ => {}
        }
        let role = Arn::parse(&scenario.role.arn);
        context.text("aws:ResourceAccount", role.map(|role| role.account().to_owned()));
        context.text("aws:SecureTransport", Some("true".to_owned()));
        context.text("aws:ViaAWSService", Some("false".to_owned()));
        context
    }

    /// Sets a key that is not set yet; `None` when it is not in the request.
    fn set(&mut self, key: &str, values: Option<Vec<String>>) {
        let key = key.to_ascii_lowercase();
        if !self.keys.iter().any(|(own, _)| *own == key) {
            self.keys.push((key, values));
        }
    }

    /// The same for a caller whose ARN may also be one of these.
    pub(super) fn with_principal_arns(&self, arns: Vec<String>) -> Self {
        let mut other = self.clone();
        for (_, values) in other.keys.iter_mut().filter(|(key, _)| key == "aws:principalarn") {
            values.get_or_insert_default().extend_from_slice(&arns);
        }
        other
    }

    fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(own, values)| own == key && values.as_ref().is_some_and(|values| !values.is_empty()))
    }

    fn text(&mut self, key: &str, value: Option<String>) {
        self.set(key, value.map(|value| vec![value]));
    }

    fn principal(&mut self, scenario: &Scenario, who: &Who) {
        let request = &scenario.request;
        self.text("aws:PrincipalIsAWSService", Some(self.service.to_string()));
        self.text("aws:PrincipalServiceName", if let Who::Service(name) = who { Some(name.clone()) } else { None });
        self.text("aws:PrincipalArn", who.principal_arn());
        self.text("aws:PrincipalAccount", who.account().map(str::to_owned));
        self.text("aws:PrincipalType", who.principal_type().map(str::to_owned));
        self.text("aws:username", if let Who::User(named) = who { Some(named.name().to_owned()) } else { None });
        if let Who::Root { account, .. } = who {
            self.text("aws:userid", Some(account.clone()));
        }
        if let Some(tags) = &request.principal_tags {
            for (key, value) in tags {
                self.text(&format!("aws:PrincipalTag/{key}"), Some(value.clone()));
            }
        }
        if request.principal_tags.is_some() || self.signed_in {
            self.closed.push("aws:principaltag/");
        }
        match (request.mfa, who) {
            (Some(mfa), Who::User(_) | Who::Session { .. }) => {
                // Only long-term keys lack the key; without MFA, temporary credentials have it with `false`.
                let temporary = matches!(who, Who::Session { .. }) || self.has("aws:tokenissuetime");
                let present = (mfa.present || temporary).then(|| mfa.present.to_string());
                self.text("aws:MultiFactorAuthPresent", present);
                let age = mfa.age_seconds.filter(|_| mfa.present);
                if age.is_some() || !mfa.present {
                    self.text("aws:MultiFactorAuthAge", age.map(|age| age.to_string()));
                }
            }
            (None, Who::User(_) | Who::Session { .. } | Who::SomebodyOf { .. }) => {}
            _ => {
                self.set("aws:MultiFactorAuthPresent", None);
                self.set("aws:MultiFactorAuthAge", None);
            }
        }
        if !self.service {
            for key in ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"] {
                self.set(key, None);
            }
        }
        if self.service || self.signed_in {
            for key in ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths", "aws:userid"] {
                self.set(key, None);
            }
        }
    }

    fn parameters(&mut self, scenario: &Scenario, who: &Who) {
        let request = &scenario.request;
        let external_id = if self.signed_in { None } else { request.external_id.clone() };
        self.text("sts:ExternalId", external_id);
        if let Some(name) = &request.session_name {
            self.text("sts:RoleSessionName", Some(name.clone()));
        }
        let inherited = || request.inherited_source_identity().cloned();
        self.text("sts:SourceIdentity", request.source_identity.clone().or_else(inherited));
        if matches!(who, Who::User(_)) {
            self.set("aws:SourceIdentity", None);
        }
        for (key, value) in &request.tags {
            self.text(&format!("aws:RequestTag/{key}"), Some(value.clone()));
        }
        let keys = |keys: Vec<String>| (!keys.is_empty()).then_some(keys);
        self.set("aws:TagKeys", keys(request.tags.iter().map(|(key, _)| key.clone()).collect()));
        self.set("sts:TransitiveTagKeys", keys(request.transitive_tag_keys.clone()));
    }

    fn web_identity(&mut self, scenario: &Scenario, provider: &str, issuer: &str) {
        self.text("aws:FederatedProvider", Some(provider.to_owned()));
        let Some(claims) = &scenario.request.token else { return };
        let find = |name: &str| claims.iter().find(|(own, _)| own == name).map(|(_, values)| values.clone());
        // `aud` is the authorized party where the token names one; `oaud` is the audience in any case.
        let party = find("azp").filter(|party| !party.is_empty());
        self.set(&format!("{issuer}:oaud"), find("aud"));
        self.set(&format!("{issuer}:aud"), party.or_else(|| find("aud")));
        let listed = listed_claims(issuer);
        let short = |claim: &str| claim.rsplit('/').next().unwrap_or_default().to_owned();
        for (name, values) in claims {
            let known = listed.iter().find(|claim| **claim == name || short(claim) == *name);
            let offered = known.copied().or_else(|| is_common_claim(name).then_some(name.as_str()));
            let built_in = OidcProvider::of(issuer).is_some_and(|provider| provider.identifies(name));
            if let Some(claim) = offered.or_else(|| built_in.then_some(name.as_str())) {
                self.set(&format!("{issuer}:{claim}"), Some(values.clone()));
            }
        }
        let authorized = sign_in::authorized_roles(claims).is_some();
        self.text("sts:RoleAuthorizedByIdp", Some(authorized.to_string()));
        self.closed.push("*");
    }

    fn saml(&mut self, scenario: &Scenario, provider: &str) {
        // AWS has this key for providers of tokens alone.
        self.set("aws:FederatedProvider", None);
        if let Some(arn) = Arn::parse(provider) {
            let name = arn.resource_path().unwrap_or_default();
            self.text("saml:doc", Some(format!("{}/{name}", arn.account())));
        }
        let Some(attributes) = &scenario.request.saml else { return };
        for (name, values) in attributes {
            let key = match name.get(..5) {
                Some(prefix) if prefix.eq_ignore_ascii_case("saml:") => Cow::Borrowed(name),
                _ => Cow::Owned(format!("saml:{name}")),
            };
            self.set(&key, Some(values.clone()));
        }
        self.closed.push("saml:");
    }

    /// What the request says of a key; names ignore case.
    pub(super) fn get(&self, key: &str) -> Lookup<'_> {
        let lower = key.to_ascii_lowercase();
        if let Some((_, values)) = self.keys.iter().find(|(own, _)| *own == lower) {
            return match values {
                // No values are no key.
                Some(values) if !values.is_empty() => Lookup::Values(values),
                _ => Lookup::Absent,
            };
        }
        let prefix = lower.split_once(':').map_or("", |(prefix, _)| prefix);
        let of_provider = prefix.contains('.');
        let closed = |own: &&'static str| if *own == "*" { of_provider } else { lower.starts_with(own) };
        if self.closed.iter().any(closed) || NEVER.iter().any(|never| never.eq_ignore_ascii_case(key)) {
            return Lookup::Absent;
        }
        let known = catalogue::condition_key(key).is_some() || of_provider || lower.starts_with("aws:principaltag/");
        // Whoever signs in with one kind of provider brings no claims of another.
        let foreign = (of_provider && (self.service || self.asserted)) || (prefix == "saml" && self.service);
        if known && !foreign { Lookup::Unknown } else { Lookup::Absent }
    }
}

/// Documented keys that no request to assume a role carries.
const NEVER: [&str; 2] = ["sts:DurationSeconds", "sts:TaskPolicyArn"];
