//! The worlds of AWS that know nothing of each other.

use super::nearest;

/// A partition. Source: botocore's `partitions.json` (1.44.5).
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
    pub(crate) const AWS: Self = Self { id: "aws", dns_suffix: "amazonaws.com", name: "the commercial Regions" };
    pub(crate) const CHINA: Self = Self { id: "aws-cn", dns_suffix: "amazonaws.com.cn", name: "the China Regions" };

    pub(crate) const ALL: [Self; 8] = [
        Self::AWS,
        Self::CHINA,
        Self { id: "aws-us-gov", dns_suffix: "amazonaws.com", name: "AWS GovCloud (US)" },
        Self { id: "aws-iso", dns_suffix: "c2s.ic.gov", name: "AWS ISO" },
        Self { id: "aws-iso-b", dns_suffix: "sc2s.sgov.gov", name: "AWS ISOB" },
        Self { id: "aws-iso-e", dns_suffix: "cloud.adc-e.uk", name: "AWS ISOE" },
        Self { id: "aws-iso-f", dns_suffix: "csp.hci.ic.gov", name: "AWS ISOF" },
        Self { id: "aws-eusc", dns_suffix: "amazonaws.eu", name: "the AWS European Sovereign Cloud" },
    ];

    pub(crate) fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().find(|partition| partition.id == id).copied()
    }

    /// The partition that is meant by a name that is none: wrong case, a typing mistake, what people call it.
    pub(crate) fn meant(text: &str) -> Option<Self> {
        let lower = text.trim().to_ascii_lowercase();
        let meant = ALIASES.iter().find(|(alias, _)| *alias == lower).map_or(&*lower, |(_, id)| id);
        Self::parse(meant).or_else(|| Self::parse(nearest(meant, Self::ALL.map(|known| known.id))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn partitions_that_are_meant() {
        let meant = |text| Partition::meant(text).map(|partition| partition.id);
        assert_eq!(meant("AWS"), Some("aws"));
        assert_eq!(meant("aws-gov"), Some("aws-us-gov"));
        assert_eq!(meant("aws-us-gv"), Some("aws-us-gov"));
        assert_eq!(meant("azure"), None);
    }
}
