//! Accounts of vendors, to which people give roles.

use super::AccountId;
use crate::book::Table;

/// The numbers of the accounts, sorted, without the first of their five bytes; before them, how many accounts have each
/// first byte. They are searched as they stand, so nothing is read until a policy trusts an account.
const ACCOUNTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vendor-accounts.bin"));

/// The vendor whose account it is, as far as is known.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn vendor_of(account: &str) -> Option<&'static str> {
    let number: u64 = AccountId::parse(account)?.as_str().parse().ok()?;
    let [_, _, _, first, rest @ ..] = number.to_be_bytes();
    let (counts, numbers) = ACCOUNTS.split_first_chunk::<233>()?;
    let mut at = 0;
    for count in counts.get(..usize::from(first))? {
        at += usize::from(*count);
    }
    let end = at + usize::from(*counts.get(usize::from(first))?);
    let (numbers, _) = numbers.as_chunks::<4>();
    while at < end {
        if numbers.get(at) == Some(&rest) {
            // A line an account, in the same order.
            return Table::VendorNames.text().split('\n').nth(at);
        }
        at += 1;
    }
    None
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
        let (counts, numbers) = ACCOUNTS.split_first_chunk::<233>().unwrap();
        let (numbers, rest) = numbers.as_chunks::<4>();
        assert!(rest.is_empty());
        assert_eq!(counts.iter().map(|count| usize::from(*count)).sum::<usize>(), numbers.len());
        assert_eq!(Table::VendorNames.text().split('\n').count(), numbers.len());
    }

    #[test]
    fn accounts_of_aws_itself_are_no_vendors() {
        assert_eq!(vendor_of("127311923021"), None, "load balancers write their logs from it");
    }
}
