//! IP addresses and CIDR ranges as conditions have them.

/// An address with the length of its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct IpRange {
    /// The bits of an IPv4 address are the last 32.
    address: u128,
    is_v4: bool,
    prefix: u32,
}

impl IpRange {
    /// An address or a CIDR range; an address alone is a range of one.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let is_v4 = !address.contains(':');
        let address = if is_v4 { v4(address)?.into() } else { v6(address)? };
        let longest = if is_v4 { 32 } else { 128 };
        let prefix = prefix.map_or(Some(longest), |digits| number(digits, 10, usize::MAX))?;
        (prefix <= longest).then_some(Self { address, is_v4, prefix })
    }

    /// The range without the bits behind the prefix, when there are any.
    pub(crate) fn tightened(self) -> Option<String> {
        let longest = if self.is_v4 { 32 } else { 128 };
        let tight = self.address & u128::MAX.checked_shl(longest - self.prefix).unwrap_or(0);
        if tight == self.address {
            return None;
        }
        let mut text = if self.is_v4 { octets(tight as u32) } else { groups(tight) };
        text.push('/');
        text.push_str(&self.prefix.to_string());
        Some(text)
    }

    /// Whether only private networks use these addresses.
    /// Source: RFC 1918, RFC 4193, and the loopback and link-local ranges.
    pub(crate) fn is_private(self) -> bool {
        if !self.is_v4 {
            return self.address == 1 || (self.address >> 121 == 0xfc >> 1 && self.prefix >= 7);
        }
        const PRIVATE: [([u8; 4], u32); 5] = [
            ([10, 0, 0, 0], 8),
            ([172, 16, 0, 0], 12),
            ([192, 168, 0, 0], 16),
            ([127, 0, 0, 0], 8),
            ([169, 254, 0, 0], 16),
        ];
        let address = self.address as u32;
        for (network, prefix) in PRIVATE {
            if self.prefix >= prefix && (address ^ u32::from_be_bytes(network)) >> (32 - prefix) == 0 {
                return true;
            }
        }
        false
    }

    /// Whether an address, or all of a range, lies in it.
    pub(crate) fn holds(self, other: Self) -> bool {
        let shift = if self.is_v4 { 32 } else { 128 } - self.prefix;
        let network = |address: u128| address.checked_shr(shift).unwrap_or(0);
        self.is_v4 == other.is_v4 && self.prefix <= other.prefix && network(self.address) == network(other.address)
    }

    /// Whether it holds every address.
    pub(crate) fn is_everything(self) -> bool {
        self.prefix == 0
    }
}

/// An IPv4 address: four numbers without leading zeros, which some readers take for octal.
fn v4(text: &str) -> Option<u32> {
    let mut address: u32 = 0;
    let mut count = 0;
    for part in text.split('.') {
        let octet = number(part, 10, 3).filter(|octet| *octet < 256 && (part.len() == 1 || !part.starts_with('0')))?;
        address = address << 8 | octet;
        count += 1;
    }
    (count == 4).then_some(address)
}

/// An IPv6 address: eight groups, of which `::` stands for one or more zeros, and the last two may be an IPv4 address.
fn v6(text: &str) -> Option<u128> {
    let mut address: u128 = 0;
    let mut count = 0;
    // The groups before the `::`.
    let mut gap = None;
    let mut rest = text;
    if let Some(behind) = rest.strip_prefix("::") {
        (gap, rest) = (Some(0), behind);
    }
    while !rest.is_empty() {
        let (group, behind) = match rest.split_once(':') {
            Some((_, "")) => return None,
            Some((group, behind)) => (group, behind),
            None => (rest, ""),
        };
        if behind.is_empty() && group.contains('.') {
            address = address << 32 | u128::from(v4(group)?);
            count += 2;
        } else {
            address = address << 16 | u128::from(number(group, 16, 4)?);
            count += 1;
        }
        rest = behind;
        if let Some(behind) = rest.strip_prefix(':') {
            if gap.is_some() {
                return None;
            }
            (gap, rest) = (Some(count), behind);
        }
        if count > 8 {
            return None;
        }
    }
    match gap {
        None => (count == 8).then_some(address),
        Some(_) if count > 7 => None,
        Some(before) => {
            let behind = 16 * (count - before);
            let low = address & !u128::MAX.checked_shl(behind).unwrap_or(0);
            Some((address ^ low).checked_shl(16 * (8 - count)).unwrap_or(0) | low)
        }
    }
}

/// A number of at most so many digits.
fn number(text: &str, radix: u32, longest: usize) -> Option<u32> {
    let whole = !text.is_empty() && text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| u32::from_str_radix(text, radix).ok())?
}

fn octets(address: u32) -> String {
    let mut text = String::new();
    for octet in address.to_be_bytes() {
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(&octet.to_string());
    }
    text
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

    /// The standard library, which is not shipped for its size, agrees.
    #[test]
    fn addresses_are_read_as_the_standard_library_reads_them() {
        let parts = ["::", ":", "1", "ffff", "12345", "g", "1.2.3.4", "01.2.3.4", "1.2.3", "1.2.3.256", ".", "0", ""];
        let mut texts = vec![String::new()];
        for _ in 0..3 {
            texts = texts.iter().flat_map(|text| parts.iter().map(move |part| format!("{text}{part}"))).collect();
            for text in
                texts.iter().flat_map(|text| [text.clone(), format!("1:2:3:4{text}"), format!("1:2:3:4:5:6{text}")])
            {
                let theirs = text.parse::<std::net::IpAddr>().ok().map(|address| match address {
                    std::net::IpAddr::V4(address) => (u128::from(u32::from(address)), true),
                    std::net::IpAddr::V6(address) => (u128::from(address), false),
                });
                assert_eq!(IpRange::parse(&text).map(|range| (range.address, range.is_v4)), theirs, "{text}");
            }
        }
    }

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
