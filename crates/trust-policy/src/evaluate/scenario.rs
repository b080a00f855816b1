//! What is asked: a role, a request and the policies that may have a say.

use std::fmt;

use super::token;
use crate::text::{self, DefectKind, Document, LineIndex, NodeId, Value};

/// A question to [`simulate`](crate::simulate): may this caller, with this request, assume this role?
///
/// What is left empty was not said: no such policy applies, no such parameter was passed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scenario {
    /// The role that is to be assumed.
    pub role: RoleToAssume,
    /// The call.
    pub request: Request,
    /// Policies of the caller: of the user and its groups, or of the role that it acts as.
    pub identity_policies: Vec<String>,
    /// The permissions boundary of the caller.
    pub permissions_boundary: Option<String>,
    /// Session policies of the caller's own session.
    pub session_policies: Vec<String>,
    /// Of the caller's account: a list for each level, from the root to the account.
    pub service_control_policies: Vec<Vec<String>>,
    /// Of the role's account, likewise.
    pub resource_control_policies: Vec<Vec<String>>,
    /// Of the VPC endpoint that the call goes through.
    pub vpc_endpoint_policy: Option<String>,
}

/// The role of a [`Scenario`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleToAssume {
    /// Its ARN.
    pub arn: String,
    /// In seconds; 3600 when it was not said, which is IAM's default.
    pub max_session_duration: Option<i64>,
    /// The text of its trust policy.
    pub trust_policy: String,
}

/// The call of a [`Scenario`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// `sts:AssumeRole`, `sts:AssumeRoleWithSAML`, `sts:AssumeRoleWithWebIdentity`, `sts:TagSession` or
    /// `sts:SetSourceIdentity`.
    pub action: String,
    /// Who calls: the ARN of a user, a role, a session or a provider, or a service such as `ec2.amazonaws.com`.
    pub principal: String,
    /// The tags of the caller; `None` when nothing was said of them.
    pub principal_tags: Option<Vec<(String, String)>>,
    /// `RoleSessionName`.
    pub session_name: Option<String>,
    /// `ExternalId`.
    pub external_id: Option<String>,
    /// `DurationSeconds`.
    pub duration_seconds: Option<i64>,
    /// `SourceIdentity`.
    pub source_identity: Option<String>,
    /// Session tags, as `Tags` or by the identity provider.
    pub tags: Vec<(String, String)>,
    /// `TransitiveTagKeys`.
    pub transitive_tag_keys: Vec<String>,
    /// Whether the caller signed in with MFA; `None` when nothing was said of it.
    pub mfa: Option<Mfa>,
    /// The claims of the token of `AssumeRoleWithWebIdentity`.
    pub token: Option<Vec<(String, Vec<String>)>>,
    /// Whether the claims were read from a JWT, of which nobody checked the signature.
    pub token_is_jwt: bool,
    /// The ARN of the identity provider, where `principal` is not it.
    pub provider_arn: Option<String>,
    /// The attributes of the assertion of `AssumeRoleWithSAML`, by condition key with or without `saml:`.
    pub saml: Option<Vec<(String, Vec<String>)>>,
    /// Condition keys with their values; they count before anything that is derived.
    pub context: Vec<(String, Vec<String>)>,
}

/// Multi-factor authentication of a caller.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mfa {
    /// Whether the caller signed in with it.
    pub present: bool,
    /// Since when, in seconds.
    pub age_seconds: Option<i64>,
}

/// Why a text is no scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScenarioError {
    /// One sentence, with the place.
    pub message: String,
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ScenarioError {}

/// Condition keys or claims, each with its values.
pub(super) type Keys = Vec<(String, Vec<String>)>;

pub(super) type Result<T> = std::result::Result<T, ScenarioError>;

