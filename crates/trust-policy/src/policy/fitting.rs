//! Who is trusted, and the actions that fit: which principal can use which way into the role.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html> and the Access
//! Analyzer check `MISMATCHED_ACTION_FOR_PRINCIPAL`.

use std::borrow::Cow;

use super::texts::Texts;
use super::{
    Action, Effect, Policy, PrincipalForm, PrincipalGroup, PrincipalKey, PrincipalValue, Provider, Statement, Strings,
};
use crate::aws::{AccountId, ActionName, Arn, StsAction, provider};
use crate::text::Search;

/// The kinds of principals that differ in how they assume a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PrincipalKind {
    /// An account, a user, a role, a session, or everybody.
    Aws,
    Service,
    SamlProvider,
    WebIdentityProvider,
}

impl PrincipalKind {
    /// With its article, for messages.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::Aws => "an AWS principal",
            Self::Service => "an AWS service",
            Self::SamlProvider => "a SAML provider",
            Self::WebIdentityProvider => "a web identity provider",
        }
    }

    /// The one action that assumes a role for this kind.
    pub(crate) fn action(self) -> StsAction {
        match self {
            Self::Aws | Self::Service => StsAction::AssumeRole,
            Self::SamlProvider => StsAction::AssumeRoleWithSaml,
            Self::WebIdentityProvider => StsAction::AssumeRoleWithWebIdentity,
        }
    }
}

/// The web identity providers that are named by their domain alone. Any other domain may be meant for either kind of
/// provider.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
const WEB_IDENTITY_DOMAINS: [&str; 4] =
    ["accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"];

/// The service of EKS Pod Identity, which tags every session.
/// Source: <https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html>
const POD_IDENTITY: &str = "pods.eks.amazonaws.com";

/// The service of IAM Roles Anywhere, which tags every session and sets its source identity.
/// Source: <https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html>
const ROLES_ANYWHERE: &str = "rolesanywhere.amazonaws.com";

impl PrincipalValue<'_> {
    pub(crate) fn is_pod_identity(&self) -> bool {
        self.text.trim().eq_ignore_ascii_case(POD_IDENTITY)
    }

    pub(crate) fn is_roles_anywhere(&self) -> bool {
        self.text.trim().eq_ignore_ascii_case(ROLES_ANYWHERE)
    }

    /// Whether it is written as a SAML provider and named like the issuer of a well-known OIDC provider.
    pub(crate) fn is_oidc_issuer_as_saml(&self) -> bool {
        self.text.cut(":saml-provider/").is_some_and(|(_, name)| provider::is_issuer(name.trim_end()))
    }

    /// The account that the principal belongs to or is.
    pub(crate) fn account(&self) -> Option<&str> {
        let text = self.text.trim();
        let id = Arn::parse(text).map_or(text, |arn| arn.account());
        AccountId::parse(id).map(AccountId::as_str)
    }
}

impl PrincipalGroup<'_> {
    /// What kind of principal a value of this group is, by what it says and else by its key. `None` where neither tells.
    pub(crate) fn kind_of(&self, value: &PrincipalValue<'_>) -> Option<PrincipalKind> {
        // The ARN of a provider tells by itself; of a host the key must.
        let host = matches!(value.form, PrincipalForm::Service | PrincipalForm::Host | PrincipalForm::Url);
        match value.provider().filter(|_| !host) {
            Some(Provider::Saml) => return Some(PrincipalKind::SamlProvider),
            Some(Provider::Oidc(_)) => return Some(PrincipalKind::WebIdentityProvider),
            None => {}
        }
        let key = self.kind()?;
        if WEB_IDENTITY_DOMAINS.contains(&value.text) {
            return (key == PrincipalKey::Federated).then_some(PrincipalKind::WebIdentityProvider);
        }
        match (key, value.form) {
            (_, PrincipalForm::Placeholder | PrincipalForm::Empty | PrincipalForm::Several | PrincipalForm::Url) => {
                None
            }
            (PrincipalKey::Service, PrincipalForm::Service | PrincipalForm::Name) => Some(PrincipalKind::Service),
            (PrincipalKey::Aws, PrincipalForm::Service) => Some(PrincipalKind::Service),
            (PrincipalKey::Aws | PrincipalKey::Service, _) if value.form != PrincipalForm::Host => {
                Some(PrincipalKind::Aws)
            }
            _ => None,
        }
    }
}

