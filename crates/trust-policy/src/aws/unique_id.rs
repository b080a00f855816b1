//! The ids that IAM gives to users, roles and everything else.

/// What a unique id belongs to, by its first four letters.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UniqueId {
    pub(crate) prefix: &'static str,
    /// With its article.
    pub(crate) what: &'static str,
}

const PREFIXES: [UniqueId; 12] = [
    UniqueId { prefix: "ABIA", what: "an AWS STS service bearer token" },
    UniqueId { prefix: "ACCA", what: "a context-specific credential" },
    UniqueId { prefix: "AGPA", what: "a user group" },
    UniqueId { prefix: "AIDA", what: "an IAM user" },
    UniqueId { prefix: "AIPA", what: "an Amazon EC2 instance profile" },
    UniqueId { prefix: "AKIA", what: "an access key" },
    UniqueId { prefix: "ANPA", what: "a managed policy" },
    UniqueId { prefix: "ANVA", what: "a version of a managed policy" },
    UniqueId { prefix: "APKA", what: "a public key" },
    UniqueId { prefix: "AROA", what: "a role" },
    UniqueId { prefix: "ASCA", what: "a certificate" },
    UniqueId { prefix: "ASIA", what: "a temporary access key" },
];

impl UniqueId {
    /// A known prefix with at least twelve capital letters and digits behind it, a session name behind a colon allowed
    /// (`AROA…:session`, as in `aws:userid`).
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let id = text.split(':').next().unwrap_or_default();
        let kind = PREFIXES.iter().find(|kind| id.starts_with(kind.prefix))?;
        let tail = id.get(4..).unwrap_or_default();
        let shaped = tail.len() >= 12 && tail.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        shaped.then_some(*kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_told_apart() {
        assert_eq!(UniqueId::parse("AIDAW4GTDFISYQEXAMPLE").unwrap().what, "an IAM user");
        assert_eq!(UniqueId::parse("AROAEXAMPLE1EXAMPLE2A").unwrap().prefix, "AROA");
        assert!(UniqueId::parse("AROAMING").is_none());
        assert!(UniqueId::parse("AIDAlowercaselowercase").is_none());
    }
}
