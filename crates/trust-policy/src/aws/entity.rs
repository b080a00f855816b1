//! The things in IAM and STS that have ARNs.

use super::nearest;

/// What an ARN of IAM or STS names.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entity {
    Root,
    User,
    Role,
    AssumedRole,
    FederatedUser,
    SamlProvider,
    OidcProvider,
    Group,
    InstanceProfile,
    Policy,
    Mfa,
    ServerCertificate,
}

impl Entity {
    const ALL: [Self; 12] = [
        Self::Root,
        Self::User,
        Self::Role,
        Self::AssumedRole,
        Self::FederatedUser,
        Self::SamlProvider,
        Self::OidcProvider,
        Self::Group,
        Self::InstanceProfile,
        Self::Policy,
        Self::Mfa,
        Self::ServerCertificate,
    ];

    /// As in an ARN.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Root => "root",
            Self::User => "user",
            Self::Role => "role",
            Self::AssumedRole => "assumed-role",
            Self::FederatedUser => "federated-user",
            Self::SamlProvider => "saml-provider",
            Self::OidcProvider => "oidc-provider",
            Self::Group => "group",
            Self::InstanceProfile => "instance-profile",
            Self::Policy => "policy",
            Self::Mfa => "mfa",
            Self::ServerCertificate => "server-certificate",
        }
    }

    /// With its article.
    pub(crate) fn what(self) -> &'static str {
        match self {
            Self::Root => "an account",
            Self::User => "an IAM user",
            Self::Role => "a role",
            Self::AssumedRole => "a role session",
            Self::FederatedUser => "a federated user session",
            Self::SamlProvider => "a SAML provider",
            Self::OidcProvider => "an OIDC provider",
            Self::Group => "a user group",
            Self::InstanceProfile => "an instance profile",
            Self::Policy => "a managed policy",
            Self::Mfa => "an MFA device",
            Self::ServerCertificate => "a server certificate",
        }
    }

    /// The service in its ARN.
    pub(crate) fn service(self) -> &'static str {
        match self {
            Self::AssumedRole | Self::FederatedUser => "sts",
            _ => "iam",
        }
    }

    pub(crate) fn is_provider(self) -> bool {
        matches!(self, Self::SamlProvider | Self::OidcProvider)
    }

    /// Whether it can stand under `AWS`.
    pub(crate) fn is_caller(self) -> bool {
        matches!(self, Self::Root | Self::User | Self::Role | Self::AssumedRole | Self::FederatedUser)
    }

    /// The entity of exactly this type.
    pub(crate) fn parse(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entity| entity.as_str() == kind)
    }

    /// The entity that is meant by a type: `Roles`, `oidc_provider`, `assume-role`.
    pub(crate) fn meant(kind: &str) -> Option<Self> {
        // Nearly all are right, and those cost nothing.
        if let Some(exact) = Self::parse(kind) {
            return Some(exact);
        }
        let mut lower = String::new();
        for c in kind.trim().chars() {
            lower.push(if matches!(c, '_' | ' ') { '-' } else { c.to_ascii_lowercase() });
        }
        let known = Self::parse(&lower).or_else(|| Self::parse(lower.trim_end_matches('s')));
        let alias = || ALIASES.iter().find(|(alias, _)| *alias == lower).map(|(_, entity)| *entity);
        known.or_else(alias).or_else(|| Self::parse(nearest(&lower, Self::ALL.iter().map(|known| known.as_str()))?))
    }
}

/// Other names that people know them by.
const ALIASES: [(&str, Entity); 10] = [
    ("assumedrole", Entity::AssumedRole),
    ("assume-role", Entity::AssumedRole),
    ("sts-role", Entity::AssumedRole),
    ("open-id-connect-provider", Entity::OidcProvider),
    ("openid-connect-provider", Entity::OidcProvider),
    ("oidc", Entity::OidcProvider),
    ("saml", Entity::SamlProvider),
    ("iam-user", Entity::User),
    ("iam-role", Entity::Role),
    ("instanceprofile", Entity::InstanceProfile),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_recognised_however_they_are_written() {
        assert_eq!(Entity::meant("Roles"), Some(Entity::Role));
        assert_eq!(Entity::meant("oidc_provider"), Some(Entity::OidcProvider));
        assert_eq!(Entity::meant("assume-role"), Some(Entity::AssumedRole));
        assert_eq!(Entity::meant("bucket"), None);
        assert_eq!(Entity::parse("Role"), None);
    }
}
