//! OpenID Connect providers: what their tokens say, and what IAM demands of a policy that trusts them.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::Template;
use super::catalogue::{condition_keys, matches};

/// A provider of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OidcProvider {
    /// Host and path; `${…}` stands for any text.
    pub(crate) issuer: &'static str,
    pub(crate) name: &'static str,
    pub(crate) tenancy: Tenancy,
    /// The condition key without which IAM refuses the policy; empty when there is none.
    pub(crate) required: &'static str,
    identity: &'static str,
    audience: &'static str,
    subjects: &'static str,
}

/// Who gets tokens from an issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tenancy {
    /// Everybody who has an account there.
    Shared,
    /// One organization, tenant or cluster.
    Private,
}

fn providers() -> &'static [OidcProvider] {
    static TABLE: OnceLock<Vec<OidcProvider>> = OnceLock::new();
    TABLE
        .get_or_init(|| include_str!(concat!(env!("OUT_DIR"), "/oidc-providers.tsv")).lines().filter_map(row).collect())
}

fn row(row: &'static str) -> Option<OidcProvider> {
    let mut cells = row.split('\t');
    Some(OidcProvider {
        issuer: cells.next()?,
        name: cells.next()?,
        tenancy: if cells.next()? == "shared" { Tenancy::Shared } else { Tenancy::Private },
        required: cells.next()?,
        identity: cells.next()?,
        audience: cells.next()?,
        subjects: cells.next()?,
    })
}

/// Claims that every provider's tokens give as condition keys.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
const COMMON_CLAIMS: [&str; 5] = ["aud", "oaud", "sub", "amr", "email"];

impl OidcProvider {
    /// The provider with this issuer. An exact row comes before one with a placeholder.
    pub(crate) fn of(issuer: &str) -> Option<&'static Self> {
        let exact =
            providers().binary_search_by(|provider| provider.issuer.cmp(issuer)).ok().map(|at| &providers()[at]);
        exact.or_else(|| providers().iter().find(|provider| matches(provider.issuer, issuer)))
    }

    /// Whether the claim tells one tenant or person from another.
    pub(crate) fn identifies(&self, claim: &str) -> bool {
        self.identity.split(',').any(|known| known.eq_ignore_ascii_case(claim))
    }

    /// The forms of its subjects; none when they are not known.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = Template<'static>> {
        self.subjects.split(' ').filter(|form| !form.is_empty()).map(Template)
    }

    pub(crate) fn has_subjects(&self) -> bool {
        !self.subjects.is_empty()
    }

    /// Whether the audience tells one tenant from another, so that no other value ever comes.
    pub(crate) fn tenant_audience(&self) -> bool {
        self.audience.contains("${tail}")
    }

    /// A value of the claim with placeholders to fill in.
    pub(crate) fn example(&self, claim: &str) -> String {
        let subject = || self.subjects().next().map(Template::example);
        match claim {
            "sub" => subject().unwrap_or_else(|| "<SUBJECT>".to_owned()),
            "aud" => "<AUDIENCE>".to_owned(),
            _ => "<VALUE>".to_owned(),
        }
    }

    /// Whether the value of `aud` is a subject, or that of `sub` an audience.
    pub(crate) fn is_swapped(&self, issuer: &str, claim: &str, value: &str) -> bool {
        match claim {
            // A subject that is a number or two words says nothing by its form.
            "aud" => self.subjects().any(|form| {
                form.tenant().is_some_and(|(start, _)| start.len() > 3 && value.starts_with(start))
                    && form.meets(value, false)
            }),
            "sub" => self.audiences(issuer).any(|audience| audience == value),
            _ => false,
        }
    }

    /// The audiences that its tokens have for AWS, unless somebody asks for others.
    pub(crate) fn audiences<'i>(&self, issuer: &'i str) -> impl Iterator<Item = Cow<'static, str>> + use<'i> {
        let forms = self.audience.split(' ').filter(|form| !form.is_empty());
        forms.map(move |form| match form.contains("${tail}") {
            true => Cow::Owned(form.replace("${tail}", issuer.rsplit('/').next().unwrap_or_default())),
            false => Cow::Borrowed(form),
        })
    }
}

/// Whether AWS offers the claim of every provider as a condition key. Others it offers only where it lists them.
pub(crate) fn is_common_claim(claim: &str) -> bool {
    COMMON_CLAIMS.iter().any(|common| common.eq_ignore_ascii_case(claim))
}

/// The claims beyond the common ones that AWS lists for the issuer.
pub(crate) fn listed_claims(issuer: &str) -> impl Iterator<Item = &'static str> {
    condition_keys().iter().filter_map(move |key| {
        let (prefix, claim) = key.name.split_once(':')?;
        (prefix.contains('.') && matches(prefix, issuer)).then_some(claim)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_are_found() {
        assert_eq!(OidcProvider::of("token.actions.githubusercontent.com").unwrap().name, "GitHub Actions");
        assert_eq!(OidcProvider::of("oidc.eks.eu-west-1.amazonaws.com/id/ABC").unwrap().name, "Amazon EKS");
        assert_eq!(OidcProvider::of("oidc.vercel.com/acme").unwrap().tenancy, Tenancy::Private);
        assert!(OidcProvider::of("gitlab.example.com").is_none());
    }

    #[test]
    fn claims_are_listed_by_issuer() {
        let listed = |issuer| listed_claims(issuer).collect::<Vec<_>>();
        let github = listed("token.actions.githubusercontent.com");
        assert!(github.contains(&"actor") && !github.contains(&"repository_owner"));
        assert!(listed("gitlab.example.com").is_empty() && is_common_claim("sub"));
    }

    #[test]
    fn audiences_take_the_end_of_the_issuer() {
        let issuer = "oidc.circleci.com/org/1-2";
        assert_eq!(OidcProvider::of(issuer).unwrap().audiences(issuer).collect::<Vec<_>>(), ["1-2"]);
    }
}