impl Action<'_> {
    /// Whether it is the action, is meant for it, or is a pattern that covers it.
    fn means(&self, action: StsAction) -> bool {
        match self.name {
            ActionName::Pattern => self.covers(action.as_str()),
            name => name.meant() == Some(action),
        }
    }
}

impl Strings<'_> {
    /// Whether some value is for the action.
    fn mean(&self, action: StsAction) -> bool {
        self.values.iter().any(|value| value.means(action))
    }

    /// Whether any value is of a kind.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn any_name(&self, is: fn(ActionName) -> bool) -> bool {
        self.values.iter().any(|value| is(value.name))
    }
}

fn add(action: StsAction, actions: &mut Vec<StsAction>) {
    if !actions.contains(&action) {
        actions.push(action);
    }
}

/// As AWS writes them.
pub(crate) fn names_of(actions: &[StsAction]) -> Vec<&'static str> {
    let mut names = Vec::with_capacity(actions.len());
    for action in actions {
        names.push(action.as_str());
    }
    names
}

/// The principals that some `Allow` statement gives an action.
#[derive(Debug)]
pub(crate) struct Granted<'p> {
    /// What they say, and their accounts.
    names: Texts<'p>,
    everybody: bool,
}

impl Granted<'_> {
    /// Whether whoever is meant by the principal may have the action: by the same text, as everybody, or because the
    /// account or somebody of it has it.
    pub(crate) fn may_include(&self, principal: &PrincipalValue<'_>) -> bool {
        self.everybody
            || (principal.form == PrincipalForm::Star && !self.names.is_empty())
            || self.names.find(principal.text.trim()).is_some()
            || principal.account().is_some_and(|account| self.names.find(account).is_some())
    }
}

/// Every principal of a statement of which the kind is known.
#[derive(Debug, Clone)]
pub(crate) struct Kinds<'p, 'a> {
    groups: &'p [PrincipalGroup<'a>],
    /// Of the next value in the first group.
    at: usize,
}

impl<'p, 'a> Iterator for Kinds<'p, 'a> {
    type Item = (&'p PrincipalValue<'a>, PrincipalKind);

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (group, rest) = self.groups.split_first()?;
            let Some(value) = group.values.get(self.at) else {
                *self = Self { groups: rest, at: 0 };
                continue;
            };
            self.at += 1;
            if let Some(kind) = group.kind_of(value) {
                return Some((value, kind));
            }
        }
    }
}

impl<'a> Statement<'a> {
    /// Every principal of which the kind is known.
    pub(crate) fn kinds(&self) -> Kinds<'_, 'a> {
        Kinds { groups: self.principal.as_ref().map_or(&[], |principal| &principal.groups), at: 0 }
    }

