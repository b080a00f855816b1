//! Whom a statement trusts, by the way they come in.

use super::{
    ConditionKeyTest, ConditionName, Effect, OperatorBlock, OperatorFamily, Policy, PrincipalForm, PrincipalGroup,
    PrincipalKey, PrincipalValue, Statement, Tests,
};
use crate::aws::{Caller, OidcProvider};
use crate::text::Search;
use crate::text::Span;

/// An identity provider that a principal names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Provider<'p> {
    Saml,
    /// Host and path of the issuer, as in the names of its condition keys.
    Oidc(&'p str),
}

/// The same, to be kept beside the principal's text.
#[derive(Debug, Clone, Copy)]
pub(super) enum ProviderPlace {
    None,
    Saml,
    Oidc(IssuerPlace),
}

/// Where the issuer begins in the principal's text, and what rules ask of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct IssuerPlace {
    start: usize,
    /// Whether it may be a host.
    is_host: bool,
    /// Whether it stands for something that is not filled in, or for several.
    is_open: bool,
    known: Option<&'static OidcProvider>,
}

impl IssuerPlace {
    fn of(text: &str, start: usize) -> ProviderPlace {
        let issuer = text.get(start..).unwrap_or_default().trim_end();
        ProviderPlace::Oidc(Self {
            start,
            is_host: issuer.contains('.'),
            is_open: issuer.bytes().any(|byte| matches!(byte, b'*' | b'$' | b'<' | b'{')),
            known: OidcProvider::of(issuer),
        })
    }
}

impl ProviderPlace {
    pub(super) fn of(text: &str, form: PrincipalForm) -> Self {
        // Where an ARN begins with white space its issuer does not: only the text behind the type counts.
        if form != PrincipalForm::Service
            && let Some((kind, rest)) = text.cut("-provider/")
        {
            let path = text.len() - rest.len();
            return match kind {
                _ if kind.ends_with(":saml") => Self::Saml,
                _ if kind.ends_with(":oidc") => IssuerPlace::of(text, path + scheme(rest)),
                _ => Self::None,
            };
        }
        let trimmed = text.trim_start();
        let start = text.len() - trimmed.len();
        match form {
            PrincipalForm::Url => IssuerPlace::of(text, start + scheme(trimmed)),
            PrincipalForm::Host => IssuerPlace::of(text, start),
            PrincipalForm::Service if trimmed.starts_with("cognito-identity.") => IssuerPlace::of(text, start),
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
            ProviderPlace::Oidc(IssuerPlace { start, .. }) => {
                Some(Provider::Oidc(self.text.get(start..).unwrap_or_default().trim_end()))
            }
        }
    }

    /// What is known of its issuer.
    pub(crate) fn known_issuer(&self) -> Option<&'static OidcProvider> {
        match self.provider {
            ProviderPlace::Oidc(place) => place.known,
            _ => None,
        }
    }
}

/// The length of the scheme of a URL.
fn scheme(text: &str) -> usize {
    ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme)).map_or(0, str::len)
}

