//! Who calls, and whether an element of a policy speaks of them.

use crate::aws::{AccountId, Arn};
use crate::policy::{Principal, PrincipalForm, PrincipalKey, PrincipalShape, PrincipalValue};

use super::scenario::Request;

/// The caller of a request.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Who {
    /// Long-term credentials of an IAM user.
    User(Named),
    /// A session of a role; its name when it is known.
    Session { role: Named, session: Option<String> },
    /// A session of `GetFederationToken`.
    FederatedUser { partition: String, account: String, name: String },
    /// The root user.
    Root { partition: String, account: String },
    /// Somebody of an account, without a name.
    SomebodyOf { account: String },
    /// An AWS service, by its service principal.
    Service(String),
    /// The bearer of a token; the provider as a policy names it, and its issuer.
    WebIdentity { provider: String, issuer: String },
    /// A sign-in by a SAML provider.
    Saml { provider: String },
    /// Nobody that AWS knows.
    Unknown(String),
}

/// A user or a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) partition: String,
    pub(crate) account: String,
    /// Path and name: `app/deploy`. The ARN of a session has no path.
    pub(crate) path: String,
    /// Whether the path may be missing.
    pub(crate) path_unknown: bool,
}

impl Named {
    fn is(&self, arn: &Arn<'_>) -> bool {
        let Some(path) = arn.resource_path() else { return false };
        let same = path == self.path || (self.path_unknown && path.rsplit('/').next() == Some(&self.path));
        same && arn.partition() == self.partition && arn.account() == self.account
    }

    /// The ARN of the role, were it at the path of a pattern. `None` when the pattern has none.
    pub(super) fn at_path_of(&self, pattern: &str) -> Option<String> {
        let (_, path) = pattern.split_once(":role/")?;
        let (path, _) = path.rsplit_once('/')?;
        Some(format!("arn:{}:iam::{}:role/{path}/{}", self.partition, self.account, self.path))
    }

    fn arn(&self, kind: &str) -> String {
        format!("arn:{}:iam::{}:{kind}/{}", self.partition, self.account, self.path)
    }

    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// How an element of a policy speaks of a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meant {
    /// Not at all.
    No,
    /// As one of an account.
    Account,
    /// As the role of a session.
    Role,
    /// As anybody, which neither a boundary nor a session policy limits.
    Everybody,
    /// By itself: the user, the session, the service, the provider.
    Itself,
}

impl Who {
    /// The caller of a request to assume a role of this partition and account.
    pub(crate) fn of(request: &Request, partition: &str, account: &str) -> Self {
        let text = request.principal.trim();
        if request.action.eq_ignore_ascii_case("sts:AssumeRoleWithWebIdentity") {
            return Self::web_identity(request, partition, account);
        }
        if request.action.eq_ignore_ascii_case("sts:AssumeRoleWithSAML") {
            let provider = request.provider_arn.as_deref().unwrap_or(text);
            return Self::Saml { provider: provider.to_owned() };
        }
        if AccountId::parse(text).is_some() {
            return Self::SomebodyOf { account: text.to_owned() };
        }
        let Some(arn) = Arn::parse(text) else {
            let service = text.contains('.') && !text.contains('/') && !text.contains(':');
            return if service { Self::Service(text.to_owned()) } else { Self::Unknown(text.to_owned()) };
        };
        let (partition, account) = (arn.partition().to_owned(), arn.account().to_owned());
        let path = arn.resource_path().unwrap_or_default();
        match (arn.service(), arn.resource_type()) {
            ("iam", "root") => Self::Root { partition, account },
            ("iam", "user") => Self::User(Named { partition, account, path: path.to_owned(), path_unknown: false }),
            ("iam", "role") => Self::Session {
                role: Named { partition, account, path: path.to_owned(), path_unknown: false },
                session: None,
            },
            ("sts", "assumed-role") => {
                let (role, session) = path.split_once('/').unwrap_or((path, ""));
                Self::Session {
                    role: Self::role_of_session(request, partition, account, role),
                    session: (!session.is_empty()).then(|| session.to_owned()),
                }
            }
            ("sts", "federated-user") => Self::FederatedUser { partition, account, name: path.to_owned() },
            ("iam", "oidc-provider") => Self::web_identity(request, &partition, &account),
            ("iam", "saml-provider") => Self::Saml { provider: text.to_owned() },
            _ => Self::Unknown(text.to_owned()),
        }
    }

