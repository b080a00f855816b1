//! The commands that tell more: those of [`commands`](crate::commands) that only look, and a few that only errors need.

use crate::aws::Arn;
use crate::commands::{self, Call, Shell, Situation, Task};

/// What can be asked of AWS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ask {
    /// A command that others offer, too.
    Task(Task),
    /// Whether the caller's policies allow the action of the message.
    Simulate,
    /// Whether the caller may hand the role to a service.
    PassRole,
    /// The principal that AWS did not take.
    Principal,
    /// The user, or the role behind the session, that calls, with its permissions boundary.
    CallerHolder,
    /// What CloudTrail recorded of such calls.
    Events,
    /// What CloudTrail recorded of the role itself.
    RoleEvents,
    SamlProviders,
    Organization,
    Accounts,
    Endpoints,
    MfaDevices,
    IdentityPool,
    Quota,
    Regions,
    Configuration,
    /// The service-linked roles of the account.
    ServiceLinked,
}

pub(super) const CALLER: Ask = Ask::Task(Task::GetCallerIdentity);
pub(super) const ROLE: Ask = Ask::Task(Task::GetRole);
pub(super) const PROVIDERS: Ask = Ask::Task(Task::ListOidcProviders);
pub(super) const PROVIDER: Ask = Ask::Task(Task::GetOidcProvider);
pub(super) const SAML_PROVIDER: Ask = Ask::Task(Task::GetSamlProvider);
pub(super) const MANAGED: Ask = Ask::Task(Task::ListCallerManagedPolicies);
pub(super) const INLINE: Ask = Ask::Task(Task::ListCallerInlinePolicies);
pub(super) const VALIDATE: Ask = Ask::Task(Task::ValidatePolicy);
pub(super) const DECODE: Ask = Ask::Task(Task::DecodeMessage);
pub(super) const SERVICE_CONTROL: Ask = Ask::Task(Task::ListServiceControlPolicies);
pub(super) const RESOURCE_CONTROL: Ask = Ask::Task(Task::ListResourceControlPolicies);

/// A command for both kinds of shells, each on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) posix: String,
    pub(super) powershell: String,
}

impl Line {
    pub(super) fn of(call: &Call) -> Self {
        Self { posix: call.line(Shell::Posix), powershell: call.line(Shell::PowerShell) }
    }
}

/// The names that commands need, where they are known.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    pub(super) caller: Option<String>,
    pub(super) role_arn: Option<String>,
    /// Where only the name is known.
    pub(super) role_name: Option<String>,
    pub(super) action: Option<String>,
    pub(super) resource: Option<String>,
    /// The ARN of the identity provider.
    pub(super) provider: Option<String>,
    /// The principal that AWS did not take.
    pub(super) value: Option<String>,
    pub(super) encoded: Option<String>,
    /// The call, as CloudTrail names it.
    pub(super) event: Option<String>,
    pub(super) region: Option<String>,
    pub(super) partition: Option<String>,
    /// What was asked and answered already.
    pub(super) answered: Vec<Ask>,
}

