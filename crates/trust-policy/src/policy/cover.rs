//! What one statement has of another: its principals, its actions, its conditions.

use super::{
    Action, ConditionKeyTest, ConditionName, OperatorBlock, PrincipalForm, PrincipalGroup, PrincipalShape,
    PrincipalValue, Provider, Statement, Strings, follows,
};
use crate::aws::{AccountId, Arn, Caller, has_wildcard, may_meet};
use crate::report::Confidence;

impl PrincipalValue<'_> {
    /// The account, when the principal is one as a whole, by its id or as `root`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn whole_account(&self) -> Option<&str> {
        if let Some(id) = AccountId::parse(self.trimmed()) {
            return Some(id.as_str());
        }
        let arn = self.identity().filter(|arn| arn.resource() == "root")?;
        AccountId::parse(arn.account()).map(AccountId::as_str)
    }

    /// Whether both name the same: in the same words, or one account in two forms.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_same(&self, other: &PrincipalValue<'_>) -> bool {
        if self.trimmed() == other.trimmed() {
            return true;
        }
        if let (Some(arn), Some(same)) = (self.identity(), other.identity())
            && arn.partition() != same.partition()
        {
            return false;
        }
        self.whole_account().is_some_and(|account| other.whole_account() == Some(account))
    }

    /// Whether requests of the principal, who comes in like this, can carry the key of a test; `None` where that is not
    /// known. Of web identities only the tokens of its issuer have a claim, and sessions keep what AWS documents.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn brings(&self, test: &ConditionKeyTest<'_>, caller: Caller) -> Option<bool> {
        let ConditionName::Claim { issuer, .. } = test.parts() else {
            return test.known().map(|key| caller.carries(key));
        };
        match self.provider() {
            Some(Provider::Oidc(own)) => Some(own.eq_ignore_ascii_case(issuer)),
            _ => Some(test.known().is_some_and(|key| caller.carries(key))),
        }
    }

    /// Whether the other principal is a session of this role.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_role_of(&self, session: &PrincipalValue<'_>) -> bool {
        let (Some(role), Some(session)) = (self.identity(), session.identity()) else { return false };
        if role.resource_type() != "role" || session.resource_type() != "assumed-role" {
            return false;
        }
        let (Some(path), Some(of)) = (role.resource_path(), session.resource_path()) else { return false };
        let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
        let of = of.split_once('/').map_or(of, |(name, _)| name);
        role.account() == session.account() && role.partition() == session.partition() && name == of
    }
}

impl<'a> PrincipalValue<'a> {
    /// Whether a test of the ARN or the account of callers holds for all whom the principal means.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn surely_passes(&self, block: &OperatorBlock<'a>, test: &ConditionKeyTest<'a>) -> bool {
        let of_account = test.is("aws:PrincipalAccount");
        if !of_account && !test.is("aws:PrincipalArn") {
            return false;
        }
        if of_account || self.identity().is_some_and(|arn| matches!(arn.resource_type(), "user" | "role")) {
            return self.may_pass(block, test, of_account) == Some(true);
        }
        // Whoever is meant, they are of this account, and the others are excluded.
        let negated = block.operator.is_some_and(|operator| operator.negated) && block.accepts(test, "").is_some();
        let Some(account) = self.whole_account().filter(|_| negated) else { return false };
        for value in &test.values {
            // To except a root user is to except nobody: they cannot assume roles.
            let meets = |arn: Arn<'_>| arn.resource() != "root" && may_meet(arn.account(), account, false);
            if Arn::parse(value.text).is_none_or(meets) {
                return false;
            }
        }
        true
    }

    /// Whether the test can hold for the principal; `None` where that cannot be told.
    fn may_pass(&self, block: &OperatorBlock<'a>, test: &ConditionKeyTest<'a>, of_account: bool) -> Option<bool> {
        if self.has_wildcard() {
            return None;
        }
        let account = match self.whole_account() {
            Some(account) => account,
            None => AccountId::parse(self.identity()?.account())?.as_str(),
        };
        for value in &test.values {
            if !may_be_compared(value.text, of_account, account) {
                return None;
            }
        }
        if of_account {
            return block.accepts(test, account);
        }
        if let Some(arn) = self.identity()
            && matches!(arn.resource_type(), "user" | "role")
        {
            return block.accepts(test, self.trimmed());
        }
        // That a pattern excludes all of an account is not looked at; that values can be compared is.
        if block.operator.is_none_or(|operator| operator.negated) || block.accepts(test, "").is_none() {
            return None;
        }
        for value in &test.values {
            // Anybody of the account, or a session of a role of which the path is not known.
            let arn = Arn::parse(value.text)?;
            // The ARN of a session is never the key's value, which is said elsewhere.
            if arn.resource_type() == "assumed-role" {
                return None;
            }
            if may_meet(arn.account(), account, false) && arn.resource() != "root" {
                return Some(true);
            }
        }
        Some(false)
    }
}