    /// The role of a session. Its ARN lacks the path, which the request may tell.
    fn role_of_session(request: &Request, partition: String, account: String, name: &str) -> Named {
        let told = request.context.iter().find(|(key, _)| key.eq_ignore_ascii_case("aws:PrincipalArn"));
        let path = told.and_then(|(_, values)| Arn::parse(values.first()?)?.resource_path());
        match path.filter(|path| path.rsplit('/').next() == Some(name)) {
            Some(path) => Named { partition, account, path: path.to_owned(), path_unknown: false },
            None => Named { partition, account, path: name.to_owned(), path_unknown: true },
        }
    }

    fn web_identity(request: &Request, partition: &str, account: &str) -> Self {
        let named = |text: &&str| text.contains(":oidc-provider/") || (!text.contains(':') && text.contains('.'));
        let principal = Some(request.principal.trim()).filter(named);
        let given = request.provider_arn.as_deref().map(str::trim).filter(|text| !text.is_empty()).or(principal);
        if let Some(provider) = given {
            let issuer = provider.split_once(":oidc-provider/").map_or(provider, |(_, issuer)| issuer);
            return Self::WebIdentity { provider: provider.to_owned(), issuer: issuer.to_owned() };
        }
        let claims = request.token.as_deref().unwrap_or_default();
        let issuer = claims.iter().find(|(name, _)| name == "iss").and_then(|(_, values)| values.first());
        match issuer.map(|issuer| issuer.strip_prefix("https://").unwrap_or(issuer)) {
            Some(issuer) if BUILT_IN.contains(&issuer) => {
                Self::WebIdentity { provider: issuer.to_owned(), issuer: issuer.to_owned() }
            }
            Some(issuer) => Self::WebIdentity {
                provider: format!("arn:{partition}:iam::{account}:oidc-provider/{issuer}"),
                issuer: issuer.to_owned(),
            },
            None => Self::Unknown(request.principal.clone()),
        }
    }

    pub(crate) fn account(&self) -> Option<&str> {
        match self {
            Self::User(named) | Self::Session { role: named, .. } => Some(&named.account),
            Self::FederatedUser { account, .. } | Self::Root { account, .. } | Self::SomebodyOf { account } => {
                Some(account)
            }
            Self::Service(_) | Self::WebIdentity { .. } | Self::Saml { .. } | Self::Unknown(_) => None,
        }
    }

    pub(crate) fn partition(&self) -> Option<&str> {
        match self {
            Self::User(named) | Self::Session { role: named, .. } => Some(&named.partition),
            Self::FederatedUser { partition, .. } | Self::Root { partition, .. } => Some(partition),
            Self::SomebodyOf { .. } | Self::Service(_) | Self::Unknown(_) => None,
            Self::WebIdentity { provider, .. } | Self::Saml { provider } => {
                Arn::parse(provider).map(|arn| arn.partition())
            }
        }
    }

    /// Whether the caller is a service-linked role, which policies of an organization do not bind.
    /// Source: <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>
    pub(super) fn is_service_linked(&self) -> bool {
        let Self::Session { role, .. } = self else { return false };
        role.path.starts_with("aws-service-role/") || (role.path_unknown && role.path.starts_with("AWSServiceRoleFor"))
    }

    /// Whether IAM policies of an account bound the caller.
    pub(crate) fn has_identity_policies(&self) -> bool {
        self.account().is_some()
    }

