//! Whom a statement trusts, by the way they come in.

use super::{
    ConditionKeyTest, ConditionName, Effect, OperatorBlock, OperatorFamily, PrincipalForm, PrincipalKey,
    PrincipalValue, Statement,
};
use crate::aws::{Caller, OidcProvider};

/// An identity provider that a principal names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Provider<'p> {
    Saml,
    /// Host and path of the issuer, as in the names of its condition keys.
    Oidc(&'p str),
}

/// The same, to be kept beside the principal's text: where the issuer begins in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ProviderPlace {
    None,
    Saml,
    Oidc(usize),
}

impl ProviderPlace {
    pub(super) fn of(text: &str, form: PrincipalForm) -> Self {
        // Where an ARN begins with white space its issuer does not: only the text behind the type counts.
        if let Some(at) = text.find("-provider/") {
            let (kind, path) = (&text[..at], at + "-provider/".len());
            return match kind {
                _ if kind.ends_with(":saml") => Self::Saml,
                _ if kind.ends_with(":oidc") => Self::Oidc(path + scheme(&text[path..])),
                _ => Self::None,
            };
        }
        let start = text.len() - text.trim_start().len();
        match form {
            PrincipalForm::Url => Self::Oidc(start + scheme(&text[start..])),
            PrincipalForm::Host => Self::Oidc(start),
            PrincipalForm::Service if text[start..].starts_with("cognito-identity.") => Self::Oidc(start),
            _ => Self::None,
        }
    }
}

impl PrincipalValue<'_> {
    /// The identity provider that is meant, under whatever key it stands.
    pub(crate) fn provider(&self) -> Option<Provider<'_>> {
        match self.provider {
            ProviderPlace::None => None,
            ProviderPlace::Saml => Some(Provider::Saml),
            ProviderPlace::Oidc(start) => Some(Provider::Oidc(self.text.get(start..).unwrap_or_default().trim_end())),
        }
    }
}

/// The length of the scheme of a URL.
fn scheme(text: &str) -> usize {
    ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme)).map_or(0, str::len)
}

impl<'a> Statement<'a> {
    /// Each principal with the way it comes in; `None` where that cannot be told.
    pub(crate) fn callers(&self) -> impl Iterator<Item = (&PrincipalValue<'a>, Option<Caller>)> {
        let groups = self.principal.iter().flat_map(|principal| &principal.groups);
        groups.flat_map(move |group| group.values.iter().map(move |value| (value, self.caller(group.kind(), value))))
    }

    fn caller(&self, kind: Option<PrincipalKey>, value: &PrincipalValue<'_>) -> Option<Caller> {
        let known = match (value.provider(), kind, value.form) {
            // Everybody: in a `Deny` that is every kind of caller.
            (_, _, PrincipalForm::Star) if self.effect() == Effect::Deny => None,
            (Some(Provider::Saml), ..) => Some(Caller::Saml),
            // What is no host is no issuer; that is said of the principal.
            (Some(Provider::Oidc(issuer)), ..) if !issuer.contains('.') => None,
            (Some(Provider::Oidc(_)), Some(PrincipalKey::Federated) | None, _) => Some(Caller::WebIdentity),
            (Some(Provider::Oidc(_)), ..) if value.text.contains(":oidc-provider/") => Some(Caller::WebIdentity),
            (_, Some(PrincipalKey::Service), _) => Some(Caller::Service),
            (_, Some(PrincipalKey::Aws), PrincipalForm::Service) => Some(Caller::Service),
            (
                _,
                Some(PrincipalKey::Aws),
                PrincipalForm::Arn | PrincipalForm::AccountId | PrincipalForm::UniqueId | PrincipalForm::Star,
            ) => Some(Caller::Principal),
            _ => None,
        };
        // With an action that is not theirs such callers never come; the rule for that says so.
        known.filter(|caller| self.lets_assume(*caller))
    }