impl Names {
    /// The command for a question; `None` where it makes no sense for what is known, or was answered.
    pub(super) fn ask(&self, ask: Ask) -> Option<Line> {
        if self.answered.contains(&ask) {
            return None;
        }
        let of = self.situation();
        let iam = |operation| commands::iam(&of, operation, &[]);
        let call = match ask {
            Ask::Task(task) => {
                let [posix, powershell] = [Shell::Posix, Shell::PowerShell].map(|shell| task.line(&of, shell));
                return Some(Line { posix: posix?, powershell: powershell? });
            }
            Ask::Simulate => {
                let action = name(&self.action).unwrap_or("sts:AssumeRole").to_owned();
                let resource = name(&self.resource).map(str::to_owned);
                commands::simulate_call(&of, vec![action], resource)?
            }
            Ask::PassRole => {
                let person = Situation { caller_arn: of.caller_arn.clone().filter(|arn| arn.contains(':')), ..of };
                commands::simulate_call(&person, vec!["iam:PassRole".to_owned()], None)?
            }
            Ask::Principal => self.look_up(&of)?,
            Ask::CallerHolder => {
                let caller = name(&self.caller)?;
                match (role_of_session(caller), Arn::parse(caller)?.resource_type()) {
                    (Some(role), _) => commands::iam(&of, "get-role", &[("role-name", name_of(&role)?)]),
                    (None, "user") => commands::iam(&of, "get-user", &[("user-name", name_of(caller)?)]),
                    _ => return None,
                }
            }
            Ask::Events => match &self.event {
                Some(event) if !event.starts_with("AssumeRole") && is_name(event) => {
                    look_up_events(&of, &format!("AttributeKey=EventName,AttributeValue={event}"))
                }
                _ => commands::lookup(&of),
            },
            Ask::RoleEvents => {
                look_up_events(&of, &format!("AttributeKey=ResourceName,AttributeValue={}", of.role_name()))
            }
            Ask::SamlProviders => iam("list-saml-providers"),
            Ask::MfaDevices => iam("list-mfa-devices"),
            Ask::Organization => organizations(&of, "describe-organization"),
            Ask::Accounts => organizations(&of, "list-accounts"),
            Ask::Endpoints => Call::new("ec2", "describe-vpc-endpoints")
                .with("query", "VpcEndpoints[].[ServiceName,PolicyDocument]")
                .maybe("region", of.region())
                .with("output", "json"),
            Ask::IdentityPool => Call::new("cognito-identity", "get-identity-pool-roles")
                .with("identity-pool-id", "<IDENTITY_POOL_ID>")
                .maybe("region", of.region())
                .with("output", "json"),
            // The quotas of IAM are kept in the first Region of a partition.
            Ask::Quota => Call::new("service-quotas", "list-service-quotas")
                .with("service-code", "iam")
                .with("query", "Quotas[?QuotaName=='Role trust policy length']")
                .with("region", of.region_of_global().unwrap_or("us-east-1"))
                .with("output", "json"),
            Ask::Regions => Call::new("account", "list-regions")
                .list("region-opt-status-contains", vec!["ENABLED".to_owned(), "ENABLED_BY_DEFAULT".to_owned()])
                .maybe("region", of.region_of_global())
                .with("output", "json"),
            Ask::Configuration => Call::new("configure", "list"),
            Ask::ServiceLinked => commands::iam(&of, "list-roles", &[("path-prefix", "/aws-service-role/")]),
        };
        Some(Line::of(&call))
    }

    /// A call of IAM for something that an output named.
    pub(super) fn iam(&self, operation: &'static str, options: &[(&'static str, &str)]) -> Option<Line> {
        let safe = options.iter().all(|(_, value)| is_name(value));
        safe.then(|| Line::of(&commands::iam(&self.situation(), operation, options)))
    }

    /// A call of AWS Organizations for a policy that a message or an output named.
    pub(super) fn describe_policy(&self, id: &str) -> Option<Line> {
        let of = self.situation();
        let call = || {
            let call = Call::new("organizations", "describe-policy").with("policy-id", id);
            call.maybe("region", of.region_of_global()).with("output", "json")
        };
        is_name(id).then(|| Line::of(&call()))
    }

    fn situation(&self) -> Situation {
        let partition = name(&self.partition).unwrap_or("aws");
        let by_name = || Some(format!("arn:{partition}:iam::<ROLE_ACCOUNT_ID>:role/{}", name(&self.role_name)?));
        let text = |text: Option<&str>| text.map(str::to_owned);
        let federated = match self.action.as_deref().or(self.event.as_deref()) {
            Some(action) if action.ends_with("AssumeRoleWithWebIdentity") => Some("https://<ISSUER>".to_owned()),
            Some(action) if action.ends_with("AssumeRoleWithSAML") => {
                Some(format!("arn:{partition}:iam::<ROLE_ACCOUNT_ID>:saml-provider/<SAML_PROVIDER_NAME>"))
            }
            _ => None,
        };
        Situation {
            role_arn: text(name(&self.role_arn)).or_else(by_name),
            caller_arn: text(name(&self.caller)),
            provider: text(name(&self.provider)).or(federated),
            encoded_message: text(name(&self.encoded)),
            region: text(name(&self.region)),
            ..Situation::default()
        }
    }

    /// Asks for the principal that AWS did not take.
    fn look_up(&self, of: &Situation) -> Option<Call> {
        let Some(value) = self.value.as_deref().map(str::trim) else {
            return Some(commands::iam(of, "get-role", &[("role-name", "<PRINCIPAL_NAME>")]));
        };
        let name = name_of(value).filter(|name| is_name(name));
        Some(match (Arn::parse(value)?.resource_type(), name) {
            ("role", Some(name)) => commands::iam(of, "get-role", &[("role-name", name)]),
            ("user", Some(name)) => commands::iam(of, "get-user", &[("user-name", name)]),
            _ => return None,
        })
    }
}

