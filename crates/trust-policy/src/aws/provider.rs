//! Identity providers: the ones that IAM knows by a domain, and the issuers of well-known OIDC providers.

use super::is_region;
use super::spelling::nearest_within;
use crate::text::Search;

/// The web identity providers that are trusted by their domain alone.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-federated-web-identity>
pub(crate) const BUILT_IN: [&str; 4] =
    ["cognito-identity.amazonaws.com", "www.amazon.com", "graph.facebook.com", "accounts.google.com"];

/// Hosts of well-known issuers, each with a provider of its own in the role's account.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html>
const ISSUERS: [&str; 20] = [
    "agent.buildkite.com",
    "api.bitbucket.org",
    "api.pulumi.com",
    "app.terraform.io",
    "gitlab.com",
    "login.microsoftonline.com",
    "oidc-configuration.audit-log.githubusercontent.com",
    "oidc.circleci.com",
    "oidc.codefresh.io",
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

/// The host of a well-known issuer that a misspelt one is near, with the length of the part that it replaces.
pub(crate) fn mistyped_issuer(issuer: &str) -> Option<(usize, String)> {
    let host = host(issuer);
    if is_issuer(issuer) || is_built_in(host) {
        return None;
    }
    if let Some(region) = misplaced_region(host) {
        return Some((host.len(), ["oidc.eks.", region, ".amazonaws.com"].concat()));
    }
    let limit = if host.len() < 12 { 1 } else { 2 };
    let mut known = ISSUERS.iter().copied();
    nearest_within(host, limit, &mut || known.next()).map(|known| (host.len(), known.to_owned()))
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
    fn issuers_with_paths() {
        assert!(is_issuer("oidc.eks.eu-west-1.amazonaws.com/id/ABC"));
        assert!(is_issuer("cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc"));
        assert!(!is_issuer("cognito-idp.amazonaws.com"));
        assert_eq!(without_scheme("https://gitlab.com"), "gitlab.com");
    }
}
