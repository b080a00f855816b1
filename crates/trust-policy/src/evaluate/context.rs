//! The condition keys of a request: what AWS fills in, what the scenario says, and what nobody said.

use std::borrow::Cow;

use super::principal::{Named, Who};
use super::scenario::Scenario;
use super::sign_in;
use crate::aws::{Arn, Caller, OidcProvider, catalogue, is_common_claim, listed_claims};

/// The values of condition keys.
#[derive(Debug, Clone)]
pub(super) struct Context {
    /// By name in lower case.
    keys: Vec<(String, Option<Vec<String>>)>,
    /// Prefixes of keys of which nothing else is in the request, in lower case.
    closed: Vec<&'static str>,
    /// The caller's role, where nobody said which path it has.
    pub(super) role_without_path: Option<Named>,
    /// How the caller comes in; `None` for nobody that AWS knows.
    way: Option<Caller>,
    credentials: Credentials,
    /// Whether the call goes through a VPC endpoint, where that was said.
    by_endpoint: Option<bool>,
}

/// What the caller signs the request with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Credentials {
    /// Those of an IAM user.
    User,
    /// Those of a role's session.
    Session,
    /// Nobody said which.
    Either,
    /// Those of a service, or none: a token and an assertion stand for themselves.
    Others,
}

/// What a request says of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lookup<'c> {
    Values(&'c [String]),
    /// There, but nobody said with which value.
    Untold,
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
            way: match who {
                Who::Service(_) => Some(Caller::Service),
                Who::WebIdentity { .. } => Some(Caller::WebIdentity),
                Who::Saml { .. } => Some(Caller::Saml),
                Who::Unknown(_) => None,
                _ => Some(Caller::Principal),
            },
            credentials: match who {
                Who::User(_) => Credentials::User,
                Who::Session { .. } => Credentials::Session,
                Who::SomebodyOf { .. } => Credentials::Either,
                _ => Credentials::Others,
            },
            by_endpoint: None,
        };
        for (key, values) in &request.context {
            context.set(key, Some(values.clone()));
            // IAM and AWS STS know the tags of a role by both names.
            let twin = |from: &str, to: &str| {
                let (start, tag) = key.split_at_checked(from.len())?;
                start.eq_ignore_ascii_case(from).then(|| format!("{to}{tag}"))
            };
            let (of_iam, of_all) = ("iam:ResourceTag/", "aws:ResourceTag/");
            if let Some(twin) = twin(of_iam, of_all).or_else(|| twin(of_all, of_iam)) {
                context.set(&twin, Some(values.clone()));
            }
        }
        context.by_endpoint =
            match scenario.vpc_endpoint_policy.is_some() || OF_ENDPOINTS.iter().any(|key| context.has(key)) {
                true => Some(true),
                false => context.has("aws:sourceip").then_some(false),
            };
        context.principal(scenario, who);
        context.parameters(scenario);
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

    fn is_service(&self) -> bool {
        self.way == Some(Caller::Service)
    }

    /// By an identity provider: such a call is not signed with credentials of AWS.
    fn is_signed_in(&self) -> bool {
        matches!(self.way, Some(Caller::WebIdentity | Caller::Saml))
    }

    fn principal(&mut self, scenario: &Scenario, who: &Who) {
        let request = &scenario.request;
        let signed = !self.is_signed_in();
        self.text("aws:PrincipalIsAWSService", signed.then(|| self.is_service().to_string()));
        self.text("aws:PrincipalServiceName", if let Who::Service(name) = who { Some(name.clone()) } else { None });
        self.text("aws:PrincipalAccount", who.account().map(str::to_owned));
        if let Some(kind) = who.principal_type() {
            self.text("aws:PrincipalType", Some(kind.to_owned()));
        }
        if self.credentials != Credentials::Either {
            self.text("aws:PrincipalArn", who.principal_arn());
            self.text("aws:username", if let Who::User(named) = who { Some(named.name().to_owned()) } else { None });
        }
        if let Who::Root { account, .. } = who {
            self.text("aws:userid", Some(account.clone()));
        }
        if let Some(tags) = &request.principal_tags {
            for (key, value) in tags {
                self.text(&format!("aws:PrincipalTag/{key}"), Some(value.clone()));
            }
        }
        if request.principal_tags.is_some() || !signed {
            self.closed.push("aws:principaltag/");
        }
        let own = self.credentials != Credentials::Others;
        match request.mfa {
            // Who may be signed in either way has the key for certain only with MFA.
            Some(mfa) if own && (mfa.present || self.credentials != Credentials::Either) => {
                // Only long-term keys lack the key; without MFA, temporary credentials have it with `false`.
                let temporary = self.credentials == Credentials::Session || self.has("aws:tokenissuetime");
                let present = (mfa.present || temporary).then(|| mfa.present.to_string());
                self.text("aws:MultiFactorAuthPresent", present);
                let age = mfa.age_seconds.filter(|_| mfa.present);
                if age.is_some() || !mfa.present {
                    self.text("aws:MultiFactorAuthAge", age.map(|age| age.to_string()));
                }
            }
            _ if own => {}
            _ => {
                self.set("aws:MultiFactorAuthPresent", None);
                self.set("aws:MultiFactorAuthAge", None);
            }
        }
        if self.is_service() || !signed {
            for key in ["aws:PrincipalOrgID", "aws:PrincipalOrgPaths"] {
                self.set(key, None);
            }
        }
    }

    fn parameters(&mut self, scenario: &Scenario) {
        let request = &scenario.request;
        let external_id = if self.is_signed_in() { None } else { request.external_id.clone() };
        self.text("sts:ExternalId", external_id);
        if let Some(name) = &request.session_name {
            self.text("sts:RoleSessionName", Some(name.clone()));
        }
        let inherited = || request.inherited_source_identity().cloned();
        self.text("sts:SourceIdentity", request.source_identity.clone().or_else(inherited));
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
            let slashed = name.replace(':', "/");
            let known = listed.iter().find(|claim| **claim == slashed || short(claim) == *name);
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
        if self.closed.iter().any(closed) || self.cannot_be(&lower) {
            return Lookup::Absent;
        }
        match catalogue::condition_key(key) {
            Some(documented) if self.way.is_some_and(|way| !way.carries(documented)) => Lookup::Absent,
            // Credentials of a session are temporary.
            Some(_) if lower == "aws:tokenissuetime" && self.credentials == Credentials::Session => Lookup::Untold,
            Some(_) => Lookup::Unknown,
            // Claims that every provider may send, and tags.
            None if of_provider && self.brings_claim(&lower) => Lookup::Unknown,
            None if lower.starts_with("aws:principaltag/") => Lookup::Unknown,
            None => Lookup::Absent,
        }
    }

    /// Whether a claim of a provider that is not listed can be in the request: a session keeps three of them.
    fn brings_claim(&self, key: &str) -> bool {
        match self.way {
            Some(Caller::WebIdentity) | None => true,
            Some(Caller::Principal) if self.credentials != Credentials::User => {
                matches!(key.rsplit(':').next(), Some("amr" | "aud" | "sub"))
            }
            _ => false,
        }
    }

    /// Whether AWS documents that such a request lacks the key.
    ///
    /// Source: what <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html> says of the
    /// availability of each.
    fn cannot_be(&self, key: &str) -> bool {
        let (prefix, name) = key.split_once(':').unwrap_or_default();
        match prefix {
            "aws" => match name {
                "principalservicenameslist" => !self.is_service(),
                // Who calls directly is called by nobody.
                "calledvia" | "calledviafirst" | "calledvialast" | "calledviaawsmcp" => {
                    !self.keys.iter().any(|(own, values)| {
                        own == "aws:viaawsservice" && values.iter().flatten().any(|value| value == "true")
                    })
                }
                "sourceip" => self.by_endpoint == Some(true),
                "sourcevpc" | "sourcevpce" | "vpcsourceip" => self.by_endpoint == Some(false),
                // AWS STS is none of the services that support them.
                "sourcevpcarn" | "vpceaccount" | "vpceorgid" | "vpceorgpaths" => true,
                // A session of the root user, who cannot assume roles.
                "assumedroot" => true,
                "tokenissuetime" => self.credentials == Credentials::Others,
                _ => self.lacks_session() && OF_SESSIONS.contains(&name),
            },
            // What a session of a role says of where it began.
            "codebuild" | "ec2" | "glue" | "identitystore" | "lambda" | "ssm" => self.lacks_session(),
            "saml" => self.credentials == Credentials::User,
            _ => self.credentials == Credentials::User && prefix.contains('.'),
        }
    }

    fn lacks_session(&self) -> bool {
        matches!(self.credentials, Credentials::User | Credentials::Others)
    }
}

/// Keys of requests that go through a VPC endpoint.
const OF_ENDPOINTS: [&str; 3] = ["aws:sourcevpc", "aws:sourcevpce", "aws:vpcsourceip"];

/// Global keys that only the sessions of roles have, in lower case.
const OF_SESSIONS: [&str; 5] =
    ["chatbotsourcearn", "ec2instancesourceprivateipv4", "ec2instancesourcevpc", "federatedprovider", "sourceidentity"];