impl<'a> PrincipalGroup<'a> {
    /// The principal beside this one that includes it: its role, or everybody.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn whole_of(&self, value: &PrincipalValue<'_>) -> Option<&PrincipalValue<'a>> {
        // In a long list only the first are compared, so that it stays cheap.
        const MOST: usize = 64;
        let first = self.values.get(..MOST).unwrap_or(&self.values);
        first.iter().find(|other| other.form == PrincipalForm::Star || other.is_role_of(value))
    }
}

impl<'a> Statement<'a> {
    /// The first of the principals, when they are known and a test of `aws:PrincipalAccount`, or else of
    /// `aws:PrincipalArn`, can hold for none of them. Requests of accounts, users and roles always have both keys.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn fits_nobody(
        &self,
        block: &OperatorBlock<'a>,
        test: &ConditionKeyTest<'a>,
        of_account: bool,
    ) -> Option<&PrincipalValue<'a>> {
        // So much is compared, that a long list stays cheap.
        const MOST: usize = 64;
        let mut first = None;
        for (seen, (value, caller)) in self.callers().enumerate() {
            let compared = seen < MOST && test.values.len() < MOST && caller == Some(Caller::Principal);
            if !compared || value.may_pass(block, test, of_account) != Some(false) {
                return None;
            }
            first = first.or(Some(value));
        }
        first
    }

    /// How sure it is that a statement which denies names this principal, who comes in like this.
    ///
    /// AWS documents `*` as "all principals", and calls the forms `"*"` and `{"AWS": "*"}` equal for anonymous callers.
    /// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous>
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn denies(&self, principal: &PrincipalValue<'_>, caller: Caller) -> Option<Confidence> {
        let everybody = match caller {
            Caller::Principal => Confidence::High,
            _ => Confidence::Medium,
        };
        let element = self.principal.as_ref()?;
        if element.shape == PrincipalShape::Star {
            return Some(everybody);
        }
        let mut found = None;
        for (group, value) in self.trusted() {
            let surely = if value.form == PrincipalForm::Star {
                if group.holds_callers() { everybody } else { continue }
            } else if value.is_same(principal) || value.is_role_of(principal) {
                Confidence::High
            } else if caller == Caller::Principal && is_account_of(value, principal) {
                Confidence::Medium
            } else {
                continue;
            };
            if surely == Confidence::High {
                return Some(surely);
            }
            found = Some(surely);
        }
        found
    }

    /// Whether every principal of this statement is one of the other, and there is one.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn has_principals_within(&self, other: &Statement<'_>) -> bool {
        // Beyond that many, comparing each with each is no longer cheap.
        const MOST: usize = 256;
        let Some(element) = self.principal.as_ref().filter(|element| element.shape == PrincipalShape::Object) else {
            return false;
        };
        if element.count() > MOST || other.principal.as_ref().is_none_or(|element| element.count() > MOST) {
            return false;
        }
        let mut any = false;
        for (group, value) in self.trusted() {
            let same = |(other, found): (&PrincipalGroup<'_>, &PrincipalValue<'_>)| {
                group.kind() == other.kind() && found.is_same(value)
            };
            if group.kind().is_none() || !other.trusted().any(same) {
                return false;
            }
            any = true;
        }
        any && element.groups.iter().all(|group| group.not_strings.is_empty() && !group.values.is_empty())
    }

    /// Whether every action of this statement is one of the other, and there is one.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn has_actions_within(&self, other: &Statement<'_>) -> bool {
        match (&self.action, &self.not_action, &other.action, &other.not_action) {
            (Some(own), None, Some(_), None) => {
                !own.values.is_empty() && own.values.iter().all(|action| other.covers(action.text))
            }
            (None, Some(own), None, Some(others)) => {
                !own.values.is_empty() && are_in(&own.values, others) && are_in(&others.values, own)
            }
            _ => false,
        }
    }

    /// Whether the conditions of this statement hold whenever those of the other one do.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn has_conditions_within(&self, other: &Statement<'_>) -> bool {
        self.has_plain_conditions()
            && self.tests().all(|weaker| other.tests().any(|stronger| follows(weaker, stronger)))
    }

    /// Whether the condition, if there is one, has only tests with operators that AWS knows.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn has_plain_conditions(&self) -> bool {
        let Some(condition) = &self.condition else { return true };
        condition.is_object
            && condition.operators.iter().all(|block| block.operator.is_some() && !block.keys.is_empty())
    }

    /// Whether no condition must hold.
    pub(crate) fn is_unconditional(&self) -> bool {
        self.condition.as_ref().is_none_or(|condition| condition.is_object && condition.operators.is_empty())
    }
}

