//! What the outputs of commands tell: sentences for the reader, and facts for the ranking.

use super::ask::{
    Ask, CALLER, INLINE, Line, MANAGED, Names, PROVIDER, RESOURCE_CONTROL, ROLE, SERVICE_CONTROL, name_of,
    role_of_session,
};
use super::event::Event;
use super::messages::Proof;
use super::outputs::{self, Output};
use super::read::{self, Reading};
use crate::aws::Arn;
use crate::commands::Task;

/// A message and the outputs that came with it.
#[derive(Debug)]
pub(crate) struct Heard {
    pub(super) reading: Reading,
    pub(super) facts: Facts,
}

/// The outputs of commands.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) outputs: Vec<Output>,
    /// Answers in which nothing was recognised, by their numbers.
    unread: Vec<usize>,
}

impl Heard {
    /// Reads a message and the answers to questions.
    pub(crate) fn of(message: &str, answers: &[String]) -> Self {
        let split = outputs::split(message);
        let mut reading = read::read(if split.outputs.is_empty() { message } else { &split.rest });
        let mut facts = Facts { outputs: split.outputs, unread: Vec::new() };
        if reading.message.is_none() && !facts.outputs.is_empty() {
            let whole = read::read(message);
            // Events and errors of commands are messages of their own.
            if whole.message.is_some() {
                reading = whole;
                facts.outputs.retain(Output::is_sure);
            }
        } else if reading.message.is_none() && message.split_whitespace().nth(1).is_some() {
            facts.outputs.extend(outputs::of_text(message));
        }
        for (at, answer) in answers.iter().enumerate() {
            let split = outputs::split(answer);
            let found = !split.outputs.is_empty();
            facts.outputs.extend(split.outputs);
            let text = outputs::of_text(&split.rest);
            if found || text.is_some() {
                facts.outputs.extend(text);
                continue;
            }
            // AWS's own words may come later than those of a program.
            let another = read::read(answer);
            let wrapped = reading.message.is_none_or(|message| message.proof == Proof::Wrapper);
            match another.message {
                Some(_) if wrapped => reading = another,
                Some(_) => {}
                None if answer.trim().is_empty() => {}
                None => facts.unread.push(at + 1),
            }
        }
        facts.complete(&mut reading);
        Self { reading, facts }
    }

    /// The trust policy that an output brought along, for a role.
    pub(crate) fn trust_policy(&self, role: Option<&str>) -> Option<String> {
        let names = super::names(&self.reading, &self.facts, role);
        self.facts.outputs.iter().find_map(|output| match output {
            Output::Role { arn, trust: Some(trust), .. } if names.is_role(arn) => Some(trust.clone()),
            Output::Trust(trust) => Some(trust.clone()),
            _ => None,
        })
    }

    /// The ARN of the role, by an output.
    pub(crate) fn role_arn(&self, role: Option<&str>) -> Option<String> {
        let names = super::names(&self.reading, &self.facts, role);
        self.facts.role(&names).map(|role| role.arn.to_owned())
    }
}

/// The output of `get-role`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Role<'o> {
    pub(super) arn: &'o str,
    pub(super) trust: Option<&'o str>,
    pub(super) longest: Option<&'o str>,
}

impl Names {
    /// Whether an ARN is that of the role that is to be assumed, but for its path and account.
    pub(super) fn is_role(&self, arn: &str) -> bool {
        let own = self.role_arn.as_deref().and_then(name_of).or(self.role_name.as_deref());
        match (own, name_of(arn)) {
            (Some(own), Some(name)) => own.eq_ignore_ascii_case(name),
            (None, _) => !self.is_callers(arn) && !self.is_value(arn),
            _ => false,
        }
    }

    /// Whether an ARN is that of the role or user behind the caller.
    pub(super) fn is_callers(&self, arn: &str) -> bool {
        let Some(caller) = self.caller.as_deref() else { return false };
        let own = role_of_session(caller).unwrap_or_else(|| caller.to_owned());
        let account = |arn: &str| Arn::parse(arn).map(|arn| arn.account().to_owned());
        name_of(&own).is_some() && name_of(&own) == name_of(arn) && account(&own) == account(arn)
    }

    /// Whether an ARN is that of the principal which AWS did not take, but for its path.
    pub(super) fn is_value(&self, arn: &str) -> bool {
        let name = |arn: &str| name_of(arn).map(str::to_ascii_lowercase);
        self.value.as_deref().is_some_and(|value| name(value.trim()).is_some() && name(value.trim()) == name(arn))
    }
}

