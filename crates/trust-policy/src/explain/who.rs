//! Principals in words.

use super::answer::{Need, Needs, TrusteeKind};
use super::subject;
use crate::aws::{AccountId, Arn, Caller, Entity, OidcProvider, ServiceName};
use crate::policy::{
    Operator, Policy, PrincipalForm, PrincipalGroup, PrincipalKey, PrincipalValue, Provider, Statement,
};

/// How many subjects are told in one sentence.
const SUBJECTS: usize = 3;

/// A principal of a statement, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trustee {
    pub(super) kind: TrusteeKind,
    /// In plain words.
    pub(super) who: String,
    /// As it is written.
    pub(super) principal: String,
    pub(super) account: Option<String>,
    /// A short name.
    pub(super) label: String,
    /// The way it would come in, whatever the statement allows.
    pub(super) caller: Option<Caller>,
}

/// What is known of the role.
#[derive(Debug, Clone, Copy)]
pub(super) struct Home<'r> {
    pub(super) account: Option<AccountId<'r>>,
}

impl<'r> Home<'r> {
    /// The role's account where somebody said it, and else the one that all identity providers of the policy are in: a role
    /// trusts those of its own account only.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html>
    pub(super) fn of_role(policy: &'r Policy<'r>) -> Self {
        let of_providers = || {
            let providers = policy.principals().map(|(_, _, value)| value).filter(|value| value.provider().is_some());
            let mut accounts = providers.filter_map(|provider| AccountId::parse(provider.account()?));
            let first = accounts.next()?;
            accounts.all(|other| other == first).then_some(first)
        };
        Self { account: policy.role.account().or_else(of_providers) }
    }
}

impl Home<'_> {
    fn is(self, account: &str) -> bool {
        self.account.is_some_and(|own| own.as_str() == account)
    }

    /// "of account 111122223333", or "of this account".
    fn of(self, account: &str) -> String {
        if self.is(account) { format!("of this account ({account})") } else { format!("of account {account}") }
    }
}

impl Trustee {
    /// The principal of a value.
    pub(super) fn of(
        statement: &Statement<'_>,
        group: &PrincipalGroup<'_>,
        value: &PrincipalValue<'_>,
        home: Home<'_>,
    ) -> Self {
        let text = value.trimmed();
        let made = match (value.provider(), group.kind(), value.form) {
            (_, _, PrincipalForm::Star) if group.holds_callers() => return Self::everybody(text),
            (Some(Provider::Saml), ..) => Self::saml(text, home),
            (Some(Provider::Oidc(issuer)), Some(PrincipalKey::Federated) | None, _) => {
                Some(Self::web_identity(statement, text, issuer))
            }
            (_, Some(PrincipalKey::Service | PrincipalKey::Aws) | None, PrincipalForm::Service) => Self::service(text),
            _ if !group.holds_callers() => None,
            (_, _, PrincipalForm::AccountId) => Some(Self::account(text, text, home)),
            (_, _, PrincipalForm::Arn) => Self::named(text, home),
            (_, _, PrincipalForm::UniqueId) => Self::deleted(text),
            _ => None,
        };
        made.unwrap_or_else(|| Self::unknown(text))
    }

    /// Anybody at all.
    pub(super) fn everybody(text: &str) -> Self {
        Self::new(
            TrusteeKind::Everybody,
            "everybody: any user or role of any AWS account".to_owned(),
            text,
            None,
            "everybody",
            Some(Caller::Principal),
        )
    }

    /// Anybody but a few.
    pub(super) fn everybody_but(text: &str) -> Self {
        Self { who: format!("everybody except {text}"), ..Self::everybody(text) }
    }

    fn new(
        kind: TrusteeKind,
        who: String,
        principal: &str,
        account: Option<&str>,
        label: &str,
        caller: Option<Caller>,
    ) -> Self {
        Self {
            kind,
            who,
            principal: principal.to_owned(),
            account: account.map(str::to_owned),
            label: label.to_owned(),
            caller,
        }
    }

