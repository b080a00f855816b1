//! The ids that IAM gives to users, roles and everything else.

/// What a unique id belongs to, by its first four letters. The table is `catalogue/id-prefixes.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct UniqueId {
    pub(crate) prefix: &'static str,
    /// With its article.
    pub(crate) what: &'static str,
}

const PREFIXES: [UniqueId; 12] = include!(concat!(env!("OUT_DIR"), "/id-prefixes.rs"));

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