impl Facts {
    /// Whether anything was recognised that only AWS's programs print.
    pub(super) fn are_sure(&self) -> bool {
        self.outputs.iter().any(Output::is_sure)
    }

    /// Tells the reading what the outputs know and the message does not say.
    fn complete(&self, reading: &mut Reading) {
        for output in &self.outputs {
            match output {
                Output::Decoded(denial)
                    if reading.parts.action.is_none() || reading.parts.encoded_message.is_some() =>
                {
                    let parts = &mut reading.parts;
                    for (part, told) in [
                        (&mut parts.principal, &denial.principal),
                        (&mut parts.action, &denial.action),
                        (&mut parts.resource, &denial.resource),
                    ] {
                        if told.is_some() {
                            part.clone_from(told);
                        }
                    }
                }
                Output::Events(events, _) if reading.event.is_none() => {
                    let wanted = reading.parts.resource.as_deref();
                    let fits = |event: &&Event| wanted.is_none() || event.role.as_deref() == wanted;
                    if let Some(event) = events.iter().find(fits) {
                        reading.take(event.clone());
                    }
                }
                _ => {}
            }
        }
    }

    /// What was asked and answered.
    pub(super) fn answered(&self, names: &Names) -> Vec<Ask> {
        let mut asks = Vec::new();
        for output in &self.outputs {
            asks.extend(output.answers());
            match output {
                Output::Role { arn, .. } | Output::User { arn, .. } => {
                    for (is, ask) in [
                        (names.is_role(arn), ROLE),
                        (names.is_callers(arn), Ask::CallerHolder),
                        (names.is_value(arn), Ask::Principal),
                    ] {
                        asks.extend(is.then_some(ask));
                    }
                }
                Output::Simulated(_) => asks.extend([MANAGED, INLINE, Ask::Task(Task::SimulateCallerPolicies)]),
                Output::Failed { operation, .. } if operation == "GetUser" && names.value.is_none() => {
                    asks.push(Ask::CallerHolder);
                }
                Output::Failed { operation, .. } if operation == "ListPoliciesForTarget" => {
                    asks.extend([SERVICE_CONTROL, RESOURCE_CONTROL]);
                }
                Output::Failed { operation, .. } => asks.extend(asked_by(operation)),
                _ => {}
            }
        }
        asks
    }

    /// The ARN of who calls, by `get-caller-identity` or by what a command was denied.
    pub(super) fn caller(&self) -> Option<&str> {
        let direct = self.outputs.iter().find_map(|output| match output {
            Output::Caller { arn } => Some(arn.as_str()),
            _ => None,
        });
        direct.or_else(|| {
            self.outputs.iter().find_map(|output| match output {
                Output::Failed { message, .. } => {
                    let (_, rest) = message.split_once("User: ")?;
                    rest.split_whitespace().next().filter(|word| Arn::parse(word).is_some())
                }
                _ => None,
            })
        })
    }