    fn unknown(text: &str) -> Self {
        let who = if text.is_empty() {
            "nobody: the principal is empty".to_owned()
        } else {
            format!("nobody that AWS knows: `{text}`")
        };
        Self::new(TrusteeKind::Unknown, who, text, None, text, None)
    }

    fn account(text: &str, account: &str, home: Home<'_>) -> Self {
        let of = home.of(account);
        let who = if home.is(account) {
            format!("any user or role {of} that a policy there allows")
        } else {
            format!("any user or role {of} that a policy there allows to assume this role")
        };
        Self::new(TrusteeKind::Account, who, text, Some(account), account, Some(Caller::Principal))
    }

    fn service(text: &str) -> Option<Self> {
        if ServiceName::of(text) == ServiceName::Nothing {
            return None;
        }
        let who = format!("the AWS service {text}");
        Some(Self::new(TrusteeKind::Service, who, text, None, text, Some(Caller::Service)))
    }

    /// An ARN of IAM or STS.
    fn named(text: &str, home: Home<'_>) -> Option<Self> {
        let arn = Arn::parse(text)?;
        let account = AccountId::parse(arn.account())?.as_str();
        let of = home.of(account);
        let path = arn.resource_path().filter(|path| !path.is_empty() && !path.contains(['*', '?']));
        let name = path.and_then(|path| path.rsplit('/').next()).filter(|name| !name.is_empty());
        let made =
            |kind, who, label: &str| Some(Self::new(kind, who, text, Some(account), label, Some(Caller::Principal)));
        match (arn.service(), Entity::parse(arn.resource_type())?) {
            ("iam", Entity::Root) => Some(Self::account(text, account, home)),
            ("iam", Entity::User) => made(TrusteeKind::User, format!("user {} {of}", name?), name?),
            ("iam", Entity::Role) => {
                made(TrusteeKind::Role, format!("role {} {of}, in whatever session", name?), name?)
            }
            ("sts", Entity::AssumedRole) => {
                let (role, session) = path?.rsplit_once('/')?;
                made(TrusteeKind::Session, format!("session {session} of role {role} {of}"), path?)
            }
            ("sts", Entity::FederatedUser) => made(
                TrusteeKind::Session,
                format!("federated user {} {of}, whom AWS lets assume no role", name?),
                name?,
            ),
            _ => None,
        }
    }

    /// An id that IAM leaves in the place of a principal that was deleted.
    fn deleted(text: &str) -> Option<Self> {
        let (kind, what) = match text.get(..4)? {
            "AIDA" => (TrusteeKind::User, "user"),
            "AROA" => (TrusteeKind::Role, "role"),
            _ => return None,
        };
        Some(Self::new(kind, format!("nobody: the {what} {text} was deleted"), text, None, text, None))
    }

    fn saml(text: &str, home: Home<'_>) -> Option<Self> {
        let arn = Arn::parse(text)?;
        let name = arn.resource_path()?;
        let of = home.of(arn.account());
        let who = format!("people who sign in through the SAML provider {name} {of}");
        Some(Self::new(TrusteeKind::SamlProvider, who, text, Some(arn.account()), name, Some(Caller::Saml)))
    }

    fn web_identity(statement: &Statement<'_>, text: &str, issuer: &str) -> Self {
        let provider = OidcProvider::of(issuer).map(|provider| provider.name);
        let holders = match (subject::holders(issuer), provider) {
            (Some(holders), _) => holders.to_owned(),
            (None, Some(name)) => format!("holders of tokens of {name}"),
            (None, None) => format!("holders of tokens of {issuer}"),
        };
        let who = match subjects(statement, issuer) {
            Some(subjects) if holders.starts_with("pods") => format!("{holders} with {subjects}"),
            Some(subjects) if holders.starts_with("holders") => format!("{holders}: {subjects}"),
            Some(subjects) => format!("{holders} of {subjects}"),
            None => holders,
        };
        let account = Arn::parse(text).map(|arn| arn.account());
        let label = provider.unwrap_or(issuer);
        Self::new(TrusteeKind::WebIdentity, who, text, account, label, Some(Caller::WebIdentity))
    }

