//! What commands print: the outputs of those that `decode` offers, recognised by their members.

use super::ask::Ask;
use super::event::{self, Event};
use super::json::Reader;
use crate::aws::{AccountId, Arn};
use crate::commands::Task;
use crate::text::{self, NodeId};

/// The output of a command.
#[derive(Debug)]
pub(super) enum Output {
    /// `sts get-caller-identity`.
    Caller { arn: String },
    /// `iam get-role`.
    Role { arn: String, trust: Option<String>, longest: Option<String>, boundary: Option<String> },
    /// `iam list-roles`, by their ARNs.
    Roles(Vec<String>),
    /// The longest session of a role alone.
    Longest(String),
    /// A policy with principals.
    Trust(String),
    /// `iam get-user`.
    User { arn: String, boundary: Option<String> },
    /// `iam list-role-policies` and `list-user-policies`.
    Inline(Vec<String>),
    /// `iam list-attached-role-policies` and `list-attached-user-policies`, by their ARNs.
    Attached(Vec<String>),
    /// `iam get-role-policy` and `get-user-policy`.
    InlinePolicy { holder: String, name: String, document: String },
    /// `iam get-policy`.
    Policy { arn: String, version: String },
    /// `iam get-policy-version`, or a policy without principals.
    Document(String),
    /// `iam list-open-id-connect-providers`, by their ARNs.
    OidcProviders(Vec<String>),
    /// `iam get-open-id-connect-provider`.
    OidcProvider { url: Option<String>, audiences: Vec<String> },
    /// `iam list-saml-providers`, by their ARNs.
    SamlProviders(Vec<String>),
    /// `iam get-saml-provider`.
    SamlProvider { valid_until: Option<String>, entity: Option<String> },
    /// `iam simulate-principal-policy`.
    Simulated(Vec<Simulated>),
    /// `sts decode-authorization-message`.
    Decoded(Denial),
    /// `cloudtrail lookup-events`; those with an error, and how many there are at all.
    Events(Vec<Event>, usize),
    /// `organizations describe-organization`.
    Organization { id: String, management: Option<String> },
    /// `organizations list-policies-for-target`: ids and names.
    TargetPolicies { kind: String, policies: Vec<(String, String)> },
    /// `organizations describe-policy`.
    OrganizationPolicy { id: String, kind: String, name: String, document: String },
    /// `organizations list-accounts`, each with its state.
    Accounts(Vec<(String, String)>),
    /// `ec2 describe-vpc-endpoints`: the policies of the endpoints of AWS STS.
    Endpoints(Vec<String>),
    /// `iam list-mfa-devices`, by their serial numbers.
    MfaDevices(Vec<String>),
    /// `cognito-identity get-identity-pool-roles`.
    IdentityPool { id: String, roles: Vec<(String, String)> },
    /// `service-quotas list-service-quotas`: the longest trust policy.
    Quota(String),
    /// `account list-regions`.
    Regions(Vec<String>),
    /// `accessanalyzer validate-policy`: the errors.
    Validated(Vec<String>),
    /// `configure list`: whether there are credentials.
    Configuration { credentials: bool, profile: Option<String> },
    /// An error of one of these commands.
    Failed { operation: String, code: String, message: String },
}

/// One answer of IAM's simulator.
#[derive(Debug)]
pub(super) struct Simulated {
    pub(super) action: String,
    pub(super) resource: Option<String>,
    pub(super) decision: String,
    /// Whether the organization, and the permissions boundary, allow it.
    pub(super) organization: Option<bool>,
    pub(super) boundary: Option<bool>,
}

/// A decoded authorization message.
#[derive(Debug)]
pub(super) struct Denial {
    pub(super) explicit: bool,
    pub(super) statement: Option<String>,
    pub(super) principal: Option<String>,
    pub(super) action: Option<String>,
    pub(super) resource: Option<String>,
}

/// How many pieces of a text are looked at.
const MOST: usize = 200;