    /// The role that is to be assumed, as AWS describes it.
    pub(super) fn role(&self, names: &Names) -> Option<Role<'_>> {
        self.roles().find(|role| names.is_role(role.arn))
    }

    pub(super) fn roles(&self) -> impl Iterator<Item = Role<'_>> {
        self.outputs.iter().filter_map(|output| match output {
            Output::Role { arn, trust, longest, .. } => {
                Some(Role { arn, trust: trust.as_deref(), longest: longest.as_deref() })
            }
            _ => None,
        })
    }

    /// The ARN of the caller's permissions boundary, or that there is none; `None` where no output tells.
    pub(super) fn boundary(&self, names: &Names) -> Option<Option<&str>> {
        self.outputs.iter().find_map(|output| match output {
            Output::Role { arn, boundary, .. } | Output::User { arn, boundary } if names.is_callers(arn) => {
                Some(boundary.as_deref())
            }
            _ => None,
        })
    }

    /// How long sessions of the role may last.
    pub(super) fn longest(&self, names: &Names) -> Option<&str> {
        let alone = self.outputs.iter().find_map(|output| match output {
            Output::Longest(seconds) => Some(seconds.as_str()),
            _ => None,
        });
        self.role(names).and_then(|role| role.longest).or(alone)
    }

    /// The policies of the caller that are at hand.
    pub(super) fn own_policies(&self, names: &Names) -> Vec<String> {
        let mut documents = Vec::new();
        for output in &self.outputs {
            match output {
                Output::InlinePolicy { holder, document, .. } if names.is_holder(holder) => {
                    documents.push(document.clone());
                }
                Output::Document(document) => documents.push(document.clone()),
                Output::Attached(arns) => documents.extend(arns.iter().filter_map(|arn| well_known(arn))),
                _ => {}
            }
        }
        documents
    }

    /// The policies of the caller that were listed and are not at hand, each with the command that shows it. `None` unless
    /// all were listed.
    pub(super) fn missing_policies(&self, names: &Names) -> Option<Vec<(String, Option<Line>)>> {
        let (mut missing, mut lists) = (Vec::new(), 0);
        let user = names.caller.as_deref().and_then(Arn::parse).is_some_and(|arn| arn.resource_type() == "user");
        let holder = names.caller.as_deref().and_then(|caller| {
            let own = role_of_session(caller).unwrap_or_else(|| caller.to_owned());
            name_of(&own).map(str::to_owned)
        });
        let mut documents = self.outputs.iter().filter(|output| matches!(output, Output::Document(_))).count();
        for output in &self.outputs {
            match output {
                Output::Inline(listed) => {
                    lists += 1;
                    for name in listed {
                        let is_it =
                            |output: &Output| matches!(output, Output::InlinePolicy { name: own, .. } if own == name);
                        if self.outputs.iter().any(is_it) {
                            continue;
                        }
                        let line = holder.as_deref().and_then(|holder| match user {
                            true => names.iam("get-user-policy", &[("user-name", holder), ("policy-name", name)]),
                            false => names.iam("get-role-policy", &[("role-name", holder), ("policy-name", name)]),
                        });
                        missing.push((name.clone(), line));
                    }
                }
                Output::Attached(arns) => {
                    lists += 1;
                    for arn in arns.iter().filter(|arn| well_known(arn).is_none()) {
                        // The output does not say of which policy it is.
                        if documents > 0 {
                            documents -= 1;
                            continue;
                        }
                        let line = self.shown(arn, names);
                        missing.push((name_of(arn).unwrap_or(arn).to_owned(), line));
                    }
                }
                _ => {}
            }
        }
        (lists >= 2).then_some(missing)
    }

    /// The command that shows a managed policy, once its version is known, or tells the version.
    fn shown(&self, arn: &str, names: &Names) -> Option<Line> {
        let version = self.outputs.iter().find_map(|output| match output {
            Output::Policy { arn: own, version } if own == arn => Some(version.as_str()),
            _ => None,
        });
        match version {
            Some(version) => names.iam("get-policy-version", &[("policy-arn", arn), ("version-id", version)]),
            None => names.iam("get-policy", &[("policy-arn", arn)]),
        }
    }

    /// The command that shows the policy of which AWS says that it denies; `None` where its text is at hand.
    pub(super) fn blamed(&self, arn: &str, names: &Names) -> Option<Line> {
        if Arn::parse(arn)?.service() == "organizations" {
            return self.described(arn.rsplit('/').next()?, names);
        }
        let at_hand = self.outputs.iter().any(|output| matches!(output, Output::Document(_)));
        self.shown(arn, names).filter(|_| !at_hand)
    }

    fn described(&self, id: &str, names: &Names) -> Option<Line> {
        let at_hand = |output: &Output| matches!(output, Output::OrganizationPolicy { id: own, .. } if own == id);
        names.describe_policy(id).filter(|_| !self.outputs.iter().any(at_hand))
    }

    /// The commands that show the policies of the organization which were listed and are not at hand.
    pub(super) fn listed(&self, wanted: Option<&str>, names: &Names) -> Vec<Line> {
        let mut lines = Vec::new();
        for output in &self.outputs {
            if let Output::TargetPolicies { kind, policies } = output
                && wanted.is_none_or(|wanted| wanted == kind)
            {
                // AWS's own allow everything.
                let own = policies.iter().filter(|(id, _)| !id.ends_with("FullAWSAccess"));
                lines.extend(own.filter_map(|(id, _)| self.described(id, names)));
            }
        }
        lines
    }

    /// The documents of the organization's policies of a kind.
    pub(super) fn organization_policies(&self, kind: &str) -> Vec<String> {
        let of_kind = self.outputs.iter().filter_map(|output| match output {
            Output::OrganizationPolicy { kind: own, document, .. } if own == kind => Some(document.clone()),
            _ => None,
        });
        of_kind.collect()
    }

    /// The sentences that say what each output told.
    pub(super) fn told(&self, names: &Names) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        for output in &self.outputs {
            let sentence = tell(output, names);
            if !told.contains(&sentence) {
                told.push(sentence);
            }
        }
        for number in &self.unread {
            told.push(format!("Answer {number} is not the output of a command that is known here; it was left aside."));
        }
        told
    }
}