impl<'a> Statement<'a> {
    /// Every principal under `Principal`, with its key.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn trusted(&self) -> Trusted<'_, 'a> {
        let groups = self.principal.as_ref().map_or(&[][..], |principal| &principal.groups);
        Trusted { groups, group: 0, value: 0 }
    }

    /// Each principal with the way it comes in; `None` where that cannot be told.
    pub(crate) fn callers(&self) -> Callers<'_, 'a> {
        Callers { statement: self, trusted: self.trusted() }
    }

    /// Whether all who are trusted come in this way.
    pub(crate) fn is_only_for(&self, caller: Caller) -> bool {
        self.callers().all(|(_, other)| other == Some(caller))
    }

    fn caller(&self, kind: Option<PrincipalKey>, value: &PrincipalValue<'_>) -> Option<Caller> {
        let known = match (value.provider, kind, value.form) {
            // Everybody: in a `Deny` that is every kind of caller.
            (_, _, PrincipalForm::Star) if self.effect() == Effect::Deny => None,
            (ProviderPlace::Saml, ..) => Some(Caller::Saml),
            // What is no host is no issuer; that is said of the principal.
            (ProviderPlace::Oidc(issuer), ..) if !issuer.is_host => None,
            (ProviderPlace::Oidc(_), Some(PrincipalKey::Federated) | None, _) => Some(Caller::WebIdentity),
            (ProviderPlace::Oidc(_), ..) if value.text.holds(":oidc-provider/") => Some(Caller::WebIdentity),
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
    pub(crate) fn issuers(&self) -> Issuers<'_, 'a> {
        Issuers { trusted: self.trusted() }
    }

    /// What is known of an issuer, which was looked up before where the statement trusts it.
    pub(super) fn provider_of(&self, issuer: &str) -> Option<&'static OidcProvider> {
        match self.issuers().find(|(_, trusted)| *trusted == issuer) {
            Some((value, _)) => value.known_issuer(),
            None => OidcProvider::of(issuer),
        }
    }

    /// The issuer, when the statement trusts exactly one.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn only_issuer(&self) -> Option<&str> {
        let mut issuers = self.issuers();
        let (_, first) = issuers.next()?;
        issuers.all(|(_, issuer)| issuer == first).then_some(first)
    }

    /// The tests of an issuer's claims, each with the name of its claim.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn claim_tests<'s>(&'s self, issuer: &'s str) -> ClaimTests<'s, 'a> {
        ClaimTests { tests: Tests::of(std::slice::from_ref(self)), issuer }
    }

    /// Whether an audience of the issuer is tested for a subject, or the other way round.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn has_swapped_claim(&self, issuer: &str) -> bool {
        self.claim_tests(issuer).any(|(_, test, claim)| test.swapped_value(issuer, claim).is_some())
    }

    /// Whether a test speaks of the claim, be its name right or not: what is wrong with the name is said elsewhere.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn means_claim(&self, is_meant: &dyn Fn(&str) -> bool) -> bool {
        for (block, test) in self.tests() {
            let asks_only_presence = block.operator.is_some_and(|operator| operator.family == OperatorFamily::Null);
            if !asks_only_presence && is_meant(ConditionName::meant_claim(test.name)) {
                return true;
            }
        }
        let blocks = self.condition.as_ref().map_or(&[][..], |condition| &condition.operators);
        blocks.iter().any(|block| block.operator.is_none() && is_meant(ConditionName::meant_claim(block.name)))
    }

    /// Where to say what the condition lacks: at the condition, or at the principal if there is none.
    pub(crate) fn condition_place(&self, value: &PrincipalValue<'_>) -> Span {
        self.condition.as_ref().map_or(value.span, |condition| condition.element.key.content)
    }

    /// Whether the statement trusts the issuer of a condition key.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn trusts_issuer(&self, issuer: &str) -> bool {
        self.issuers().any(|(_, trusted)| trusted.eq_ignore_ascii_case(issuer))
    }
}

/// A test of a claim.
#[derive(Debug)]
pub(crate) struct Claim<'p, 'a> {
    pub(crate) policy: &'p Policy<'a>,
    pub(crate) statement: &'p Statement<'a>,
    pub(crate) block: &'p OperatorBlock<'a>,
    pub(crate) test: &'p ConditionKeyTest<'a>,
    pub(crate) issuer: &'p str,
    pub(crate) name: &'p str,
    /// Whether the statement trusts the issuer.
    pub(crate) trusted: bool,
}

impl<'p, 'a> Claim<'p, 'a> {
    /// The test, if it is one of a claim.
    pub(crate) fn of(
        policy: &'p Policy<'a>,
        statement: &'p Statement<'a>,
        block: &'p OperatorBlock<'a>,
        test: &'p ConditionKeyTest<'a>,
    ) -> Option<Self> {
        let ConditionName::Claim { issuer, claim: name } = test.parts() else { return None };
        Some(Self { policy, statement, block, test, issuer, name, trusted: statement.trusts_issuer(issuer) })
    }
}