/// Whether a value is of the kind that the key has, or a pattern, or has nothing to do with the account. Any other is a
/// fault of its own, and may fit once it is mended.
fn may_be_compared(value: &str, of_account: bool, account: &str) -> bool {
    let arn = Arn::parse(value);
    if has_wildcard(value) || !of_account {
        return has_wildcard(value) || arn.is_some();
    }
    AccountId::parse(value).is_some() || arn.is_some_and(|arn| arn.account() != account)
}

fn are_in(values: &[Action<'_>], others: &Strings<'_>) -> bool {
    values.iter().all(|value| others.values.iter().any(|other| other.text.eq_ignore_ascii_case(value.text)))
}

/// Whether the first is the whole account in which the second is.
fn is_account_of(account: &PrincipalValue<'_>, principal: &PrincipalValue<'_>) -> bool {
    let Some(id) = account.whole_account() else { return false };
    principal.identity().is_some_and(|arn| arn.account() == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Policy, Role};
    use crate::text::parse;

    fn ask<R>(one: &str, other: &str, question: impl Fn(&Statement<'_>, &Statement<'_>) -> R) -> R {
        let text = format!(r#"{{"Statement": [{{{one}}}, {{{other}}}]}}"#);
        let document = parse(&text);
        let policy = Policy::read(&document, document.root.unwrap(), Role::default());
        question(&policy.statements[0], &policy.statements[1])
    }

    #[test]
    fn a_denied_principal_is_named_in_many_ways() {
        let denies = |deny: &str, principal: &str, caller: Caller| {
            let deny = format!(r#""Effect": "Deny", "Principal": {deny}"#);
            ask(&deny, &format!(r#""Principal": {principal}"#), |deny, allow| {
                deny.denies(allow.principals().next().unwrap(), caller)
            })
        };
        let role = r#"{"AWS": "arn:aws:iam::111122223333:role/app/a"}"#;
        let session = r#"{"AWS": "arn:aws:sts::111122223333:assumed-role/a/me"}"#;
        let account = r#"{"AWS": "111122223333"}"#;
        let root = r#"{"AWS": "arn:aws:iam::111122223333:root"}"#;
        let service = r#"{"Service": "ec2.amazonaws.com"}"#;
        assert_eq!(denies(r#"{"AWS": "*"}"#, role, Caller::Principal), Some(Confidence::High));
        assert_eq!(denies(r#"{"AWS": "*"}"#, service, Caller::Service), Some(Confidence::Medium));
        assert_eq!(denies(account, root, Caller::Principal), Some(Confidence::High));
        assert_eq!(denies(account, role, Caller::Principal), Some(Confidence::Medium));
        assert_eq!(denies(role, session, Caller::Principal), Some(Confidence::High));
        assert_eq!(denies(role, root, Caller::Principal), None);
        assert_eq!(denies(service, service, Caller::Service), Some(Confidence::High));
    }

    #[test]
    fn a_test_that_no_principal_passes() {
        let fits_nobody = |principal: &str, condition: &str, of_account: bool| {
            let one = format!(
                r#""Effect": "Allow", "Principal": {principal}, "Action": "sts:AssumeRole", "Condition": {condition}"#
            );
            ask(&one, "", |statement, _| {
                let (block, test) = statement.tests().next().unwrap();
                statement.fits_nobody(block, test, of_account).is_some()
            })
        };
        let role = r#"{"AWS": "arn:aws:iam::111122223333:role/a"}"#;
        let both = r#"{"AWS": ["111122223333", "arn:aws:iam::444455556666:user/b"]}"#;
        assert!(fits_nobody(role, r#"{"StringEquals": {"aws:PrincipalAccount": "444455556666"}}"#, true));
        assert!(!fits_nobody(both, r#"{"StringEquals": {"aws:PrincipalAccount": "444455556666"}}"#, true));
        assert!(fits_nobody(role, r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/b*"}}"#, false));
        assert!(!fits_nobody(both, r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/b*"}}"#, false));
        assert!(!fits_nobody(r#"{"AWS": "*"}"#, r#"{"StringEquals": {"aws:PrincipalAccount": "4"}}"#, true));
    }

    #[test]
    fn statements_lie_within_others() {
        let a = r#""Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole""#;
        let b = r#""Principal": {"AWS": ["arn:aws:iam::111122223333:root", "444455556666"]}, "Action": "sts:*""#;
        assert!(ask(a, b, |a, b| a.has_principals_within(b) && a.has_actions_within(b)));
        assert!(ask(a, b, |a, b| !b.has_principals_within(a) && !b.has_actions_within(a)));
        let free = r#""Effect": "Allow""#;
        let bound = r#""Condition": {"StringEquals": {"k": "v"}}"#;
        assert!(ask(free, bound, |a, b| a.has_conditions_within(b) && !b.has_conditions_within(a)));
    }
}
