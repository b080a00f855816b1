//! IP addresses and CIDR ranges as conditions have them.

use std::net::{IpAddr, Ipv4Addr};

/// An address with the length of its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IpRange {
    address: IpAddr,
    prefix: u8,
}

impl IpRange {
    /// An address or a CIDR range; an address alone is a range of one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => digits.parse().ok()?,
            Some(_) => return None,
            None => longest,
        };
        (prefix <= longest).then_some(Self { address, prefix })
    }

    /// The range without the bits behind the prefix, when there are any.
    pub(crate) fn tightened(self) -> Option<String> {
        match self.address {
            IpAddr::V4(address) => {
                let mask = u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0);
                let tight = Ipv4Addr::from(u32::from(address) & mask);
                (tight != address).then(|| format!("{tight}/{}", self.prefix))
            }
            IpAddr::V6(address) => {
                let mask = u128::MAX.checked_shl(128 - u32::from(self.prefix)).unwrap_or(0);
                let tight = u128::from(address) & mask;
                (tight != u128::from(address)).then(|| format!("{}/{}", groups(tight), self.prefix))
            }
        }
    }

    /// Whether only private networks use these addresses.
    /// Source: RFC 1918, RFC 4193, and the loopback and link-local ranges.
    pub(crate) fn is_private(self) -> bool {
        match self.address {
            IpAddr::V4(address) => {
                let [a, b, ..] = address.octets();
                let within = |least: u8| self.prefix >= least;
                (a == 10 && within(8))
                    || (a == 172 && (16..32).contains(&b) && within(12))
                    || (a == 192 && b == 168 && within(16))
                    || (a == 127 && within(8))
                    || (a == 169 && b == 254 && within(16))
            }
            IpAddr::V6(address) => address.is_loopback() || (address.octets()[0] & 0xfe == 0xfc && self.prefix >= 7),
        }
    }

    /// Whether it holds every address.
    pub(crate) fn is_everything(self) -> bool {
        self.prefix == 0
    }
}

/// An IPv6 address whose zeros at the end are left out.
fn groups(address: u128) -> String {
    let mut text = String::new();
    let mut rest = address;
    for at in 0..8 {
        if rest == 0 {
            return text + "::";
        }
        let before = if at == 0 { "" } else { ":" };
        text.push_str(&format!("{before}{:x}", (rest >> 112) as u16));
        rest <<= 16;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let range = |text| IpRange::parse(text);
        assert!(range("10.0.0.0/8").unwrap().is_private() && !range("203.0.113.0/24").unwrap().is_private());
        assert!(!range("10.0.0.0/4").unwrap().is_private(), "mostly public");
        assert_eq!(range("203.0.113.7/24").unwrap().tightened().as_deref(), Some("203.0.113.0/24"));
        assert_eq!(range("2001:db8::1/32").unwrap().tightened().as_deref(), Some("2001:db8::/32"));
        assert_eq!(range("1:2:3:4:5:6:7:9/127").unwrap().tightened().as_deref(), Some("1:2:3:4:5:6:7:8/127"));
        assert_eq!(range("::1/64").unwrap().tightened().as_deref(), Some("::/64"));
        assert_eq!(range("203.0.113.7").unwrap().tightened(), None);
        assert!(range("0.0.0.0/0").unwrap().is_everything());
        for wrong in ["10.0.0.0/33", "10.0.0", "office", "10.0.0.0/a", "", "10.0.0.*"] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}
