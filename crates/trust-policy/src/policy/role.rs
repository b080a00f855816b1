//! The role that the policy belongs to, and whom it may trust, as far as that is known.

use crate::aws::{AccountId, Arn, Partition};
use crate::options::{Account, Options};

/// What is known about the role: from the options, or from the `get-role` output around the policy.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Role<'a> {
    arn: Option<&'a str>,
    account: Option<&'a str>,
    trusted: Option<&'a [Account]>,
    organization: Option<&'a str>,
}

impl<'a> Role<'a> {
    /// A role of which the ARN may be known. A text that is no ARN of a role counts as unknown.
    pub(crate) fn new(arn: Option<&'a str>) -> Self {
        let role = |arn: &&str| Arn::parse(arn).is_some_and(|arn| arn.resource_type() == "role");
        Self { arn: arn.map(str::trim).filter(role), ..Self::default() }
    }

    /// What the options say, and else the ARN that stands in the text.
    pub(crate) fn known(options: &'a Options, written: Option<&'a str>) -> Self {
        let given = options.role_arn.as_ref().map(|arn| arn.as_str());
        Self {
            account: options.account.as_ref().filter(|_| given.is_none()).map(Account::as_str),
            trusted: options.trusted_accounts.as_deref(),
            organization: options.organization_id.as_ref().map(|id| id.as_str()),
            ..Self::new(given.or(written))
        }
    }

    pub(crate) fn partition(self) -> Option<Partition> {
        Partition::parse(Arn::parse(self.arn?)?.partition())
    }

    pub(crate) fn account(self) -> Option<AccountId<'a>> {
        if let Some(account) = self.account {
            return AccountId::parse(account);
        }
        AccountId::parse(Arn::parse(self.arn?)?.account())
    }

    /// The other accounts that may be trusted, when somebody said which.
    pub(crate) fn trusted_accounts(self) -> Option<&'a [Account]> {
        self.trusted
    }

    /// The organization of the role's account.
    pub(crate) fn organization(self) -> Option<&'a str> {
        self.organization
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::RoleArn;

    const ARN: &str = "arn:aws-cn:iam::111122223333:role/x";

    #[test]
    fn the_option_decides_and_the_arn_before_the_account() {
        fn account<'a>(options: &'a Options, written: Option<&'a str>) -> Option<&'a str> {
            Role::known(options, written).account().map(AccountId::as_str)
        }
        let mut options = Options::default();
        assert_eq!(account(&options, None), None);
        assert_eq!(account(&options, Some(ARN)), Some("111122223333"));
        options.account = Account::parse("444455556666");
        assert_eq!(account(&options, Some(ARN)), Some("444455556666"));
        assert_eq!(Role::known(&options, Some(ARN)).partition(), Some(Partition::CHINA));
        options.role_arn = RoleArn::parse("arn:aws:iam::777788889999:role/y");
        assert_eq!(account(&options, Some(ARN)), Some("777788889999"));
    }
}
