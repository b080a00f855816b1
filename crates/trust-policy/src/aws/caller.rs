//! The ways into a role, and the condition keys that each brings along.

use super::catalogue::{Carriers, ConditionKey};

/// How somebody comes to assume a role: each way has its action and its own condition keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    /// A user, a role or a whole account.
    Principal,
    /// An AWS service.
    Service,
    /// Somebody signed in by a SAML provider.
    Saml,
    /// Somebody with a token of an OpenID Connect provider.
    WebIdentity,
}

impl Caller {
    pub(crate) const ALL: [Self; 4] = [Self::Principal, Self::Service, Self::Saml, Self::WebIdentity];

    /// The action that lets such a caller in.
    /// Source: <https://docs.aws.amazon.com/STS/latest/APIReference/API_Operations.html>
    pub(crate) fn action(self) -> &'static str {
        match self {
            Self::Principal | Self::Service => "sts:AssumeRole",
            Self::Saml => "sts:AssumeRoleWithSAML",
            Self::WebIdentity => "sts:AssumeRoleWithWebIdentity",
        }
    }

    /// What people call it, in the plural.
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::Principal => "users and roles",
            Self::Service => "AWS services",
            Self::Saml => "SAML sign-ins",
            Self::WebIdentity => "web identities",
        }
    }

    /// Whether requests of such callers can carry the key.
    ///
    /// A key that is tied to actions is carried by those; of the global ones only what AWS documents as absent is said to
    /// be so. Sources: the Service Authorization Reference of AWS STS, and
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
    pub(crate) fn carries(self, key: &ConditionKey) -> bool {
        let own = match self {
            Self::Principal | Self::Service => Carriers::ASSUME_ROLE,
            Self::Saml => Carriers::SAML,
            Self::WebIdentity => Carriers::WEB_IDENTITY,
        };
        if !key.carriers.include(Carriers::GLOBAL) {
            if key.name.contains('.') || key.name.starts_with("saml:") {
                // Services sign in with no provider; the keys of one are never theirs.
                return self != Self::Service && key.carriers.include(own);
            }
            return key.carriers.include(own) || key.carriers.include(Carriers::COMPANIONS);
        }
        key.carriers.include(if self == Self::Service { Carriers::SERVICE } else { own })
    }
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::condition_key;
    use super::*;

    #[test]
    fn keys_come_with_their_callers() {
        let carries = |caller: Caller, key: &str| caller.carries(condition_key(key).unwrap());
        assert!(carries(Caller::Principal, "sts:ExternalId"));
        assert!(!carries(Caller::Saml, "sts:ExternalId"));
        assert!(!carries(Caller::WebIdentity, "sts:ExternalId"));
        assert!(carries(Caller::Saml, "saml:aud"));
        assert!(!carries(Caller::WebIdentity, "saml:aud"));
        assert!(carries(Caller::Principal, "saml:sub"), "sessions of a sign-in keep it");
        assert!(!carries(Caller::Service, "saml:sub"));
        assert!(carries(Caller::Service, "aws:SourceArn"));
        assert!(!carries(Caller::Principal, "aws:SourceAccount"));
        assert!(carries(Caller::Service, "aws:PrincipalTag/x509Subject/OU"), "Roles Anywhere sends them");
        assert!(!carries(Caller::Principal, "sts:DurationSeconds"));
        assert!(carries(Caller::Principal, "sts:RequestContext/a"));
    }
}