/// A provider whose tokens an `Allow` lets in.
#[derive(Debug)]
pub(crate) struct WebIdentity<'p, 'a> {
    pub(crate) policy: &'p Policy<'a>,
    pub(crate) statement: &'p Statement<'a>,
    pub(crate) value: &'p PrincipalValue<'a>,
    pub(crate) issuer: &'p str,
}

impl<'a> Policy<'a> {
    /// The issuers whose tokens an `Allow` lets in.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn web_identities(&self) -> WebIdentities<'_, 'a> {
        WebIdentities { policy: self, statements: self.statements.iter(), current: None }
    }
}

/// The issuers that are let in, each with its statement and its principal.
#[derive(Debug, Clone)]
pub(crate) struct WebIdentities<'p, 'a> {
    policy: &'p Policy<'a>,
    statements: std::slice::Iter<'p, Statement<'a>>,
    current: Option<(&'p Statement<'a>, Issuers<'p, 'a>)>,
}

impl<'p, 'a> Iterator for WebIdentities<'p, 'a> {
    type Item = WebIdentity<'p, 'a>;

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((statement, issuers)) = &mut self.current
                && let Some((value, issuer)) = issuers.next()
            {
                return Some(WebIdentity { policy: self.policy, statement, value, issuer });
            }
            let statement = self.statements.next()?;
            let lets_in = statement.lets_assume(Caller::WebIdentity) && statement.effect() == Effect::Allow;
            self.current = lets_in.then(|| (statement, statement.issuers()));
        }
    }
}

/// The principals of a statement, with their keys.
#[derive(Debug, Clone)]
pub(crate) struct Trusted<'s, 'a> {
    groups: &'s [PrincipalGroup<'a>],
    group: usize,
    value: usize,
}

impl<'s, 'a> Iterator for Trusted<'s, 'a> {
    type Item = (&'s PrincipalGroup<'a>, &'s PrincipalValue<'a>);

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let group = self.groups.get(self.group)?;
            if let Some(value) = group.values.get(self.value) {
                self.value += 1;
                return Some((group, value));
            }
            self.group += 1;
            self.value = 0;
        }
    }
}

/// The principals of a statement by the way they come in.
#[derive(Debug, Clone)]
pub(crate) struct Callers<'s, 'a> {
    statement: &'s Statement<'a>,
    trusted: Trusted<'s, 'a>,
}

impl<'s, 'a> Iterator for Callers<'s, 'a> {
    type Item = (&'s PrincipalValue<'a>, Option<Caller>);

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        let (group, value) = self.trusted.next()?;
        Some((value, self.statement.caller(group.kind(), value)))
    }
}

/// The issuers that a statement trusts.
#[derive(Debug, Clone)]
pub(crate) struct Issuers<'s, 'a> {
    trusted: Trusted<'s, 'a>,
}

impl<'s, 'a> Iterator for Issuers<'s, 'a> {
    type Item = (&'s PrincipalValue<'a>, &'s str);

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (_, value) = self.trusted.next()?;
            match value.provider {
                // What is no host is said of the principal.
                ProviderPlace::Oidc(place) if place.is_host && !place.is_open => {
                    return Some((value, value.text.get(place.start..).unwrap_or_default().trim_end()));
                }
                _ => {}
            }
        }
    }
}

/// The tests of an issuer's claims.
#[derive(Debug, Clone)]
pub(crate) struct ClaimTests<'s, 'a> {
    tests: Tests<'s, 'a>,
    issuer: &'s str,
}

impl<'s, 'a> Iterator for ClaimTests<'s, 'a> {
    type Item = (&'s OperatorBlock<'a>, &'s ConditionKeyTest<'a>, &'s str);

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (_, block, test) = self.tests.next()?;
            if let ConditionName::Claim { issuer, claim } = test.parts()
                && issuer.eq_ignore_ascii_case(self.issuer)
            {
                return Some((block, test, claim));
            }
        }
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
