//! OpenID Connect providers: what their tokens say, and what IAM demands of a policy that trusts them.

use std::sync::OnceLock;

use super::Template;
use super::catalogue::{condition_key, condition_keys, matches};

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
        let exact = providers().iter().find(|provider| provider.issuer.eq_ignore_ascii_case(issuer));
        exact.or_else(|| providers().iter().find(|provider| matches(provider.issuer, issuer)))
    }

    /// The issuers that are the same everywhere.
    pub(crate) fn fixed_issuers() -> impl Iterator<Item = &'static str> {
        providers().iter().map(|provider| provider.issuer).filter(|issuer| !issuer.contains("${"))
    }

    /// Whether the claim tells one tenant or person from another.
    pub(crate) fn identifies(&self, claim: &str) -> bool {
        self.identity.split(',').any(|known| known.eq_ignore_ascii_case(claim))
    }

    /// The forms of its subjects; none when they are not known.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = Template<'static>> {
        self.subjects.split(' ').filter(|form| !form.is_empty()).map(Template)
    }

    /// The audiences that its tokens have for AWS, unless somebody asks for others.
    pub(crate) fn audiences(&self, issuer: &str) -> impl Iterator<Item = String> {
        let tail = issuer.rsplit('/').next().unwrap_or_default().to_owned();
        let forms = self.audience.split(' ').filter(|form| !form.is_empty());
        forms.map(move |form| form.replace("${tail}", &tail))
    }
}

/// Whether AWS offers the claim as a condition key: the common ones always, others only where it lists them.
pub(crate) fn offers_claim(issuer: &str, claim: &str) -> bool {
    COMMON_CLAIMS.iter().any(|common| common.eq_ignore_ascii_case(claim))
        || condition_key(&format!("{issuer}:{claim}")).is_some()
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
    fn claims_are_offered_where_aws_lists_them() {
        let github = "token.actions.githubusercontent.com";
        assert!(offers_claim(github, "repository_id") && offers_claim("gitlab.example.com", "sub"));
        assert!(!offers_claim(github, "repository_owner") && !offers_claim("gitlab.example.com", "project_id"));
        assert!(listed_claims(github).any(|claim| claim == "actor"));
    }

    #[test]
    fn audiences_take_the_end_of_the_issuer() {
        let issuer = "oidc.circleci.com/org/1-2";
        assert_eq!(OidcProvider::of(issuer).unwrap().audiences(issuer).collect::<Vec<_>>(), ["1-2"]);
    }
}
