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

    /// The range without the bits behind the prefix, when it is of IPv4 and there are any.
    #[inline(never)]
    pub(crate) fn tightened(self) -> Option<String> {
        let IpAddr::V4(address) = self.address else { return None };
        let mask = u32::MAX.checked_shl(32 - u32::from(self.prefix)).unwrap_or(0);
        let tight = Ipv4Addr::from(u32::from(address) & mask);
        if tight == address {
            return None;
        }
        let mut text = String::new();
        let mut mark = "";
        for octet in tight.octets() {
            text.push_str(mark);
            text.push_str(&usize::from(octet).to_string());
            mark = ".";
        }
        text.push('/');
        text.push_str(&usize::from(self.prefix).to_string());
        Some(text)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        let range = |text| IpRange::parse(text);
        assert!(range("10.0.0.0/8").unwrap().is_private() && !range("203.0.113.0/24").unwrap().is_private());
        assert!(!range("10.0.0.0/4").unwrap().is_private(), "mostly public");
        assert_eq!(range("203.0.113.7/24").unwrap().tightened().as_deref(), Some("203.0.113.0/24"));
        assert_eq!(range("2001:db8::1/32").unwrap().tightened(), None);
        assert_eq!(range("203.0.113.7").unwrap().tightened(), None);
        assert!(range("0.0.0.0/0").unwrap().is_everything());
        for wrong in ["10.0.0.0/33", "10.0.0", "office", "10.0.0.0/a", "", "10.0.0.*"] {
            assert_eq!(range(wrong), None, "{wrong}");
        }
    }
}