    /// Whether the statement speaks of the action, by its name or by one that is meant for it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn lets(&self, action: StsAction) -> bool {
        match (&self.action, &self.not_action) {
            (Some(actions), _) => actions.mean(action),
            (None, Some(not)) => !not.mean(action),
            (None, None) => false,
        }
    }

    /// The actions with which the principals of this statement assume a role, each once. `sts:AssumeRole` where no kind
    /// is known.
    pub(crate) fn fitting_actions(&self) -> Vec<StsAction> {
        let mut fitting = Vec::new();
        for (value, kind) in self.kinds() {
            add(kind.action(), &mut fitting);
            let everything = value.is_roles_anywhere();
            if everything || value.is_pod_identity() {
                add(StsAction::TagSession, &mut fitting);
            }
            if everything {
                add(StsAction::SetSourceIdentity, &mut fitting);
            }
        }
        if fitting.is_empty() {
            fitting.push(StsAction::AssumeRole);
        }
        fitting
    }

    /// The names of the fitting actions, and of those that are named here already.
    pub(crate) fn fitting_names(&self, named: Option<&Strings<'_>>) -> Vec<&'static str> {
        let mut fitting = self.fitting_actions();
        for value in named.map_or(&[][..], |named| &named.values) {
            if let Some(action) = value.name.meant() {
                add(action, &mut fitting);
            }
        }
        names_of(&fitting)
    }

    /// Whether this is a statement of a permissions policy: it says what may be done with which resources, not who may
    /// assume a role.
    pub(crate) fn is_of_permissions_policy(&self) -> bool {
        let resource = self.resource.is_some() || self.not_resource.is_some();
        if !resource || self.principal.is_some() || self.not_principal.is_some() {
            return false;
        }
        let Some(actions) = &self.action else { return self.not_action.is_some() };
        let of_trust = |name| !matches!(name, ActionName::OtherService | ActionName::Pattern | ActionName::OtherSts);
        !actions.values.is_empty() && !actions.any_name(of_trust)
    }

    /// Whether the statement belongs to this policy and lets somebody in.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_trust_allow(&self) -> bool {
        self.effect() == Effect::Allow && !self.is_of_permissions_policy()
    }

    /// Whether the statement gives somebody one of the actions.
    fn grants(&self, actions: &[StsAction]) -> bool {
        self.effect() == Effect::Allow && actions.iter().any(|action| self.lets(*action))
    }
}

impl<'a> Policy<'a> {
    /// Who is given one of the actions by an `Allow` statement.
    pub(crate) fn granted(&self, actions: &[StsAction]) -> Granted<'_> {
        let mut granted = Granted { names: Texts::new(), everybody: false };
        for statement in &self.statements {
            if !statement.grants(actions) {
                continue;
            }
            for principal in statement.principals() {
                granted.everybody |= principal.form == PrincipalForm::Star;
                granted.names.add(Cow::Borrowed(principal.text.trim()));
                if let Some(account) = principal.account() {
                    granted.names.add(Cow::Borrowed(account));
                }
            }
        }
        granted
    }

    /// Every `Action` and `NotAction` in the trust statements.
    pub(crate) fn action_elements(&self) -> ActionElements<'_, 'a> {
        ActionElements { statements: &self.statements, not: false }
    }

    /// The statements that belong to this policy, not to a permissions policy that was pasted with it or for it.
    pub(crate) fn trust_statements(&self) -> impl Iterator<Item = &Statement<'a>> {
        self.statements.iter().filter(|statement| !statement.is_of_permissions_policy())
    }
}

/// Every `Action` and `NotAction` of some statements, but those of permissions policies.
#[derive(Debug)]
pub(crate) struct ActionElements<'p, 'a> {
    statements: &'p [Statement<'a>],
    /// Whether `NotAction` of the first statement comes next.
    not: bool,
}

