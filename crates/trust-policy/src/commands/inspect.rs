//! Commands that only look.

use super::call::Call;
use super::document::{self, TRUST_POLICY_FILE};
use super::situation::told;
use super::{Situation, Task, Text};
use crate::aws::{Caller, iam_arn};

pub(super) fn text(task: Task, of: &Situation) -> Option<Text> {
    let way = of.way();
    let is = |expected: Caller| way.is_none_or(|way| way == expected);
    match task {
        Task::GetCallerIdentity => {
            let call = Call::new("sts", "get-caller-identity").maybe("region", of.region()).with("output", "json");
            Some(Text::of("Who calls, by the credentials in use", &call))
        }
        Task::GetRole => Some(get_role(of)),
        Task::ListCallerManagedPolicies => list_caller_policies(of, true),
        Task::ListCallerInlinePolicies => list_caller_policies(of, false),
        Task::SimulateCallerPolicies if is(Caller::Principal) => simulate(of),
        Task::ListMfaDevices if of.needs_mfa() && of.may_be_user() => {
            let user = of.holder().map_or("<USER_NAME>", |holder| holder.name);
            let call = iam(of, "list-mfa-devices", &[("user-name", user)]);
            Some(Text::of("The MFA devices of the caller, with their ARNs", &call))
        }
        Task::ListOidcProviders if is(Caller::WebIdentity) => {
            let call = iam(of, "list-open-id-connect-providers", &[]);
            Some(Text::of("The OIDC providers of the role's account", &call).note(IN_ROLE_ACCOUNT))
        }
        Task::GetOidcProvider if is(Caller::WebIdentity) => {
            let provider = of.oidc_provider()?;
            let call = iam(of, "get-open-id-connect-provider", &[("open-id-connect-provider-arn", &provider)]);
            Some(Text::of("The OIDC provider, with the audiences that it takes", &call).note(IN_ROLE_ACCOUNT))
        }
        Task::GetSamlProvider if is(Caller::Saml) => {
            let call = iam(of, "get-saml-provider", &[("saml-provider-arn", &of.saml_provider())]);
            Some(
                Text::of("The SAML provider, with its metadata and until when it is valid", &call)
                    .note(IN_ROLE_ACCOUNT),
            )
        }
        Task::LookupEvents => {
            let text =
                Text::of("What CloudTrail recorded of calls for this role, refused ones with their error", &lookup(of));
            Some(text.note(EVENTS).note_if(of.region().is_none(), EVENTS_REGION))
        }
        Task::DecodeMessage => {
            let message = told(&of.encoded_message).unwrap_or("<ENCODED_MESSAGE>");
            let call = Call::new("sts", "decode-authorization-message")
                .with("encoded-message", message)
                .with("query", "DecodedMessage")
                .maybe("region", of.region())
                .with("output", "text");
            let text = Text::of("What an encoded authorization message says", &call);
            Some(text.note("It takes the permission sts:DecodeAuthorizationMessage."))
        }
        Task::ValidatePolicy => Some(validate(of)),
        Task::ListServiceControlPolicies if is(Caller::Principal) => {
            let account = of.caller_account().unwrap_or("<CALLER_ACCOUNT_ID>");
            Some(organization(
                of,
                "The service control policies of the caller's account",
                account,
                "SERVICE_CONTROL_POLICY",
            ))
        }
        Task::ListResourceControlPolicies => {
            let account = of.role_account().unwrap_or("<ROLE_ACCOUNT_ID>");
            Some(organization(
                of,
                "The resource control policies of the role's account",
                account,
                "RESOURCE_CONTROL_POLICY",
            ))
        }
        _ => None,
    }
}

const IN_ROLE_ACCOUNT: &str = "Run it with credentials of the role's account.";

/// A call of IAM, with output that can be pasted back.
pub(crate) fn iam(of: &Situation, operation: &'static str, options: &[(&'static str, &str)]) -> Call {
    let call = options.iter().fold(Call::new("iam", operation), |call, (option, value)| call.with(option, *value));
    call.maybe("region", of.region_of_global()).with("output", "json")
}

fn get_role(of: &Situation) -> Text {
    let call = iam(of, "get-role", &[("role-name", of.role_name())]);
    let title = "The role, with its trust policy and the longest session that it allows";
    Text::of(title, &call).note(IN_ROLE_ACCOUNT)
}

fn list_caller_policies(of: &Situation, managed: bool) -> Option<Text> {
    let holder = of.holder()?;
    let user = holder.kind == "user";
    let (operation, what) = match (managed, user) {
        (true, true) => ("list-attached-user-policies", "The managed policies of the user"),
        (true, false) => ("list-attached-role-policies", "The managed policies of the caller's role"),
        (false, true) => ("list-user-policies", "The inline policies of the user"),
        (false, false) => ("list-role-policies", "The inline policies of the caller's role"),
    };
    let name = if user { "user-name" } else { "role-name" };
    let text = Text::of(what, &iam(of, operation, &[(name, holder.name)]));
    Some(
        text.note("Run it with credentials of the caller's account.")
            .note_if(user, "Those of the user's groups count too."),
    )
}