/// Operations of the commands that look.
const LOOKS: [&str; 29] = [
    "GetCallerIdentity",
    "GetRole",
    "GetUser",
    "ListRolePolicies",
    "ListUserPolicies",
    "ListAttachedRolePolicies",
    "ListAttachedUserPolicies",
    "GetRolePolicy",
    "GetUserPolicy",
    "GetPolicy",
    "GetPolicyVersion",
    "ListOpenIDConnectProviders",
    "GetOpenIDConnectProvider",
    "ListSAMLProviders",
    "GetSAMLProvider",
    "SimulatePrincipalPolicy",
    "DecodeAuthorizationMessage",
    "LookupEvents",
    "DescribeOrganization",
    "ListPoliciesForTarget",
    "DescribePolicy",
    "ListAccounts",
    "ListMFADevices",
    "GetIdentityPoolRoles",
    "ListRoles",
    "ValidatePolicy",
    "DescribeVpcEndpoints",
    "ListServiceQuotas",
    "ListRegions",
];

/// A text, taken apart.
#[derive(Debug, Default)]
pub(super) struct Split {
    pub(super) outputs: Vec<Output>,
    /// What is left.
    pub(super) rest: String,
}

/// Takes the outputs of commands out of a text.
pub(super) fn split(pasted: &str) -> Split {
    let mut split = Split::default();
    let mut from = 0;
    for (start, end) in values(pasted) {
        let outputs = of_json(&pasted[start..end]);
        if !outputs.is_empty() {
            split.rest.push_str(&pasted[from..start]);
            split.rest.push('\n');
            split.outputs.extend(outputs);
            from = end;
        }
    }
    split.rest.push_str(&pasted[from..]);
    split.failures();
    split
}

impl Split {
    /// Takes the errors of the commands out.
    fn failures(&mut self) {
        const BEGINS: &str = "An error occurred (";
        let mut rest = String::new();
        let mut pieces = self.rest.split(BEGINS);
        rest.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let mut failed = None;
            if let Some((code, behind)) = piece.split_once(") when calling the ")
                && let Some((operation, message)) = behind.split_once(" operation")
                && LOOKS.contains(&operation)
            {
                // The error goes on to the end of its paragraph, or to the next prompt.
                let ends = ["\n\n", "\n$", "\nPS ", "\n%", "\n#"].iter().filter_map(|end| message.find(end)).min();
                let (message, after) = message.split_at(ends.unwrap_or(message.len()));
                failed = Some((code, operation, message, after));
            }
            match failed {
                Some((code, operation, message, after)) => {
                    rest.push_str(after);
                    self.outputs.push(Output::Failed {
                        operation: operation.to_owned(),
                        code: code.trim().trim_end_matches("Exception").to_owned(),
                        message: message.trim_start_matches([':', ' ']).trim().to_owned(),
                    });
                }
                None => {
                    rest.push_str(BEGINS);
                    rest.push_str(piece);
                }
            }
        }
        self.rest = rest;
    }
}

/// The objects and lists that begin a line, each with its end.
fn values(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut next = 0;
    let mut tries = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        if start < next || !text[start..].starts_with(['{', '[']) || tries >= MOST {
            continue;
        }
        tries += 1;
        if let Some(end) = end_of(&text[start..]) {
            found.push((start, start + end));
            next = start + end;
        }
    }
    found
}

