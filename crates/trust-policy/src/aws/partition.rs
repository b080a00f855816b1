//! The worlds of AWS that know nothing of each other.

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
        Self::ALL.into_iter().find(|partition| partition.id == id)
    }
}
