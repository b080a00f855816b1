//! Accounts of vendors, to which people give roles.

use std::sync::OnceLock;

use super::AccountId;
use crate::book::Table;

/// The vendor whose account it is, as far as is known.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn vendor_of(account: &str) -> Option<&'static str> {
    let accounts = accounts();
    let id = AccountId::parse(account)?.as_str();
    let at = accounts.binary_search_by(|(known, _)| (*known).cmp(id)).ok()?;
    accounts.get(at).map(|(_, name)| *name)
}

/// The accounts with the names of their vendors, sorted. Each line of the table begins with the twelve digits.
fn accounts() -> &'static [(&'static str, &'static str)] {
    static TABLE: OnceLock<Vec<(&'static str, &'static str)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut accounts = Vec::new();
        for line in Table::VendorAccounts.text().split('\n') {
            accounts.extend(line.split_at_checked(12));
        }
        accounts
    })
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
        assert!(accounts().is_sorted_by_key(|(id, _)| *id));
        assert!(accounts().iter().all(|(id, name)| AccountId::parse(id).is_some() && !name.is_empty()));
    }

    #[test]
    fn accounts_of_aws_itself_are_no_vendors() {
        assert_eq!(vendor_of("127311923021"), None, "load balancers write their logs from it");
    }
}