impl Scenario {
    /// What there is to know about the question itself, in sentences.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if self.request.token_is_jwt {
            notes.push("The token was only read: nobody checked its signature, which AWS does.".to_owned());
        }
        notes
    }

    /// The texts of all its policies.
    pub(crate) fn policies(&self) -> impl Iterator<Item = &str> {
        let levels = self.service_control_policies.iter().chain(&self.resource_control_policies).flatten();
        let own = self.identity_policies.iter().chain(&self.session_policies).chain(levels);
        let single = self.permissions_boundary.iter().chain(&self.vpc_endpoint_policy);
        own.chain(single).chain([&self.role.trust_policy]).map(String::as_str)
    }

    /// Reads a scenario from JSON. Policies may be objects or strings with their text.
    pub fn parse(json: &str) -> Result<Self> {
        let document = text::parse(json);
        // Unseen characters in a string are legal JSON: what they do to a policy is for its rules to say.
        if let Some(defect) = document.defects.iter().find(|defect| defect.kind != DefectKind::InvisibleInString) {
            let (line, column) = LineIndex::new(json).line_column(json, defect.span.start);
            return fail(format!("the scenario is not JSON: look at line {line}, column {column}"));
        }
        let root = document.root.filter(|root| matches!(document.value(*root), Value::Object(_)));
        let Some(root) = root else { return fail("a scenario is a JSON object with `role` and `request`".to_owned()) };
        let reader = Reader { document: &document };
        let role = reader.needed(root, "", "role")?;
        let request = reader.needed(root, "", "request")?;
        Ok(Self {
            role: RoleToAssume {
                arn: reader.needed_text(role, "role.", "arn")?,
                max_session_duration: reader.number(role, "role.", "maxSessionDuration")?,
                trust_policy: reader.policy(reader.needed(role, "role.", "trustPolicy")?, "role.trustPolicy")?,
            },
            request: reader.request(request)?,
            identity_policies: reader.policies(root, "identityPolicies")?,
            permissions_boundary: reader.one_policy(root, "permissionsBoundary")?,
            session_policies: reader.policies(root, "sessionPolicies")?,
            service_control_policies: reader.levels(root, "serviceControlPolicies")?,
            resource_control_policies: reader.levels(root, "resourceControlPolicies")?,
            vpc_endpoint_policy: reader.one_policy(root, "vpcEndpointPolicy")?,
        })
    }
}

pub(super) fn fail<T>(message: String) -> Result<T> {
    Err(ScenarioError { message })
}

pub(super) struct Reader<'d> {
    pub(super) document: &'d Document<'d>,
}