impl<'p, 'a> Iterator for ActionElements<'p, 'a> {
    type Item = (&'p Statement<'a>, &'p Strings<'a>);

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (statement, rest) = self.statements.split_first()?;
            let element = if self.not { &statement.not_action } else { &statement.action };
            if self.not {
                self.statements = rest;
            }
            self.not = !self.not;
            if let Some(strings) = element.as_ref().filter(|_| !statement.is_of_permissions_policy()) {
                return Some((statement, strings));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::Role;
    use crate::text::parse;

    /// Runs a question on the only statement of a policy with this principal and action.
    fn ask<R>(principal: &str, action: &str, question: impl Fn(&Policy<'_>, &Statement<'_>) -> R) -> R {
        let statement = format!(r#"{{"Effect": "Allow", "Principal": {principal}, "Action": {action}}}"#);
        let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}]}}"#);
        let document = parse(&text);
        let policy = Policy::read(&document, document.root.unwrap(), Role::default());
        question(&policy, &policy.statements[0])
    }

    #[test]
    fn kinds_are_known_by_what_the_principal_says() {
        let kind = |principal: &str| {
            ask(principal, "[]", |_, statement| statement.kinds().map(|(_, kind)| kind).collect::<Vec<_>>())
        };
        use PrincipalKind::*;
        for (principal, expected) in [
            (r#"{"AWS": "*"}"#, vec![Aws]),
            (r#"{"AWS": ["111122223333", "arn:aws:iam::111122223333:role/a"]}"#, vec![Aws, Aws]),
            (r#"{"Service": "ec2.amazonaws.com"}"#, vec![Service]),
            (r#"{"Federated": "arn:aws:iam::111122223333:saml-provider/corp"}"#, vec![SamlProvider]),
            (r#"{"AWS": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"}"#, vec![WebIdentityProvider]),
            (r#"{"Federated": "accounts.google.com"}"#, vec![WebIdentityProvider]),
            (r#"{"Federated": "www.amazon.com"}"#, vec![WebIdentityProvider]),
            (r#"{"Federated": "cognito-identity.amazonaws.com"}"#, vec![WebIdentityProvider]),
            (r#"{"Service": "cognito-identity.amazonaws.com"}"#, vec![]),
            (r#"{"Federated": "ec2.amazonaws.com"}"#, vec![]),
            (r#"{"AWS": "<ACCOUNT_ID>"}"#, vec![]),
        ] {
            assert_eq!(kind(principal), expected, "{principal}");
        }
    }

    #[test]
    fn fitting_actions_are_those_that_the_principals_need() {
        let fitting = |principal: &str| ask(principal, "[]", |_, statement| statement.fitting_actions());
        use StsAction::*;
        assert_eq!(fitting(r#"{"Service": ["ec2.amazonaws.com", "lambda.amazonaws.com"]}"#), [AssumeRole]);
        assert_eq!(fitting(r#"{"Service": "pods.eks.amazonaws.com"}"#), [AssumeRole, TagSession]);
        assert_eq!(
            fitting(r#"{"Service": "rolesanywhere.amazonaws.com"}"#),
            [AssumeRole, TagSession, SetSourceIdentity]
        );
        assert_eq!(fitting(r#"{"AWS": "<ACCOUNT_ID>"}"#), [AssumeRole]);
    }

    #[test]
    fn who_is_granted_an_action_is_known_by_name_and_account() {
        let includes = |granted: &str, asked: &str| {
            ask(granted, r#""STS:assumerole""#, |policy, _| {
                ask(asked, "[]", |_, statement| {
                    let principal = statement.principals().next().unwrap();
                    policy.granted(&[StsAction::AssumeRole]).may_include(principal)
                })
            })
        };
        let role = r#"{"AWS": "arn:aws:iam::111122223333:role/a"}"#;
        assert!(includes(role, role));
        assert!(includes(r#"{"AWS": "111122223333"}"#, role));
        assert!(includes(r#"{"AWS": "*"}"#, role));
        assert!(!includes(r#"{"Service": "ec2.amazonaws.com"}"#, role));
        assert!(!includes(r#"{"AWS": "444455556666"}"#, role));
    }

    #[test]
    fn a_near_name_counts_as_the_action() {
        let lets = |action: &str, asked| ask("{}", action, |_, statement| statement.lets(asked));
        assert!(lets(r#"["sts:TagSessions"]"#, StsAction::TagSession));
        assert!(lets(r#""sts:Assume*""#, StsAction::AssumeRoleWithSaml));
        assert!(!lets(r#""sts:Assume*""#, StsAction::TagSession));
    }
}