/// The end of the value that a text begins with.
fn end_of(text: &str) -> Option<usize> {
    let (mut depth, mut inside, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'{' | b'[' if !inside => depth += 1,
            b'}' | b']' if !inside => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// What a value of JSON is the output of. Events may be several.
fn of_json(text: &str) -> Vec<Output> {
    let document = text::parse(text);
    let Some(root) = document.root.filter(|_| document.defects.is_empty()) else { return Vec::new() };
    let reader = Reader { document: &document };
    let known = reader.output(root).or_else(|| reader.events(root));
    known.into_iter().collect()
}

impl Reader<'_> {
    fn output(&self, root: NodeId) -> Option<Output> {
        let get = |name: &str| self.member(root, name);
        let text = |name: &str| self.text(Some(root), name);
        if let Some(role) = get("Role") {
            return self.role(role);
        }
        if get("AssumeRolePolicyDocument").is_some() && get("Arn").is_some() {
            return self.role(root);
        }
        if let Some(arns) = self.column(root, "Roles", "Arn") {
            return Some(Output::Roles(arns));
        }
        if let Some(user) = get("User") {
            return Some(Output::User { arn: self.text(Some(user), "Arn")?, boundary: self.boundary(user) });
        }
        if get("UserId").is_some() && get("Account").is_some() {
            return Some(Output::Caller { arn: text("Arn")? });
        }
        if let Some(document) = self.policy(root, "PolicyDocument") {
            let holder = text("RoleName").or_else(|| text("UserName"))?;
            return Some(Output::InlinePolicy { holder, name: text("PolicyName")?, document: decoded(document) });
        }
        if let Some(version) = get("PolicyVersion") {
            return self.policy(version, "Document").map(|document| Output::Document(decoded(document)));
        }
        if let Some(names) = self.texts(root, "PolicyNames") {
            return Some(Output::Inline(names));
        }
        if let Some(arns) = self.column(root, "AttachedPolicies", "PolicyArn") {
            return Some(Output::Attached(arns));
        }
        if let Some(arns) = self.column(root, "OpenIDConnectProviderList", "Arn") {
            return Some(Output::OidcProviders(arns));
        }
        if let Some(arns) = self.column(root, "SAMLProviderList", "Arn") {
            return Some(Output::SamlProviders(arns));
        }
        if let Some(audiences) = self.texts(root, "ClientIDList") {
            return Some(Output::OidcProvider { url: text("Url"), audiences });
        }
        if let Some(metadata) = text("SAMLMetadataDocument") {
            let entity = metadata.split_once("entityID=").and_then(|(_, rest)| rest.split(['"', '\'']).nth(1));
            return Some(Output::SamlProvider { valid_until: text("ValidUntil"), entity: entity.map(str::to_owned) });
        }
        if let Some(results) = self.list(root, "EvaluationResults") {
            return results.iter().map(|node| self.simulated(*node)).collect::<Option<_>>().map(Output::Simulated);
        }
        if let Some(message) = text("DecodedMessage") {
            return of_json(&message).into_iter().next();
        }
        if get("allowed").is_some() && get("explicitDeny").is_some() && get("context").is_some() {
            return Some(Output::Decoded(self.denial(root)));
        }
        if let Some(organization) = get("Organization") {
            let management = self.text(Some(organization), "MasterAccountId");
            return Some(Output::Organization { id: self.text(Some(organization), "Id")?, management });
        }
        if let Some(policy) = get("Policy") {
            return self.described(policy);
        }
        if let Some(names) = self.column(root, "Policies", "Name") {
            let kind = self.column(root, "Policies", "Type")?.into_iter().next().unwrap_or_default();
            let ids = self.column(root, "Policies", "Id")?;
            return Some(Output::TargetPolicies { kind, policies: ids.into_iter().zip(names).collect() });
        }
        if let Some(accounts) = self.list(root, "Accounts") {
            let state =
                |node| Some((self.text(Some(node), "Id")?, self.text(Some(node), "Status").unwrap_or_default()));
            return accounts.iter().map(|node| state(*node)).collect::<Option<_>>().map(Output::Accounts);
        }
        if let Some(serials) = self.column(root, "MFADevices", "SerialNumber") {
            return Some(Output::MfaDevices(serials));
        }
        if let Some(id) = text("IdentityPoolId") {
            let mut roles = Vec::new();
            for kind in ["authenticated", "unauthenticated"] {
                roles.extend(self.text(get("Roles"), kind).map(|arn| (kind.to_owned(), arn)));
            }
            return Some(Output::IdentityPool { id, roles });
        }
        if let Some(endpoints) = self.list(root, "VpcEndpoints") {
            let policy =
                |node| self.policy(node, "PolicyDocument").filter(|_| self.is_of_sts(self.member(node, "ServiceName")));
            return Some(Output::Endpoints(endpoints.iter().filter_map(|node| policy(*node)).collect()));
        }
        if let Some(findings) = self.list(root, "findings") {
            let mut errors = Vec::new();
            for node in findings {
                let text = |name: &str| self.text(Some(*node), name);
                let said = format!("{}: {}", text("issueCode")?, text("findingDetails")?);
                errors.extend((text("findingType")? == "ERROR").then_some(said));
            }
            return Some(Output::Validated(errors));
        }
        if let Some(regions) = self.column(root, "Regions", "RegionName") {
            return Some(Output::Regions(regions));
        }
        self.queried(root)
    }

    /// What `--query` leaves of outputs.
    fn queried(&self, root: NodeId) -> Option<Output> {
        let items = self.document.items(root);
        if let Some(first) = items.first() {
            if self.member(*first, "QuotaName").is_some() {
                return self.text(Some(*first), "Value").map(Output::Quota);
            }
            let simulated: Vec<Simulated> = items.iter().filter_map(|node| self.simulated(*node)).collect();
            if simulated.len() == items.len() {
                return Some(Output::Simulated(simulated));
            }
            // Pairs of a service and a policy.
            let pair = |node: &NodeId| self.document.items(*node).to_vec();
            if items.iter().all(|node| pair(node).len() == 2 && self.is_service(pair(node)[0])) {
                let of_sts = items.iter().map(pair).filter(|pair| self.is_of_sts(Some(pair[0])));
                let policies = of_sts.filter_map(|pair| self.document.string(pair[1]).map(str::to_owned));
                return Some(Output::Endpoints(policies.collect()));
            }
            return None;
        }
        let statement = self.member(root, "Statement")?;
        let text = self.document.text.trim().to_owned();
        let first = self.document.items(statement).first().copied().unwrap_or(statement);
        let has = |name: &str| self.member(first, name).is_some();
        match (has("Principal") || has("NotPrincipal"), has("Resource") || has("NotResource")) {
            (true, _) => Some(Output::Trust(text)),
            (false, true) => Some(Output::Document(text)),
            (false, false) => None,
        }
    }

    fn is_service(&self, node: NodeId) -> bool {
        self.document.string(node).is_some_and(|name| name.starts_with("com.amazonaws.") || name.starts_with("cn.com."))
    }

    fn is_of_sts(&self, node: Option<NodeId>) -> bool {
        node.and_then(|node| self.document.string(node)).is_some_and(|name| name.ends_with(".sts"))
    }

    fn role(&self, role: NodeId) -> Option<Output> {
        Some(Output::Role {
            arn: self.text(Some(role), "Arn")?,
            trust: self.policy(role, "AssumeRolePolicyDocument").map(decoded),
            longest: self.text(Some(role), "MaxSessionDuration"),
            boundary: self.boundary(role),
        })
    }

    /// The ARN of a user's or role's permissions boundary.
    fn boundary(&self, holder: NodeId) -> Option<String> {
        self.text(self.member(holder, "PermissionsBoundary"), "PermissionsBoundaryArn")
    }

    fn simulated(&self, node: NodeId) -> Option<Simulated> {
        let text = |own: &str, queried: &str| self.text(Some(node), own).or_else(|| self.text(Some(node), queried));
        let flag = |detail: &str, name: &str| self.text(self.member(node, detail), name).map(|text| text == "true");
        Some(Simulated {
            action: text("EvalActionName", "action")?,
            resource: text("EvalResourceName", "resource"),
            decision: text("EvalDecision", "decision")?,
            organization: flag("OrganizationsDecisionDetail", "AllowedByOrganizations"),
            boundary: flag("PermissionsBoundaryDecisionDetail", "AllowedByPermissionsBoundary"),
        })
    }

    fn denial(&self, root: NodeId) -> Denial {
        let context = self.member(root, "context");
        let matched = self.member(root, "matchedStatements").and_then(|node| self.list(node, "items"));
        let first = matched.and_then(|items| items.first().copied());
        Denial {
            explicit: self.text(Some(root), "explicitDeny").as_deref() == Some("true"),
            statement: self.text(first, "statementId").filter(|id| !id.is_empty()),
            principal: self.text(context.and_then(|node| self.member(node, "principal")), "arn"),
            action: self.text(context, "action"),
            resource: self.text(context, "resource"),
        }
    }

    /// `iam get-policy` and `organizations describe-policy` both answer with a policy.
    fn described(&self, policy: NodeId) -> Option<Output> {
        if let Some(version) = self.text(Some(policy), "DefaultVersionId") {
            return Some(Output::Policy { arn: self.text(Some(policy), "Arn")?, version });
        }
        let summary = self.member(policy, "PolicySummary");
        Some(Output::OrganizationPolicy {
            id: self.text(summary, "Id").unwrap_or_default(),
            kind: self.text(summary, "Type")?,
            name: self.text(summary, "Name").unwrap_or_default(),
            document: self.policy(policy, "Content")?,
        })
    }

    /// Events, by themselves or in a list.
    fn events(&self, root: NodeId) -> Option<Output> {
        let mut found = Vec::new();
        let count = event::all(self, root, &mut found);
        let listed = self.list(root, "Events").is_some();
        (count > 0 || listed).then_some(Output::Events(found, count))
    }
}

/// AWS's own API hands policies out percent-encoded.
fn decoded(document: String) -> String {
    if document.trim_start().starts_with("%7B") { super::compact::percent_decoded(&document) } else { document }
}

/// What an answer says that is not JSON: `--output text`, or a table, and nothing beside it.
pub(super) fn of_text(answer: &str) -> Option<Output> {
    if let Some(output) = configuration(answer).or_else(|| simulated_text(answer)) {
        return Some(output);
    }
    let mut words: Vec<&str> = Vec::new();
    for word in answer.split(|c: char| c.is_whitespace() || c == '|') {
        let word = word.trim_matches(['\'', '"', ',']);
        words.extend((!word.is_empty()).then_some(word));
    }
    let (first, rest) = words.split_first()?;
    // Each line of `--output text` begins with the name of the list.
    for (name, kind, make) in [
        ("OPENIDCONNECTPROVIDERLIST", "oidc-provider", Output::OidcProviders as fn(_) -> _),
        ("SAMLPROVIDERLIST", "saml-provider", Output::SamlProviders as fn(_) -> _),
        ("ATTACHEDPOLICIES", "policy", Output::Attached as fn(_) -> _),
    ] {
        if *first == name {
            let of_kind = |word: &&&str| Arn::parse(word).is_some_and(|arn| arn.resource_type() == kind);
            return Some(make(rest.iter().filter(of_kind).map(|word| (*word).to_owned()).collect()));
        }
    }
    let mut callers = words.iter().filter(|word| is_caller(word));
    match (callers.next(), callers.next()) {
        (Some(arn), None) if words.iter().all(|word| word == arn || beside_caller(word)) => {
            Some(Output::Caller { arn: (*arn).to_owned() })
        }
        _ if !rest.is_empty() => None,
        _ if first.parse().is_ok_and(|seconds: u32| (3600..=43_200).contains(&seconds)) => {
            Some(Output::Longest((*first).to_owned()))
        }
        _ => None,
    }
}

/// Whether a word stands in the output of `get-caller-identity` beside the ARN: a name, the account, the id, or a line.
fn beside_caller(word: &str) -> bool {
    let label = ["Account", "Arn", "UserId", "GetCallerIdentity"].contains(&word.trim_end_matches(':'));
    let id = word.split(':').next().unwrap_or_default();
    let is_id = id.len() > 8 && id.starts_with('A') && id.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    label || is_id || AccountId::parse(word).is_some() || word.bytes().all(|b| b == b'-' || b == b'+')
}

/// What `aws configure list` prints: rows of a name, a value and where it comes from.
fn configuration(answer: &str) -> Option<Output> {
    let value = |name: &str| {
        let row = answer.lines().find_map(|line| line.trim_start().strip_prefix(name))?;
        let value = row.trim_start_matches([' ', '\t', ':']);
        let hidden = value.starts_with("<not set>") || value.starts_with("****");
        hidden.then_some(value)
    };
    let (key, _) = (value("access_key")?, value("secret_key")?);
    let profile = answer.lines().find_map(|line| line.trim_start().strip_prefix("profile"));
    let profile = profile.filter(|row| !row.contains("<not set>"));
    let profile = profile.and_then(|row| row.split([' ', ':']).find(|word| !word.is_empty()));
    Some(Output::Configuration { credentials: !key.starts_with('<'), profile: profile.map(str::to_owned) })
}

fn is_caller(word: &str) -> bool {
    let Some(arn) = Arn::parse(word) else { return false };
    matches!(
        (arn.service(), arn.resource_type()),
        ("sts", "assumed-role" | "federated-user") | ("iam", "user" | "root")
    )
}

/// Lines with an action, a decision and perhaps a resource; others are short, as the heads of tables are.
fn simulated_text(answer: &str) -> Option<Output> {
    let mut results = Vec::new();
    for line in answer.lines() {
        let words = || line.split(|c: char| c.is_whitespace() || c == '|').filter(|word| !word.is_empty());
        if words().count() > 3 {
            return None;
        }
        let decision = words().find(|word| ["allowed", "implicitDeny", "explicitDeny"].contains(word));
        let action = words().find(|word| word.matches(':').count() == 1 && !word.ends_with(':'));
        let resource = words().find(|word| word.starts_with("arn:") || *word == "*");
        if let (Some(decision), Some(action)) = (decision, action)
            && words().all(|word| word == decision || word == action || Some(word) == resource)
        {
            results.push(Simulated {
                action: action.to_owned(),
                resource: resource.map(str::to_owned),
                decision: decision.to_owned(),
                organization: None,
                boundary: None,
            });
        }
    }
    (!results.is_empty()).then_some(Output::Simulated(results))
}

impl Output {
    /// The command of which it is the output, where that is one thing to ask.
    pub(super) fn answers(&self) -> Option<Ask> {
        Some(match self {
            Self::Caller { .. } => Ask::Task(Task::GetCallerIdentity),
            Self::Inline(_) => Ask::Task(Task::ListCallerInlinePolicies),
            Self::Attached(_) => Ask::Task(Task::ListCallerManagedPolicies),
            Self::OidcProviders(_) => Ask::Task(Task::ListOidcProviders),
            Self::OidcProvider { .. } => Ask::Task(Task::GetOidcProvider),
            Self::SamlProviders(_) => Ask::SamlProviders,
            Self::SamlProvider { .. } => Ask::Task(Task::GetSamlProvider),
            Self::Simulated(_) => Ask::Simulate,
            Self::Decoded(_) => Ask::Task(Task::DecodeMessage),
            Self::Events(..) => Ask::Events,
            Self::Organization { .. } => Ask::Organization,
            Self::TargetPolicies { kind, .. } if kind == "SERVICE_CONTROL_POLICY" => {
                Ask::Task(Task::ListServiceControlPolicies)
            }
            Self::TargetPolicies { kind, .. } if kind == "RESOURCE_CONTROL_POLICY" => {
                Ask::Task(Task::ListResourceControlPolicies)
            }
            Self::Accounts(_) => Ask::Accounts,
            Self::Endpoints(_) => Ask::Endpoints,
            Self::MfaDevices(_) => Ask::MfaDevices,
            Self::IdentityPool { .. } => Ask::IdentityPool,
            Self::Quota(_) => Ask::Quota,
            Self::Regions(_) => Ask::Regions,
            Self::Roles(_) => Ask::ServiceLinked,
            Self::Configuration { .. } => Ask::Configuration,
            Self::Validated(_) => Ask::Task(Task::ValidatePolicy),
            _ => return None,
        })
    }

    /// Whether nothing else looks so.
    pub(super) fn is_sure(&self) -> bool {
        !matches!(self, Self::Trust(_) | Self::Document(_) | Self::Events(..) | Self::Failed { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_found_between_other_words() {
        let text = "$ aws sts get-caller-identity\n{\n  \"UserId\": \"AIDA\",\n  \"Account\": \"111122223333\",\n  \"Arn\": \
                    \"arn:aws:iam::111122223333:user/a\"\n}\n$ aws x\n[1, 2]\n{broken";
        let split = split(text);
        assert!(matches!(&split.outputs[..], [Output::Caller { .. }]), "{split:?}");
        assert!(split.rest.contains("[1, 2]") && !split.rest.contains("UserId"));
    }

    #[test]
    fn text_and_tables_are_read_where_they_are_sure() {
        for text in [
            "111122223333\tarn:aws:iam::111122223333:user/a\tAIDAEXAMPLE",
            "Account: '111122223333'\nArn: arn:aws:iam::111122223333:user/a\nUserId: AIDAEXAMPLE",
            "|  Account |  111122223333 |\n|  Arn |  arn:aws:iam::111122223333:user/a |",
            "\"arn:aws:iam::111122223333:user/a\"",
            "arn:aws:iam::111122223333:user/a.b@example.com",
        ] {
            assert!(matches!(of_text(text), Some(Output::Caller { .. })), "{text}");
        }
        assert!(matches!(of_text("sts:AssumeRole\timplicitDeny"), Some(Output::Simulated(_))));
        assert!(matches!(
            of_text("OPENIDCONNECTPROVIDERLIST\tarn:aws:iam::111122223333:oidc-provider/gitlab.com"),
            Some(Output::OidcProviders(arns)) if arns == ["arn:aws:iam::111122223333:oidc-provider/gitlab.com"]
        ));
        for (row, found) in [("access_key  <not set>  None", false), ("access_key : ****************ABCD : env", true)]
        {
            let text = format!("   profile   work   manual\n{row}\nsecret_key <not set> None None");
            let read = of_text(&text);
            assert!(
                matches!(&read, Some(Output::Configuration { credentials, profile })
                    if *credentials == found && profile.as_deref() == Some("work")),
                "{read:?}"
            );
        }
        assert!(matches!(of_text("3600\n"), Some(Output::Longest(_))));
        for text in [
            "",
            "hello",
            "12",
            "arn:aws:iam::111122223333:role/a",
            "the caller is arn:aws:iam::111122223333:user/a, I think",
        ] {
            assert!(of_text(text).is_none(), "{text}");
        }
    }
}