fn look_up_events(of: &Situation, attributes: &str) -> Call {
    Call::new("cloudtrail", "lookup-events")
        .with("lookup-attributes", attributes)
        .with("max-items", "20")
        .maybe("region", of.region())
        .with("output", "json")
}

fn organizations(of: &Situation, operation: &'static str) -> Call {
    Call::new("organizations", operation).maybe("region", of.region_of_global()).with("output", "json")
}

/// The ARN of the role behind a session, as far as the session tells it: the path is not in it.
pub(super) fn role_of_session(session: &str) -> Option<String> {
    let arn = Arn::parse(session)?;
    match (arn.service(), arn.resource_type()) {
        ("iam", "role") => Some(session.to_owned()),
        ("sts", "assumed-role") => {
            let name = arn.resource_path()?.split('/').next()?;
            Some(format!("arn:{}:iam::{}:role/{name}", arn.partition(), arn.account()))
        }
        _ => None,
    }
}

/// The name at the end of an ARN of IAM.
pub(super) fn name_of(arn: &str) -> Option<&str> {
    let name = Arn::parse(arn)?.resource_path()?.rsplit('/').next()?;
    (!name.is_empty()).then_some(name)
}

fn name(text: &Option<String>) -> Option<&str> {
    text.as_deref().filter(|text| is_name(text))
}

/// Whether a text has only what names of AWS have. What is in the message is not trusted.
fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "+=,.@_-/:".contains(c);
    !text.is_empty() && !text.starts_with('-') && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posix(names: &Names, ask: Ask) -> String {
        names.ask(ask).unwrap().posix
    }

    #[test]
    fn names_are_filled_in_where_they_are_safe() {
        let mut names =
            Names { role_arn: Some("arn:aws:iam::111122223333:role/app/deploy".to_owned()), ..Names::default() };
        assert_eq!(posix(&names, ROLE), "aws iam get-role --role-name deploy --output json");
        assert!(posix(&names, Ask::Simulate).contains("'arn:aws:iam::<CALLER_ACCOUNT_ID>:user/<USER_NAME>'"));
        names.caller = Some("arn:aws-cn:sts::111122223333:assumed-role/ci/run".to_owned());
        names.role_arn = Some("arn:aws-cn:iam::111122223333:role/deploy".to_owned());
        let simulate = posix(&names, Ask::Simulate);
        assert!(simulate.contains("--policy-source-arn arn:aws-cn:iam::111122223333:role/ci "), "{simulate}");
        assert!(simulate.contains("--region cn-north-1"), "{simulate}");
        names.role_arn = Some("arn:aws:iam::111122223333:role/a;rm -rf $HOME".to_owned());
        assert!(posix(&names, ROLE).contains("'<ROLE_NAME>'"));
    }

    #[test]
    fn what_was_answered_is_not_asked_again() {
        let names = Names { answered: vec![ROLE], ..Names::default() };
        assert_eq!(names.ask(ROLE), None);
        assert!(names.ask(CALLER).is_some());
    }
}