    /// The ARN as the key `aws:PrincipalArn` has it: of a session, the role's.
    pub(crate) fn principal_arn(&self) -> Option<String> {
        match self {
            Self::User(named) => Some(named.arn("user")),
            Self::Session { role, .. } => Some(role.arn("role")),
            Self::FederatedUser { partition, account, name } => {
                Some(format!("arn:{partition}:sts::{account}:federated-user/{name}"))
            }
            Self::Root { partition, account } => Some(format!("arn:{partition}:iam::{account}:root")),
            _ => None,
        }
    }

    /// The ARN as AWS's messages have it.
    pub(crate) fn caller_arn(&self) -> String {
        match self {
            Self::Session { role, session } => format!(
                "arn:{}:sts::{}:assumed-role/{}/{}",
                role.partition,
                role.account,
                role.name(),
                session.as_deref().unwrap_or("<session>")
            ),
            Self::SomebodyOf { account } => account.clone(),
            Self::Service(name) | Self::Unknown(name) => name.clone(),
            Self::WebIdentity { provider, .. } | Self::Saml { provider } => provider.clone(),
            _ => self.principal_arn().unwrap_or_default(),
        }
    }

    /// The value of `aws:PrincipalType`.
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable>
    pub(crate) fn principal_type(&self) -> Option<&'static str> {
        match self {
            Self::User(_) => Some("User"),
            Self::Session { .. } => Some("AssumedRole"),
            Self::FederatedUser { .. } => Some("FederatedUser"),
            Self::Root { .. } => Some("Account"),
            _ => None,
        }
    }

    /// How a `Principal` or `NotPrincipal` element speaks of the caller: the strongest of its values.
    pub(super) fn is_meant_by(&self, element: &Principal<'_>) -> Meant {
        if element.shape == PrincipalShape::Star {
            // Who has no credentials of AWS cannot call, whoever may.
            return if matches!(self, Self::Unknown(_)) { Meant::No } else { Meant::Everybody };
        }
        let mut meant = Meant::No;
        for group in &element.groups {
            let key = match &group.key {
                // A key in another case is none to AWS.
                Some(key) => key.known.filter(|(_, exact)| *exact).map(|(key, _)| key),
                None => None,
            };
            for value in &group.values {
                meant = meant.max(key.map_or(Meant::No, |key| self.is_value(key, value)));
            }
        }
        meant
    }

    fn is_value(&self, key: PrincipalKey, value: &PrincipalValue<'_>) -> Meant {
        // AWS's own examples have blanks around.
        let text = value.text.trim();
        match (key, self) {
            (PrincipalKey::Service, Self::Service(name)) if text == name => Meant::Itself,
            (PrincipalKey::Federated, Self::WebIdentity { provider, .. } | Self::Saml { provider })
                if text == provider =>
            {
                Meant::Itself
            }
            (PrincipalKey::Aws, _) if text == "*" && self.account().is_some() => Meant::Everybody,
            (PrincipalKey::Aws, _) => self.is_aws(value),
            _ => Meant::No,
        }
    }

    fn is_aws(&self, value: &PrincipalValue<'_>) -> Meant {
        if value.form == PrincipalForm::AccountId {
            return if self.account() == Some(value.text) { Meant::Account } else { Meant::No };
        }
        let text = value.text.trim();
        let Some(arn) = Arn::parse(text) else { return Meant::No };
        let itself = |same: bool, meant: Meant| if same { meant } else { Meant::No };
        match (arn.service(), arn.resource_type(), self) {
            ("iam", "root", _) => {
                let partition = self.partition().is_none_or(|own| own == arn.partition());
                itself(partition && self.account() == Some(arn.account()) && arn.resource() == "root", Meant::Account)
            }
            ("iam", "user", Self::User(named)) => itself(named.is(&arn), Meant::Itself),
            ("iam", "role", Self::Session { role, .. }) => itself(role.is(&arn), Meant::Role),
            ("sts", "assumed-role" | "federated-user", _) => itself(self.caller_arn() == text, Meant::Itself),
            _ => Meant::No,
        }
    }
}

/// Providers that are named by their domain.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
const BUILT_IN: [&str; 4] =
    ["accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"];