impl Names {
    /// Whether a name is that of the user or role behind the caller; where nobody said who calls, it may be.
    fn is_holder(&self, name: &str) -> bool {
        let Some(caller) = self.caller.as_deref() else { return true };
        let own = role_of_session(caller).unwrap_or_else(|| caller.to_owned());
        name_of(&own).is_none_or(|own| own == name)
    }
}

/// What a command that failed was to answer. Without the permission there is no use in asking again.
fn asked_by(operation: &str) -> Option<Ask> {
    Some(match operation {
        "GetCallerIdentity" => CALLER,
        "GetRole" => ROLE,
        "GetUser" => Ask::Principal,
        "ListRolePolicies" | "ListUserPolicies" => INLINE,
        "ListAttachedRolePolicies" | "ListAttachedUserPolicies" => MANAGED,
        "ListOpenIDConnectProviders" => Ask::Task(Task::ListOidcProviders),
        "GetOpenIDConnectProvider" => PROVIDER,
        "ListSAMLProviders" => Ask::SamlProviders,
        "GetSAMLProvider" => Ask::Task(Task::GetSamlProvider),
        "SimulatePrincipalPolicy" => Ask::Simulate,
        "DecodeAuthorizationMessage" => Ask::Task(Task::DecodeMessage),
        "LookupEvents" => Ask::Events,
        "DescribeOrganization" => Ask::Organization,
        "ListAccounts" => Ask::Accounts,
        "ListRoles" => Ask::ServiceLinked,
        "ListMFADevices" => Ask::MfaDevices,
        "GetIdentityPoolRoles" => Ask::IdentityPool,
        "ValidatePolicy" => Ask::Task(Task::ValidatePolicy),
        "DescribeVpcEndpoints" => Ask::Endpoints,
        "ListServiceQuotas" => Ask::Quota,
        "ListRegions" => Ask::Regions,
        _ => return None,
    })
}

