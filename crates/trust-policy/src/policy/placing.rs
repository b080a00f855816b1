//! Under which key a principal belongs, whatever key it stands under.

use super::{PrincipalForm, PrincipalKey, PrincipalValue, Statement};
use crate::aws::{Entity, ServiceName, provider};
use crate::report::Safety;
use crate::text::Search;

impl PrincipalValue<'_> {
    /// The key that the value belongs under; `None` when the value does not tell. The statement's action decides about
    /// `cognito-identity.amazonaws.com`, which is both a service and a web identity provider.
    pub(crate) fn belongs_under(&self, statement: &Statement<'_>) -> Option<PrincipalKey> {
        let text = self.trimmed();
        match self.form {
            PrincipalForm::AccountId | PrincipalForm::AlmostAccountId | PrincipalForm::UniqueId => {
                Some(PrincipalKey::Aws)
            }
            PrincipalForm::Arn | PrincipalForm::AlmostArn if self.provider().is_some() => Some(PrincipalKey::Federated),
            PrincipalForm::Arn | PrincipalForm::AlmostArn => self.key_of_arn(),
            PrincipalForm::Service if text.eq_ignore_ascii_case("cognito-identity.amazonaws.com") => {
                let token = statement.covers("sts:AssumeRoleWithWebIdentity");
                match (token, statement.covers("sts:AssumeRole")) {
                    (true, false) => Some(PrincipalKey::Federated),
                    (false, true) => Some(PrincipalKey::Service),
                    _ => None,
                }
            }
            PrincipalForm::Service | PrincipalForm::Host | PrincipalForm::Url => {
                if provider::is_provider(text) {
                    Some(PrincipalKey::Federated)
                } else {
                    (self.form == PrincipalForm::Service && !text.contains('/')).then_some(PrincipalKey::Service)
                }
            }
            PrincipalForm::Name => {
                matches!(ServiceName::of(text), ServiceName::Miswritten { .. }).then_some(PrincipalKey::Service)
            }
            _ => None,
        }
    }

    /// How the value must be written under a key, and how sure that is. `None` when more is needed, such as the account
    /// of a provider.
    pub(crate) fn written_under(&self, key: PrincipalKey) -> Option<(String, Safety)> {
        let text = self.trimmed();
        match key {
            PrincipalKey::Service => match ServiceName::of(text) {
                ServiceName::Miswritten { name } => Some((name, Safety::Safe)),
                ServiceName::Near { name } => Some((name, Safety::Review)),
                ServiceName::Nothing => None,
                ServiceName::Known
                | ServiceName::Unlisted
                | ServiceName::Regional { .. }
                | ServiceName::ChinaSuffix { .. } => Some((text.to_owned(), Safety::Safe)),
            },
            PrincipalKey::Federated => {
                let issuer = provider::without_scheme(text);
                if provider::is_built_in(issuer) {
                    return Some((issuer.to_owned(), Safety::Safe));
                }
                let arn = matches!(self.form, PrincipalForm::Arn | PrincipalForm::AlmostArn);
                arn.then(|| (text.to_owned(), Safety::Safe))
            }
            PrincipalKey::Aws => Some((text.to_owned(), Safety::Safe)),
            PrincipalKey::CanonicalUser => None,
        }
    }

    /// An ARN that names no provider outright.
    fn key_of_arn(&self) -> Option<PrincipalKey> {
        let Some(arn) = self.arn() else {
            let text = self.trimmed();
            let caller = [":role/", ":user/", ":assumed-role/", ":root"].iter().any(|part| text.holds(part));
            return caller.then_some(PrincipalKey::Aws);
        };
        let is_provider = || Entity::meant(arn.resource_type()).is_some_and(Entity::is_provider);
        match arn.is_identity() {
            true if is_provider() => Some(PrincipalKey::Federated),
            true => Some(PrincipalKey::Aws),
            false => None,
        }
    }
}
