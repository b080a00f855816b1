//! Identity providers: the ones that IAM knows by a domain, and the issuers of well-known OIDC providers.

use std::ops::Range;

use super::spelling::nearest_within;
use super::{OidcProvider, is_region};
use crate::text::Search;

/// The web identity providers that are trusted by their domain alone.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity>
pub(crate) const BUILT_IN: [&str; 4] =
    ["cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"];

/// Hosts of well-known issuers, each with a provider of its own in the role's account.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
const ISSUERS: [&str; 23] = [
    "agent.buildkite.com",
    "api.bitbucket.org",
    "api.pulumi.com",
    "app.terraform.io",
    "app.harness.io",
    "gitlab.com",
    "login.app.env0.com",
    "login.microsoftonline.com",
    "oidc-configuration.audit-log.githubusercontent.com",
    "oidc.circleci.com",
    "oidc.codefresh.io",
    "oidc.fly.io",
    "oidc.op1.openshiftapps.com",
    "oidc.vercel.com",
    "proidc.upbound.io",
    "sandboxes.cloud",
    "scalr.io",
    "sts.windows.net",
    "studio.datachain.ai",
    "token.actions.githubusercontent.com",
    "tokens.cloud.shisho.dev",
    "vstoken.actions.githubusercontent.com",
    "rh-oidc.s3.us-east-1.amazonaws.com",
];

/// Whether IAM trusts the provider by this domain, without an ARN.
pub(crate) fn is_built_in(domain: &str) -> bool {
    BUILT_IN.contains(&domain)
}

/// Whether the text begins with the host of an issuer that is well known, or of Amazon EKS or Amazon Cognito.
pub(crate) fn is_issuer(issuer: &str) -> bool {
    let host = host(issuer);
    ISSUERS.contains(&host)
        || (host.starts_with("oidc.eks.") && host.holds(".amazonaws."))
        || (host.starts_with("cognito-idp.") && issuer.contains('/'))
}

/// Whether the text is a domain or an issuer that is known, with or without its scheme.
pub(crate) fn is_provider(text: &str) -> bool {
    let issuer = without_scheme(text);
    is_built_in(issuer) || is_issuer(issuer)
}

/// The issuer without its scheme.
pub(crate) fn without_scheme(issuer: &str) -> &str {
    ["https://", "http://", "https:", "http:"].iter().find_map(|scheme| issuer.strip_prefix(scheme)).unwrap_or(issuer)
}

/// The part of an issuer that differs from a well-known one, and what belongs there: a host that is nearly one, a slash
/// or a path that the issuer does not have, an end that it lacks.
pub(crate) fn mistyped_issuer(issuer: &str) -> Option<(Range<usize>, String)> {
    let host = host(issuer);
    if is_built_in(host) {
        return None;
    }
    if is_issuer(issuer) {
        return misplaced_path(issuer, host);
    }
    if let Some(region) = misplaced_region(host) {
        return Some((0..host.len(), ["oidc.eks.", region, ".amazonaws.com"].concat()));
    }
    let limit = if host.len() < 12 { 1 } else { 2 };
    let mut known = ISSUERS.iter().copied();
    nearest_within(host, limit, &mut || known.next()).map(|known| (0..host.len(), known.to_owned()))
}

/// What stands behind the host of a well-known issuer and does not belong there, or what is missing.
fn misplaced_path(issuer: &str, host: &str) -> Option<(Range<usize>, String)> {
    if let Some(start) = issuer.place_of("/.well-known/") {
        return Some((start..issuer.len(), String::new()));
    }
    if OidcProvider::of(issuer).is_some() {
        return None;
    }
    for known in [issuer.trim_end_matches('/'), host] {
        if known.len() < issuer.len() && OidcProvider::of(known).is_some() {
            return Some((known.len()..issuer.len(), String::new()));
        }
    }
    let end = OidcProvider::only_end(issuer)?;
    Some((0..issuer.len(), [issuer, end].concat()))
}

/// `oidc.eu-west-1.eks.amazonaws.com` and the like: the labels of Amazon EKS in another order.
fn misplaced_region(host: &str) -> Option<&str> {
    let labels = host.strip_suffix(".amazonaws.com")?;
    let mut region = None;
    let mut eks = false;
    for label in labels.split('.') {
        match label {
            "eks" => eks = true,
            "oidc" => {}
            label if is_region(label) && region.is_none() => region = Some(label),
            _ => return None,
        }
    }
    region.filter(|_| eks)
}

fn host(issuer: &str) -> &str {
    issuer.split('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_misses_of_issuers() {
        let meant = |text| mistyped_issuer(text).map(|(_, host)| host);
        assert_eq!(
            meant("tokens.actions.githubusercontent.com").as_deref(),
            Some("token.actions.githubusercontent.com")
        );
        assert_eq!(
            meant("oidc.eu-west-1.eks.amazonaws.com/id/ABC").as_deref(),
            Some("oidc.eks.eu-west-1.amazonaws.com")
        );
        assert_eq!(meant("app.terraform.com").as_deref(), Some("app.terraform.io"));
        assert_eq!(meant("gitlab.example.com"), None);
        assert_eq!(meant("vstoken.actions.githubusercontent.com"), None);
        assert_eq!(meant("accounts.google.com"), None);
    }

    #[test]
    fn ends_that_issuers_have_or_have_not() {
        let mended = |text: &str| {
            let (range, meant) = mistyped_issuer(text)?;
            let mut whole = text.to_owned();
            whole.replace_range(range, &meant);
            Some(whole)
        };
        let github = Some("token.actions.githubusercontent.com".to_owned());
        assert_eq!(mended("token.actions.githubusercontent.com/"), github);
        assert_eq!(mended("token.actions.githubusercontent.com/.well-known/openid-configuration"), github);
        assert_eq!(mended("token.actions.githubusercontent.com/octo-enterprise"), None, "an issuer of its own");
        assert_eq!(mended("gitlab.com/group").as_deref(), Some("gitlab.com"));
        assert_eq!(mended("api.pulumi.com").as_deref(), Some("api.pulumi.com/oidc"));
        assert_eq!(mended("login.app.env0.com").as_deref(), Some("login.app.env0.com/"));
        for right in ["login.app.env0.com/", "sts.windows.net/1-2/", "oidc.circleci.com/org/1-2", "oidc.circleci.com"] {
            assert_eq!(mended(right), None, "{right}");
        }
    }

    #[test]
    fn issuers_with_paths() {
        assert!(is_issuer("oidc.eks.eu-west-1.amazonaws.com/id/ABC"));
        assert!(is_issuer("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc"));
        assert!(!is_issuer("cognito-idp.amazonaws.com"));
        assert_eq!(without_scheme("https://gitlab.com"), "gitlab.com");
    }
}
