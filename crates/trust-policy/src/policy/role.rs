//! The role that the policy belongs to, as far as it is known.

use crate::aws::{AccountId, Arn, Partition};

/// What is known about the role: from an option, or from the `get-role` output around the policy.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Role<'a> {
    arn: Option<&'a str>,
}

impl<'a> Role<'a> {
    /// A role of which the ARN may be known. A text that is no ARN of a role counts as unknown.
    pub(crate) fn new(arn: Option<&'a str>) -> Self {
        let role = |arn: &&str| Arn::parse(arn).is_some_and(|arn| arn.resource_type() == "role");
        Self { arn: arn.map(str::trim).filter(role) }
    }

    pub(crate) fn partition(self) -> Option<Partition> {
        Partition::parse(Arn::parse(self.arn?)?.partition())
    }

    pub(crate) fn account(self) -> Option<AccountId<'a>> {
        AccountId::parse(Arn::parse(self.arn?)?.account())
    }
}