    /// Whether the caller needs a policy of its own.
    ///
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
    pub(super) fn needs(&self, home: Home<'_>) -> Needs {
        let said = |identity_policy, why: &str| Needs { identity_policy, why: why.to_owned() };
        match self.kind {
            TrusteeKind::Unknown => said(Need::No, "No caller is meant, so none needs anything."),
            TrusteeKind::Service => {
                said(Need::No, "A service needs no policy; whoever gives it the role needs iam:PassRole for the role.")
            }
            TrusteeKind::SamlProvider | TrusteeKind::WebIdentity => {
                said(Need::No, "Whoever comes from an identity provider has no policies: the trust policy decides.")
            }
            TrusteeKind::Everybody => said(
                Need::Depends,
                "Callers of the role's own account need no policy; those of other accounts need one that allows the \
                 call.",
            ),
            TrusteeKind::Account => said(
                Need::Yes,
                "Trust in an account only hands the decision on: a policy there must allow the caller to call \
                 sts:AssumeRole on this role.",
            ),
            TrusteeKind::User | TrusteeKind::Role | TrusteeKind::Session => match &self.account {
                None => said(Need::No, "Nobody is left who could call."),
                Some(account) if home.is(account) && self.kind == TrusteeKind::Role => said(
                    Need::No,
                    "Within one account it is enough that the trust policy names the role; where that has a permissions \
                     boundary or its session a policy, they must allow the call all the same.",
                ),
                Some(account) if home.is(account) => {
                    said(Need::No, "Within one account it is enough that the trust policy names the caller.")
                }
                Some(_) if home.account.is_some() => said(
                    Need::Yes,
                    "The caller is in another account: a policy there must allow it to call sts:AssumeRole on this \
                     role.",
                ),
                Some(account) => Needs {
                    identity_policy: Need::Depends,
                    why: format!(
                        "If this role is in account {account} too, it needs none; from another account it needs a \
                         policy that allows sts:AssumeRole on this role."
                    ),
                },
            },
        }
    }

    /// The issuer of the tokens that it comes with.
    pub(super) fn issuer(&self) -> Option<&str> {
        let of_token = self.kind == TrusteeKind::WebIdentity;
        of_token.then(|| self.principal.split_once(":oidc-provider/").map_or(&*self.principal, |(_, issuer)| issuer))
    }

    /// What it is called in the graph.
    pub(super) fn id(&self) -> String {
        match (self.kind, &self.account) {
            (TrusteeKind::Account, Some(account)) => format!("account:{account}"),
            (TrusteeKind::Everybody, _) => "everybody".to_owned(),
            _ => self.principal.clone(),
        }
    }
}

/// The subjects that a statement demands of the tokens of an issuer, in words.
fn subjects(statement: &Statement<'_>, issuer: &str) -> Option<String> {
    let (block, test, _) = statement.claim_tests(issuer).find(|(block, test, claim)| {
        let string = block.operator.is_some_and(|operator| matches!(operator.name, "StringEquals" | "StringLike"));
        *claim == "sub" && string && block.demands_value(test)
    })?;
    let like = block.operator.is_some_and(Operator::has_wildcards);
    let mut said: Vec<String> = Vec::new();
    for value in &test.values {
        // Without wildcards it is not any repository that comes, but none.
        if !like && value.text.contains(['*', '?']) {
            return None;
        }
        said.push(subject::in_words(issuer, value.text)?);
    }
    let more = said.len().saturating_sub(SUBJECTS);
    said.truncate(SUBJECTS);
    if more > 0 {
        said.push(format!("{more} more"));
    }
    (!said.is_empty()).then(|| said.join(", or "))
}
