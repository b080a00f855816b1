//! OpenID Connect providers: what their tokens say, and what IAM demands of a policy that trusts them.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::Template;
use super::catalogue::{condition_keys, matches};
use super::pattern::has_wildcard;
use crate::book::Table;
use crate::text::Search;

/// A provider of the table.
#[derive(Debug)]
pub(crate) struct OidcProvider {
    /// Host and path; `${…}` stands for any text.
    pub(crate) issuer: &'static str,
    pub(crate) name: &'static str,
    pub(crate) tenancy: Tenancy,
    /// The condition key without which IAM refuses the policy; empty when there is none.
    pub(crate) required: &'static str,
    identity: &'static str,
    audience: &'static str,
    subjects: Vec<Template<'static>>,
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
    TABLE.get_or_init(|| {
        let mut providers = Vec::new();
        for line in Table::OidcProviders.text().lines() {
            providers.push(row(line));
        }
        providers
    })
}

fn row(row: &'static str) -> OidcProvider {
    let mut cells = [""; 7];
    for (cell, text) in cells.iter_mut().zip(row.split('\t')) {
        *cell = text;
    }
    let [issuer, name, tenancy, required, identity, audience, subjects] = cells;
    let tenancy = if tenancy == "shared" { Tenancy::Shared } else { Tenancy::Private };
    let subjects = Templates { rest: subjects }.collect();
    OidcProvider { issuer, name, tenancy, required, identity, audience, subjects }
}

/// Claims that every provider's tokens give as condition keys.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif>
const COMMON_CLAIMS: [&str; 5] = ["aud", "oaud", "sub", "amr", "email"];

impl OidcProvider {
    /// The provider with this issuer. An exact row comes before one with a placeholder.
    pub(crate) fn of(issuer: &str) -> Option<&'static Self> {
        let providers = providers();
        match providers.binary_search_by(|provider| provider.issuer.cmp(issuer)) {
            Ok(at) => providers.get(at),
            Err(_) => {
                providers.iter().find(|provider| matches(provider.issuer, issuer) && provider.issuer.contains('$'))
            }
        }
    }

    /// What the only well-known issuer that begins like this has behind it.
    pub(crate) fn only_end(issuer: &str) -> Option<&'static str> {
        let mut only = None;
        for provider in providers() {
            let end = provider.issuer.strip_prefix(issuer).unwrap_or_default();
            if end.starts_with('/') && only.replace(end).is_some() {
                return None;
            }
        }
        only.filter(|end| !end.contains('$'))
    }

    /// Whether the claim tells one tenant or person from another.
    pub(crate) fn identifies(&self, claim: &str) -> bool {
        self.identity.split(',').any(|known| known.eq_ignore_ascii_case(claim))
    }

    /// The forms of its subjects; none when they are not known.
    pub(crate) fn subjects(&self) -> &[Template<'static>] {
        &self.subjects
    }

    /// Whether some subject matches the pattern.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn has_subject(&self, pattern: &str, wildcards: bool) -> bool {
        let wildcards = wildcards && has_wildcard(pattern);
        self.subjects.iter().any(|form| form.meets(pattern, wildcards))
    }

    pub(crate) fn has_subjects(&self) -> bool {
        !self.subjects.is_empty()
    }

    /// Whether the audience tells one tenant from another, so that no other value ever comes.
    pub(crate) fn tenant_audience(&self) -> bool {
        self.audience.holds("${tail}")
    }

    /// A value of the claim with placeholders to fill in.
    pub(crate) fn example(&self, claim: &str) -> String {
        let placeholder = match (claim, self.subjects.first()) {
            ("sub", Some(form)) => return form.example(),
            ("sub", None) => "<SUBJECT>",
            ("aud", _) => "<AUDIENCE>",
            _ => "<VALUE>",
        };
        placeholder.to_owned()
    }

    /// Whether the value of `aud` is a subject, or that of `sub` an audience.
    pub(crate) fn is_swapped(&self, issuer: &str, claim: &str, value: &str) -> bool {
        match claim {
            // A subject that is a number or two words says nothing by its form.
            "aud" if !value.contains(':') => false,
            "aud" => self.subjects.iter().any(|form| {
                // Nearly no audience begins like a subject.
                form.0.as_bytes().get(..3) == value.as_bytes().get(..3)
                    && form.tenant().is_some_and(|(start, _)| start.len() > 3 && value.starts_with(start))
                    && form.meets(value, false)
            }),
            "sub" => self.audiences(issuer).any(|audience| audience == value),
            _ => false,
        }
    }

    /// Whether some audience matches the pattern.
    pub(crate) fn has_audience(&self, issuer: &str, pattern: &str, wildcards: bool) -> bool {
        self.audiences(issuer).any(|audience| audience == pattern || Template(&audience).meets(pattern, wildcards))
    }

    /// The audiences that its tokens have for AWS, unless somebody asks for others.
    pub(crate) fn audiences<'i>(&self, issuer: &'i str) -> Audiences<'i> {
        Audiences { forms: Templates { rest: self.audience }, issuer }
    }
}

/// Forms of a claim, as the table has them: separated by blanks.
pub(crate) struct Templates {
    rest: &'static str,
}

impl Iterator for Templates {
    type Item = Template<'static>;

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        let (form, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        self.rest = rest;
        (!form.is_empty()).then_some(Template(form))
    }
}

/// Audiences, with the end of the issuer where it belongs.
pub(crate) struct Audiences<'i> {
    forms: Templates,
    issuer: &'i str,
}

impl Iterator for Audiences<'_> {
    type Item = Cow<'static, str>;

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        let Template(form) = self.forms.next()?;
        let tail = || self.issuer.rsplit('/').next().unwrap_or_default();
        Some(match form.cut("${tail}") {
            Some((before, after)) => Cow::Owned([before, tail(), after].concat()),
            None => Cow::Borrowed(form),
        })
    }
}

/// Whether AWS offers the claim of every provider as a condition key. Others it offers only where it lists them.
pub(crate) fn is_common_claim(claim: &str) -> bool {
    COMMON_CLAIMS.iter().any(|common| common.eq_ignore_ascii_case(claim))
}

/// The claims beyond the common ones that AWS lists for the issuer.
pub(crate) fn listed_claims(issuer: &str) -> Vec<&'static str> {
    let mut claims = Vec::new();
    for key in condition_keys() {
        if let Some((prefix, claim)) = key.name.split_once(':')
            && matches(prefix, issuer)
            && prefix.contains('.')
        {
            claims.push(claim);
        }
    }
    claims
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
        let listed = listed_claims;
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
