//! Accounts of vendors, to which people give roles.

/// Six bytes an account, sorted: the number in five, then the line of [`NAMES`] that says whose it is. It is searched as
/// it stands, so nothing is read until a policy trusts an account.
const ACCOUNTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vendor-accounts.bin"));
const NAMES: &str = include_str!(concat!(env!("OUT_DIR"), "/vendor-names.txt"));

/// The vendor whose account it is, as far as is known.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn vendor_of(account: &str) -> Option<&'static str> {
    let mut number: u64 = 0;
    for byte in account.bytes() {
        if !byte.is_ascii_digit() || number >= 100_000_000_000 {
            return None;
        }
        number = number * 10 + u64::from(byte - b'0');
    }
    let (rows, _) = ACCOUNTS.as_chunks::<6>();
    let wanted = |row: &[u8; 6]| u64::from_be_bytes([0, 0, 0, row[0], row[1], row[2], row[3], row[4]]);
    let row = rows.get(rows.partition_point(|row| wanted(row) < number))?;
    if account.len() != 12 || wanted(row) != number {
        return None;
    }
    NAMES.split('\n').nth(usize::from(row[5]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_found_by_their_twelve_digits() {
        assert_eq!(vendor_of("464622532012"), Some("Datadog"));
        assert_eq!(vendor_of("017663287629"), Some("New Relic"));
        assert_eq!(vendor_of("17663287629"), None);
        assert_eq!(vendor_of("0017663287629"), None);
        assert_eq!(vendor_of("111122223333"), None);
        assert_eq!(vendor_of("999999999999"), None);
        assert_eq!(vendor_of(""), None);
    }

    #[test]
    fn every_account_has_its_name() {
        let (rows, rest) = ACCOUNTS.as_chunks::<6>();
        assert!(rest.is_empty() && rows.is_sorted());
        let names = NAMES.split('\n').count();
        assert!(rows.iter().all(|row| usize::from(row[5]) < names));
    }

    #[test]
    fn accounts_of_aws_itself_are_no_vendors() {
        assert_eq!(vendor_of("127311923021"), None, "load balancers write their logs from it");
    }
}