    /// The issuers of the OpenID Connect providers that the statement trusts.
    pub(crate) fn issuers(&self) -> impl Iterator<Item = (&PrincipalValue<'a>, &str)> {
        self.principals().filter_map(|value| match value.provider() {
            // What is no host is said of the principal.
            Some(Provider::Oidc(issuer)) if issuer.contains('.') && !issuer.contains(['*', '$', '<', '{']) => {
                Some((value, issuer))
            }
            _ => None,
        })
    }

    /// The issuer, when the statement trusts exactly one.
    pub(crate) fn only_issuer(&self) -> Option<&str> {
        let mut issuers = self.issuers().map(|(_, issuer)| issuer);
        let first = issuers.next()?;
        issuers.all(|issuer| issuer == first).then_some(first)
    }

    /// The tests of an issuer's claims, each with the name of its claim.
    pub(crate) fn claim_tests<'s>(
        &'s self,
        issuer: &'s str,
    ) -> impl Iterator<Item = (&'s OperatorBlock<'a>, &'s ConditionKeyTest<'a>, &'s str)> {
        self.tests().filter_map(move |(block, test)| match test.parts() {
            ConditionName::Claim { issuer: of, claim } if of.eq_ignore_ascii_case(issuer) => Some((block, test, claim)),
            _ => None,
        })
    }

    /// Whether an audience of the issuer is tested for a subject, or the other way round.
    pub(crate) fn has_swapped_claim(&self, issuer: &str) -> bool {
        OidcProvider::of(issuer).is_some_and(|provider| {
            self.claim_tests(issuer)
                .any(|(_, test, claim)| test.values.iter().any(|value| provider.is_swapped(issuer, claim, &value.text)))
        })
    }

    /// Whether a test speaks of the claim, be its name right or not: what is wrong with the name is said elsewhere.
    pub(crate) fn means_claim(&self, is_meant: impl Fn(&str) -> bool) -> bool {
        self.tests().any(|(block, test)| {
            let asks_only_presence = block.operator.is_some_and(|operator| operator.family == OperatorFamily::Null);
            !asks_only_presence && is_meant(ConditionName::meant_claim(&test.name))
        }) || self
            .condition
            .iter()
            .flat_map(|condition| &condition.operators)
            .any(|block| block.operator.is_none() && is_meant(ConditionName::meant_claim(&block.name)))
    }

    /// Whether the statement trusts the issuer of a condition key.
    pub(crate) fn trusts_issuer(&self, issuer: &str) -> bool {
        self.issuers().any(|(_, trusted)| trusted.eq_ignore_ascii_case(issuer))
    }
}

#[cfg(test)]
mod tests {
    use crate::aws::Caller;
    use crate::policy::{Policy, Role};
    use crate::text::parse;

    fn callers(principal: &str, action: &str) -> Vec<Option<Caller>> {
        let text = format!(r#"{{"Statement":{{"Effect":"Allow","Principal":{principal},"Action":"{action}"}}}}"#);
        let document = parse(&text);
        let policy = Policy::read(&document, document.root.unwrap(), Role::new(None));
        policy.statements[0].callers().map(|(_, caller)| caller).collect()
    }

    #[test]
    fn ways_in_are_told_apart() {
        let oidc = r#"{"Federated":"arn:aws:iam::111122223333:oidc-provider/gitlab.com"}"#;
        assert_eq!(callers(oidc, "sts:AssumeRoleWithWebIdentity"), [Some(Caller::WebIdentity)]);
        assert_eq!(callers(oidc, "sts:AssumeRole"), [None], "the action is another's");
        assert_eq!(callers(r#"{"Federated":"cognito-identity.amazonaws.com"}"#, "sts:*"), [Some(Caller::WebIdentity)]);
        assert_eq!(
            callers(r#"{"Service":"ec2.amazonaws.com","AWS":"111122223333"}"#, "sts:AssumeRole"),
            [Some(Caller::Service), Some(Caller::Principal)]
        );
        assert_eq!(callers(r#"{"AWS":"<ACCOUNT_ID>"}"#, "sts:AssumeRole"), [None]);
    }
}