impl Reader<'_> {
    /// The value of the last member of this name, unless it is `null`.
    pub(super) fn member(&self, object: NodeId, name: &str) -> Option<NodeId> {
        let members = self.document.members(object).iter().rev();
        let mut named = members.filter(|member| member.key.is_some_and(|key| self.document.key(key) == name));
        let value = named.next()?.value;
        (!matches!(self.document.value(value), Value::Null)).then_some(value)
    }

    fn needed(&self, object: NodeId, path: &str, name: &str) -> Result<NodeId> {
        match self.member(object, name) {
            Some(node) => Ok(node),
            None => fail(format!("the scenario lacks `{path}{name}`")),
        }
    }

    fn text(&self, object: NodeId, path: &str, name: &str) -> Result<Option<String>> {
        let Some(node) = self.member(object, name) else { return Ok(None) };
        match self.document.value(node) {
            // Ids of accounts and external ids look like numbers, and are written so.
            Value::String(_) | Value::Number => Ok(self.document.scalar(node).map(str::to_owned)),
            _ => fail(format!("`{path}{name}` is a string")),
        }
    }

    fn needed_text(&self, object: NodeId, path: &str, name: &str) -> Result<String> {
        self.needed(object, path, name)?;
        Ok(self.text(object, path, name)?.unwrap_or_default())
    }

    fn number(&self, object: NodeId, path: &str, name: &str) -> Result<Option<i64>> {
        let Some(node) = self.member(object, name) else { return Ok(None) };
        // `3600.0` is how some programs write what is whole.
        let whole = |text: &str| text.trim().trim_end_matches('0').strip_suffix('.')?.parse().ok();
        match self.document.scalar(node).and_then(|text| text.trim().parse().ok().or_else(|| whole(text))) {
            Some(number) => Ok(Some(number)),
            None => fail(format!("`{path}{name}` is a whole number")),
        }
    }

    /// A condition key's values: one scalar, or a list of them.
    fn values(&self, node: NodeId, path: &str) -> Result<Vec<String>> {
        let one = |node: NodeId| match self.document.value(node) {
            Value::String(_) | Value::Number | Value::Bool => self.document.scalar(node).map(str::to_owned),
            _ => None,
        };
        let values = match self.document.value(node) {
            Value::Array(items) => items.iter().map(|item| one(*item)).collect::<Option<Vec<_>>>(),
            _ => one(node).map(|value| vec![value]),
        };
        match values {
            Some(values) => Ok(values),
            None => fail(format!("`{path}` is a string, number or boolean, or a list of them")),
        }
    }

    /// An object of condition keys. What is an object itself is no value of one, and is left out unless it is `strict`.
    fn keys(&self, object: NodeId, path: &str, name: &str, strict: bool) -> Result<Option<Keys>> {
        let Some(node) = self.member(object, name) else { return Ok(None) };
        if !matches!(self.document.value(node), Value::Object(_)) {
            return fail(format!("`{path}{name}` is an object"));
        }
        let mut keys = Vec::new();
        for member in self.document.members(node) {
            let Some(key) = member.key else { continue };
            let key = self.document.key(key).to_owned();
            match self.values(member.value, &format!("{path}{name}.{key}")) {
                Ok(values) => keys.push((key, values)),
                Err(error) if strict && !matches!(self.document.value(member.value), Value::Null) => return Err(error),
                Err(_) => {}
            }
        }
        Ok(Some(keys))
    }

    /// The claims of a token. Those that are objects are no condition keys; what is in them stands under their path.
    pub(super) fn claims(&self, object: NodeId) -> Keys {
        let mut claims = Vec::new();
        for member in self.document.members(object) {
            let Some(key) = member.key else { continue };
            let key = self.document.key(key);
            if let Ok(values) = self.values(member.value, "") {
                claims.push((key.to_owned(), values));
            } else {
                self.nested(member.value, key, &mut claims);
            }
        }
        claims
    }

    /// The claims inside a claim, each under its path.
    fn nested(&self, object: NodeId, path: &str, claims: &mut Keys) {
        for member in self.document.members(object) {
            let Some(key) = member.key else { continue };
            let path = format!("{path}/{}", self.document.key(key));
            match self.values(member.value, "") {
                Ok(values) => claims.push((path, values)),
                // Tags lie no deeper.
                Err(_) if path.ends_with("/principal_tags") => self.nested(member.value, &path, claims),
                Err(_) => {}
            }
        }
    }

    /// Tags: `{"key": "value"}`, or `[{"Key": …, "Value": …}]` as AWS has them.
    fn tags(&self, object: NodeId, path: &str, name: &str) -> Result<Option<Vec<(String, String)>>> {
        let Some(node) = self.member(object, name) else { return Ok(None) };
        if let Value::Array(items) = self.document.value(node) {
            let mut tags = Vec::new();
            for item in items {
                let part = |name: &str| self.member(*item, name).and_then(|node| self.document.scalar(node));
                let Some(key) = part("Key").or_else(|| part("key")) else {
                    return fail(format!("each of `{path}{name}` has a `Key` and a `Value`"));
                };
                tags.push((key.to_owned(), part("Value").or_else(|| part("value")).unwrap_or_default().to_owned()));
            }
            return Ok(Some(tags));
        }
        let keys = self.keys(object, path, name, true)?.unwrap_or_default();
        Ok(Some(keys.into_iter().map(|(key, values)| (key, values.into_iter().next().unwrap_or_default())).collect()))
    }

    fn request(&self, node: NodeId) -> Result<Request> {
        let path = "request.";
        let mfa = match self.member(node, "mfa") {
            None => None,
            Some(mfa) => match self.document.value(mfa) {
                Value::Object(_) => Some(Mfa {
                    present: self.member(mfa, "present").and_then(|node| self.document.scalar(node)) != Some("false"),
                    age_seconds: self.number(mfa, "request.mfa.", "ageSeconds")?,
                }),
                Value::Bool => Some(Mfa { present: self.document.scalar(mfa) == Some("true"), age_seconds: None }),
                Value::String(_) if matches!(self.document.string(mfa), Some("true" | "false")) => {
                    Some(Mfa { present: self.document.string(mfa) == Some("true"), age_seconds: None })
                }
                _ => return fail("`request.mfa` is an object with `present` and `ageSeconds`".to_owned()),
            },
        };
        let transitive_tag_keys = match self.member(node, "transitiveTagKeys") {
            Some(keys) => self.values(keys, "request.transitiveTagKeys")?,
            None => Vec::new(),
        };
        let (token, token_is_jwt) = match token::read(self, node)? {
            Some((claims, is_jwt)) => (Some(claims), is_jwt),
            None => (None, false),
        };
        let mut request = Request {
            action: self.needed_text(node, path, "action")?,
            // A token tells where it comes from.
            principal: match (&token, self.caller(node)?) {
                (_, Some(principal)) => principal,
                (Some(_), None) => String::new(),
                (None, None) => self.needed_text(node, path, "principal")?,
            },
            principal_tags: self.tags(node, path, "principalTags")?,
            session_name: self.text(node, path, "sessionName")?,
            external_id: self.text(node, path, "externalId")?,
            duration_seconds: self.number(node, path, "durationSeconds")?,
            source_identity: self.text(node, path, "sourceIdentity")?,
            tags: self.tags(node, path, "tags")?.unwrap_or_default(),
            transitive_tag_keys,
            mfa,
            token,
            token_is_jwt,
            provider_arn: self.text(node, path, "providerArn")?,
            saml: self.keys(node, path, "saml", false)?,
            context: self.keys(node, path, "context", true)?.unwrap_or_default(),
        };
        if !request.action.is_empty() && !request.action.contains(':') {
            request.action = format!("sts:{}", request.action.trim());
        }
        request.take_what_signing_in_passes();
        Ok(request)
    }

    /// Who calls: a text, or as the `Principal` of a policy names one.
    fn caller(&self, request: NodeId) -> Result<Option<String>> {
        let path = "request.";
        let Some(node) = self.member(request, "principal") else { return Ok(None) };
        if !matches!(self.document.value(node), Value::Object(_)) {
            return self.text(request, path, "principal");
        }
        let named = ["AWS", "Service", "Federated"].into_iter().filter_map(|kind| self.member(node, kind));
        let callers: Vec<Vec<String>> =
            named.map(|node| self.values(node, "request.principal")).collect::<Result<_>>()?;
        match &callers.concat()[..] {
            [caller] => Ok(Some(caller.clone())),
            _ => fail("`request.principal` is one caller: its ARN, or the name of a service".to_owned()),
        }
    }

    /// The text of a policy. It may stand in what AWS answers: the version of a policy, or a role.
    fn policy(&self, node: NodeId, path: &str) -> Result<String> {
        match self.document.value(node) {
            Value::String(_) => Ok(self.document.string(node).unwrap_or_default().to_owned()),
            Value::Object(_) => {
                let frames = ["PolicyDocument", "Document", "AssumeRolePolicyDocument", "PolicyVersion", "Role"];
                match frames.into_iter().find_map(|name| self.member(node, name)) {
                    Some(inside) if self.member(node, "Statement").is_none() => self.policy(inside, path),
                    _ => Ok(self.document.span(node).of(self.document.text).to_owned()),
                }
            }
            _ => fail(format!("`{path}` is a policy: an object, or a string with its text")),
        }
    }

    /// One policy, also as a list of one.
    fn one_policy(&self, object: NodeId, name: &str) -> Result<Option<String>> {
        let Some(node) = self.member(object, name) else { return Ok(None) };
        let mut policies = self.list(node, name)?;
        match policies.len() {
            0 | 1 => Ok(policies.pop()),
            _ => fail(format!("`{name}` is one policy, and these are {}", policies.len())),
        }
    }

    /// A list of policies, or one alone.
    fn policies(&self, object: NodeId, name: &str) -> Result<Vec<String>> {
        let Some(node) = self.member(object, name) else { return Ok(Vec::new()) };
        self.list(node, name)
    }

    fn list(&self, node: NodeId, path: &str) -> Result<Vec<String>> {
        match self.document.value(node) {
            Value::Array(items) => {
                items.iter().enumerate().map(|(at, item)| self.policy(*item, &format!("{path}[{at}]"))).collect()
            }
            _ => Ok(vec![self.policy(node, path)?]),
        }
    }

    /// A list of levels, each a list of policies; policies without levels are one level.
    fn levels(&self, object: NodeId, name: &str) -> Result<Vec<Vec<String>>> {
        let Some(node) = self.member(object, name) else { return Ok(Vec::new()) };
        let items = self.document.items(node);
        if items.is_empty() && matches!(self.document.value(node), Value::Array(_)) {
            return Ok(Vec::new());
        }
        if !items.iter().any(|item| matches!(self.document.value(*item), Value::Array(_))) {
            return Ok(vec![self.list(node, name)?]);
        }
        items.iter().enumerate().map(|(at, item)| self.list(*item, &format!("{name}[{at}]"))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"{
        "role": {"arn": "arn:aws:iam::111122223333:role/app", "trustPolicy": {"Version": "2012-10-17", "Statement": []}},
        "request": {"action": "sts:AssumeRole", "principal": "ec2.amazonaws.com", "tags": [{"Key": "a", "Value": "b"}],
                    "context": {"aws:SourceIp": "203.0.113.7", "aws:TagKeys": ["a", "b"]}, "mfa": {"present": true, "ageSeconds": 60}},
        "serviceControlPolicies": [[{"Statement": []}], ["{\"Statement\": []}"]],
        "identityPolicies": {"Statement": []}
    }"#;

    #[test]
    fn everything_has_its_place() {
        let scenario = Scenario::parse(SMALL).unwrap();
        assert_eq!(scenario.role.trust_policy, r#"{"Version": "2012-10-17", "Statement": []}"#);
        assert_eq!(scenario.request.tags, [("a".to_owned(), "b".to_owned())]);
        assert_eq!(scenario.request.context[1].1, ["a", "b"]);
        assert_eq!(scenario.request.mfa, Some(Mfa { present: true, age_seconds: Some(60) }));
        assert_eq!(scenario.service_control_policies[1], [r#"{"Statement": []}"#]);
        assert_eq!(scenario.identity_policies.len(), 1);
    }

    #[test]
    fn what_is_meant_is_read() {
        let with = |from: &str, to: &str| {
            assert!(SMALL.contains(from), "{from}");
            Scenario::parse(&SMALL.replacen(from, to, 1))
        };
        let caller = |json: &str| with("\"ec2.amazonaws.com\"", json).map(|scenario| scenario.request.principal);
        for json in [r#"{"Service": "ec2.amazonaws.com"}"#, r#"{"Service": ["ec2.amazonaws.com"]}"#] {
            assert_eq!(caller(json).unwrap(), "ec2.amazonaws.com");
        }
        assert_eq!(caller("111122223333").unwrap(), "111122223333");
        assert!(caller(r#"{"AWS": ["a", "b"]}"#).unwrap_err().message.contains("is one caller"));
        assert_eq!(with("sts:AssumeRole", "AssumeRole").unwrap().request.action, "sts:AssumeRole");
        let mfa = with(r#"{"present": true, "ageSeconds": 60}"#, "\"false\"").unwrap().request.mfa;
        assert_eq!(mfa, Some(Mfa { present: false, age_seconds: None }));
        let duration = |json: &str| with("\"tags\"", &format!("\"durationSeconds\": {json}, \"tags\""));
        for whole in ["3600", "\"3600\"", "3600.0", "3.6e3"] {
            let read = duration(whole).map(|scenario| scenario.request.duration_seconds);
            assert_eq!(read.ok().flatten().is_some(), whole != "3.6e3", "{whole}");
        }
        assert!(duration("3600.5").is_err());
        let policy = r#"{"Statement": []}"#;
        for framed in [
            r#"{"PolicyName": "x", "PolicyDocument": {"Statement": []}}"#,
            r#"{"PolicyVersion": {"Document": {"Statement": []}}}"#,
            r#"["{\"Statement\": []}"]"#,
            r#"[{"Statement": []}]"#,
        ] {
            let json = format!("\"permissionsBoundary\": {framed}, \"identityPolicies\"");
            let boundary = with("\"identityPolicies\"", &json).unwrap().permissions_boundary;
            assert_eq!(boundary.as_deref(), Some(policy), "{framed}");
        }
    }

    #[test]
    fn unseen_characters_in_strings_are_read() {
        let principal = Scenario::parse(&SMALL.replace("ec2.", "ec2\u{200d}.")).unwrap().request.principal;
        assert_eq!(principal, "ec2\u{200d}.amazonaws.com");
    }

    #[test]
    fn what_is_missing_or_wrong_is_named() {
        let message = |json: &str| Scenario::parse(json).unwrap_err().message;
        assert_eq!(message("{}"), "the scenario lacks `role`");
        assert_eq!(message("[]"), "a scenario is a JSON object with `role` and `request`");
        assert!(message("{\"role\": ").starts_with("the scenario is not JSON: look at line 1"));
        assert_eq!(message(&SMALL.replace("\"principal\"", "\"caller\"")), "the scenario lacks `request.principal`");
        assert_eq!(
            message(&SMALL.replace("\"203.0.113.7\"", "{}")),
            "`request.context.aws:SourceIp` is a string, number or boolean, or a list of them"
        );
    }
}
