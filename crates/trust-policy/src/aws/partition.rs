//! The worlds of AWS that know nothing of each other.

use super::nearest;

/// A partition. The table is `catalogue/partitions.tsv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Partition {
    /// As in an ARN.
    pub(crate) id: &'static str,
    /// Behind the names of its endpoints and of some service principals.
    pub(crate) dns_suffix: &'static str,
    /// What people call it.
    pub(crate) name: &'static str,
}

/// Other names that people know partitions by.
const ALIASES: [(&str, &str); 15] = [
    ("aws-gov", "aws-us-gov"),
    ("aws-govcloud", "aws-us-gov"),
    ("aws-us", "aws-us-gov"),
    ("aws-gov-us", "aws-us-gov"),
    ("us-gov", "aws-us-gov"),
    ("gov", "aws-us-gov"),
    ("aws-china", "aws-cn"),
    ("cn", "aws-cn"),
    ("china", "aws-cn"),
    ("aws-eu", "aws-eusc"),
    ("asw", "aws"),
    ("was", "aws"),
    ("aw", "aws"),
    ("amazon", "aws"),
    ("awss", "aws"),
];

impl Partition {
    pub(crate) const ALL: [Self; 8] = include!(concat!(env!("OUT_DIR"), "/partitions.rs"));
    pub(crate) const AWS: Self = Self::ALL[0];
    pub(crate) const CHINA: Self = Self::ALL[1];

    pub(crate) fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().find(|partition| partition.id == id).copied()
    }

    /// The partition that is meant by a name that is none: wrong case, a typing mistake, what people call it.
    pub(crate) fn meant(text: &str) -> Option<Self> {
        let lower: String = text.trim().chars().map(|c| if c == '_' { '-' } else { c.to_ascii_lowercase() }).collect();
        let meant = ALIASES.iter().find(|(alias, _)| *alias == lower).map_or(&*lower, |(_, id)| id);
        Self::parse(meant).or_else(|| Self::parse(nearest(meant, Self::ALL.map(|known| known.id))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partitions_with_a_name_of_their_own() {
        assert_eq!((Partition::AWS.id, Partition::AWS.dns_suffix), ("aws", "amazonaws.com"));
        assert_eq!((Partition::CHINA.id, Partition::CHINA.dns_suffix), ("aws-cn", "amazonaws.com.cn"));
    }

    #[test]
    fn partitions_that_are_meant() {
        let meant = |text| Partition::meant(text).map(|partition| partition.id);
        assert_eq!(meant("AWS"), Some("aws"));
        assert_eq!(meant("aws-gov"), Some("aws-us-gov"));
        assert_eq!(meant("aws-us-gv"), Some("aws-us-gov"));
        assert_eq!(meant("azure"), None);
    }
}