/// What the call asks of policies, besides `sts:AssumeRole`.
pub(super) fn actions(of: &Situation) -> Vec<String> {
    let mut actions = vec!["sts:AssumeRole".to_owned()];
    if of.passes_tags() {
        actions.push("sts:TagSession".to_owned());
    }
    if told(&of.source_identity).is_some() {
        actions.push("sts:SetSourceIdentity".to_owned());
    }
    actions
}

/// Asks IAM's simulator whether the caller's own policies allow actions on the role, or on something else.
pub(crate) fn simulate_call(of: &Situation, actions: Vec<String>, resource: Option<String>) -> Option<Call> {
    let source = match of.holder() {
        Some(holder) => holder.arn.unwrap_or_else(|| match of.caller_account() {
            // Every role of Identity Center has a path.
            Some(account) if !holder.managed => iam_arn(of.partition().id, account, "role/", holder.name),
            _ => "<ARN_OF_THE_CALLERS_ROLE>".to_owned(),
        }),
        // Neither an account nor a service has policies of its own.
        None if of.way().is_some() => return None,
        None => iam_arn(of.partition().id, "<CALLER_ACCOUNT_ID>", "user/", "<USER_NAME>"),
    };
    let call = Call::new("iam", "simulate-principal-policy")
        .with("policy-source-arn", source)
        .list("action-names", actions)
        .with("resource-arns", resource.unwrap_or_else(|| of.role_arn()))
        .with("query", "EvaluationResults[].{action: EvalActionName, decision: EvalDecision}")
        .maybe("region", of.region_of_global())
        .with("output", "json");
    Some(call)
}

fn simulate(of: &Situation) -> Option<Text> {
    let unknown_path = of.holder().is_some_and(|holder| holder.arn.is_none());
    let call = simulate_call(of, actions(of), None)?;
    let text = Text::of("Whether the caller's own policies allow the call", &call).note(
        "It asks the policies of the caller only and ignores the trust policy: `allowed` does not yet mean that the role \
         can be assumed.",
    );
    Some(
        text.note_if(unknown_path, "The ARN of a session lacks the path of its role: write it in if the role has one."),
    )
}

const EVENTS: &str =
    "Events arrive some minutes late. Run it in the caller's account and in the role's: each has its own.";
const EVENTS_REGION: &str = "It looks in the Region that the AWS CLI is set to: calls are recorded in the Region whose \
                             endpoint was called, those of the global endpoint in us-east-1.";

/// The events of calls for the role, each on its line.
pub(crate) fn lookup(of: &Situation) -> Call {
    let event = match of.way() {
        Some(Caller::Saml) => "AssumeRoleWithSAML",
        Some(Caller::WebIdentity) => "AssumeRoleWithWebIdentity",
        Some(Caller::Principal | Caller::Service) | None => "AssumeRole",
    };
    // A raw string of JMESPath.
    let role = of.role_arn().replace('\'', r"\'");
    Call::new("cloudtrail", "lookup-events")
        .with("lookup-attributes", format!("AttributeKey=EventName,AttributeValue={event}"))
        .with("max-items", "500")
        .with("query", format!("Events[?contains(CloudTrailEvent, '{role}')].[CloudTrailEvent]"))
        .maybe("region", of.region())
        .with("output", "text")
}

fn validate(of: &Situation) -> Text {
    let call = Call::new("accessanalyzer", "validate-policy")
        .with("policy-document", format!("file://{TRUST_POLICY_FILE}"))
        .with("policy-type", "RESOURCE_POLICY")
        .with("validate-policy-resource-type", "AWS::IAM::AssumeRolePolicyDocument")
        .maybe("region", of.region())
        .with("output", "json");
    let title = "What IAM Access Analyzer finds in the trust policy";
    let document = document::trust_policy(of);
    let text = Text::script(title, &[&call], |shell| match &document {
        Some(document) => format!("{}\n{}", document::write(shell, TRUST_POLICY_FILE, document), call.text(shell)),
        None => call.text(shell),
    });
    text.note_if(document.is_none(), "The file trust-policy.json holds the trust policy.")
}

fn organization(of: &Situation, title: &str, account: &str, filter: &str) -> Text {
    let call = Call::new("organizations", "list-policies-for-target")
        .with("target-id", account)
        .with("filter", filter)
        .maybe("region", of.region_of_global())
        .with("output", "json");
    Text::of(title, &call).note(
        "Run it in the management account of the organization or as its delegated administrator. The policies of the root \
         and of the organizational units above the account count too.",
    )
}