/// Managed policies of AWS that everybody knows, as far as they speak of assuming roles.
///
/// Source: <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/about-managed-policy-reference.html>
fn well_known(arn: &str) -> Option<String> {
    let (_, name) = arn.split_once(":iam::aws:policy/")?;
    let actions = match name {
        "AdministratorAccess" => r#""Action": "*""#,
        "PowerUserAccess" => r#""NotAction": ["iam:*", "organizations:*", "account:*"]"#,
        _ => return None,
    };
    Some(format!(r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", {actions}, "Resource": "*"}}]}}"#))
}

/// What one output tells, in a sentence.
fn tell(output: &Output, names: &Names) -> String {
    let list = |items: &[String]| match items {
        [] => "none".to_owned(),
        items => format!("`{}`", items.join("`, `")),
    };
    match output {
        Output::Caller { arn } => format!("The credentials in use are those of `{arn}`."),
        Output::Role { arn, trust, longest, boundary } => {
            let mut told = format!("The role `{arn}` exists");
            if let Some(longest) = longest {
                told += &format!(", and its sessions last {longest} seconds at most");
            }
            if let Some(arn) = boundary {
                told += &format!("; its permissions boundary is `{arn}`");
            }
            if trust.is_some() && names.is_role(arn) {
                told += "; its trust policy was read";
            }
            told + "."
        }
        Output::Roles(arns) => format!("The roles: {}.", list(arns)),
        Output::Longest(seconds) => format!("Sessions of the role last {seconds} seconds at most."),
        Output::Trust(_) => "A trust policy.".to_owned(),
        Output::User { arn, boundary: Some(boundary) } => {
            format!("The user `{arn}` exists; its permissions boundary is `{boundary}`.")
        }
        Output::User { arn, .. } => format!("The user `{arn}` exists."),
        Output::Inline(listed) => format!("The inline policies: {}.", list(listed)),
        Output::Attached(arns) => format!("The managed policies: {}.", list(arns)),
        Output::InlinePolicy { holder, name, .. } => format!("The inline policy `{name}` of `{holder}`."),
        Output::Policy { arn, version } => format!("The default version of `{arn}` is `{version}`."),
        Output::Document(_) => "A permissions policy.".to_owned(),
        Output::OidcProviders(arns) => format!("The OpenID Connect providers of the account: {}.", list(arns)),
        Output::OidcProvider { url, audiences } => {
            let provider =
                url.as_ref().map_or_else(|| "The provider".to_owned(), |url| format!("The provider `{url}`"));
            format!("{provider} takes these audiences: {}.", list(audiences))
        }
        Output::SamlProviders(arns) => format!("The SAML providers of the account: {}.", list(arns)),
        Output::SamlProvider { valid_until, entity } => {
            let mut told = "The SAML provider exists".to_owned();
            if let Some(entity) = entity {
                told += &format!("; its metadata is that of `{entity}`");
            }
            if let Some(until) = valid_until {
                told += &format!("; it is valid until {until}");
            }
            told + "."
        }
        Output::Simulated(results) => {
            let mut said = Vec::new();
            for result in results {
                said.push(format!("`{}` is {}", result.action, in_words(&result.decision)));
            }
            format!("IAM's simulator says of the caller's own policies, without the trust policy: {}.", said.join(", "))
        }
        Output::Decoded(denial) => {
            let how = if denial.explicit { "An explicit denial decided" } else { "No policy allows it" };
            let action = denial.action.as_deref().unwrap_or("the action");
            let statement =
                denial.statement.as_ref().map(|id| format!(", in the statement `{id}`")).unwrap_or_default();
            let caller = denial.principal.as_ref().map(|arn| format!(" for `{arn}`")).unwrap_or_default();
            format!("The decoded message: {how}{statement}; it is about `{action}`{caller}.")
        }
        Output::Events(events, count) => match (events.first(), count) {
            (Some(event), _) => {
                let by = event.caller.as_ref().or(event.service.as_ref()).map(|arn| format!(" by `{arn}`"));
                let api = event.api.as_deref().unwrap_or("a call");
                format!("CloudTrail recorded `{api}`{} with the error {}.", by.unwrap_or_default(), event.code)
            }
            (None, 0) => {
                "CloudTrail has no such event: they come some minutes late, and each account and Region has its own."
                    .to_owned()
            }
            (None, _) => "CloudTrail recorded such calls, none with an error.".to_owned(),
        },
        Output::Organization { id, .. } => format!("The account belongs to the organization `{id}`."),
        Output::TargetPolicies { kind, policies } => {
            let names: Vec<String> = policies.iter().map(|(_, name)| name.clone()).collect();
            let what = match kind.as_str() {
                "RESOURCE_CONTROL_POLICY" => "resource control policies",
                "SERVICE_CONTROL_POLICY" => "service control policies",
                _ => "policies of the organization",
            };
            format!("The {what} attached directly: {}.", list(&names))
        }
        Output::OrganizationPolicy { name, .. } => format!("The organization's policy `{name}`."),
        Output::Accounts(accounts) => format!("The organization has {} accounts in this list.", accounts.len()),
        Output::Endpoints(policies) => match policies.len() {
            0 => "There is no VPC endpoint for AWS STS here.".to_owned(),
            count => format!("There are {count} VPC endpoints for AWS STS; their policies were read."),
        },
        Output::MfaDevices(serials) => format!("The MFA devices: {}.", list(serials)),
        Output::IdentityPool { id, roles } => {
            let mut said = vec![format!("The identity pool `{id}`")];
            said.extend(roles.iter().map(|(kind, arn)| format!("{kind} users get `{arn}`")));
            said.join("; ") + "."
        }
        Output::Quota(value) => {
            format!("A trust policy may have {} characters here.", value.trim_end_matches(".0"))
        }
        Output::Regions(regions) => format!("The Regions that are enabled: {}.", list(regions)),
        Output::Validated(errors) => match errors.as_slice() {
            [] => "IAM Access Analyzer finds no error in the policy that it was given.".to_owned(),
            errors => format!("IAM Access Analyzer finds: {}", errors.join(" ")),
        },
        Output::Configuration { credentials, profile } => {
            let profile = profile.as_ref().map(|name| format!(", profile `{name}`")).unwrap_or_default();
            match credentials {
                true => format!("The AWS CLI has credentials{profile}."),
                false => format!("The AWS CLI has no credentials{profile}."),
            }
        }
        Output::Failed { operation, code, message } => match code.as_str() {
            "NoSuchEntity" => format!("`{operation}` found nothing: {message}"),
            "AccessDenied" => {
                format!("These credentials may not call `{operation}`: somebody has to who may.")
            }
            "AWSOrganizationsNotInUse" => "The account belongs to no organization.".to_owned(),
            code => format!("`{operation}` failed with {code}."),
        },
    }
}

fn in_words(decision: &str) -> &str {
    match decision {
        "allowed" => "allowed",
        "explicitDeny" => "denied by a policy",
        "implicitDeny" => "allowed by no policy",
        other => other,
    }
}
