//! Whom the conditions of a statement leave when its principal is everybody.

use super::{ConditionKeyTest, Operator, OperatorFamily, Qualifier, Statement};
use crate::aws::Arn;

/// How far the conditions limit who may assume the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limit {
    /// Not at all.
    None,
    /// By what a stranger may know or choose: an external id, a tag of the own account, a network, MFA.
    Circumstance,
    /// By who the caller is: an organization, an account, a principal.
    Identity,
}

/// Keys that say who the caller is or for which resource a service calls, and keys that say how or with what they come.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html>
const LIMITING: [(&str, Limit); 20] = [
    ("aws:PrincipalAccount", Limit::Identity),
    ("aws:PrincipalOrgID", Limit::Identity),
    ("aws:PrincipalOrgPaths", Limit::Identity),
    ("aws:SourceAccount", Limit::Identity),
    ("aws:SourceArn", Limit::Identity),
    ("aws:SourceOrgID", Limit::Identity),
    ("aws:SourceOrgPaths", Limit::Identity),
    ("aws:userid", Limit::Identity),
    ("aws:PrincipalServiceName", Limit::Identity),
    ("aws:SourceIp", Limit::Circumstance),
    ("aws:SourceVpc", Limit::Circumstance),
    ("aws:SourceVpcArn", Limit::Circumstance),
    ("aws:SourceVpce", Limit::Circumstance),
    ("aws:VpcSourceIp", Limit::Circumstance),
    ("aws:VpceAccount", Limit::Circumstance),
    ("aws:VpceOrgID", Limit::Circumstance),
    ("aws:VpceOrgPaths", Limit::Circumstance),
    ("aws:MultiFactorAuthPresent", Limit::Circumstance),
    ("sts:ExternalId", Limit::Circumstance),
    ("aws:username", Limit::Circumstance),
];

impl Statement<'_> {
    /// What limits the principal: the strongest of the conditions, which must all hold.
    pub(crate) fn limit(&self) -> Limit {
        let mut strongest = Limit::None;
        for (block, test) in self.tests() {
            let limit = block.operator.map_or(Limit::None, |operator| limit_of(operator, test));
            if limit as u8 > strongest as u8 {
                strongest = limit;
            }
        }
        strongest
    }
}

fn limit_of(operator: Operator, test: &ConditionKeyTest<'_>) -> Limit {
    // What also holds without the key, or for everything but a value, keeps nobody out.
    let must_match = !operator.negated
        && !operator.if_exists
        && operator.family != OperatorFamily::Null
        && operator.qualifier != Some(Qualifier::ForAllValues);
    let anything = |value: &str| operator.has_wildcards() && value.bytes().all(|byte| matches!(byte, b'*' | b'?'));
    if !must_match || test.values.is_empty() || test.values.iter().any(|value| anything(value.text)) {
        return Limit::None;
    }
    if test.is("aws:PrincipalArn") {
        let open = test.values.iter().any(|value| is_in_any_account(value.text));
        return if open { Limit::Circumstance } else { Limit::Identity };
    }
    if test.name.get(..17).is_some_and(|start| start.eq_ignore_ascii_case("aws:PrincipalTag/")) {
        return Limit::Circumstance;
    }
    let everywhere = test.values.iter().any(|value| matches!(value.text, "0.0.0.0/0" | "::/0"));
    match LIMITING.iter().find(|(key, _)| test.is(key)) {
        Some((_, limit)) if *limit == Limit::Identity || !everywhere => *limit,
        _ => Limit::None,
    }
}

/// Whether a pattern of principals leaves the account open: anybody can name a role in their own account.
fn is_in_any_account(pattern: &str) -> bool {
    Arn::parse(pattern)
        .is_none_or(|arn| !arn.account().is_empty() && arn.account().bytes().all(|b| b == b'*' || b == b'?'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Policy, Role};
    use crate::text::parse;

    fn limit(condition: &str) -> Limit {
        let text = format!(r#"{{"Statement": {{"Effect": "Allow", "Condition": {condition}}}}}"#);
        let document = parse(&text);
        Policy::read(&document, document.root.unwrap(), Role::default()).statements[0].limit()
    }

    #[test]
    fn what_says_who_the_caller_is_limits() {
        assert_eq!(limit(r#"{"StringEquals": {"aws:principalorgid": "o-a1b2c3d4e5"}}"#), Limit::Identity);
        assert_eq!(limit(r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}"#), Limit::Identity);
        assert_eq!(limit(r#"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1/r-ab/*"}}"#), Limit::Identity);
    }

    #[test]
    fn what_a_stranger_can_have_limits_little() {
        assert_eq!(limit(r#"{"StringEquals": {"sts:ExternalId": "4711"}}"#), Limit::Circumstance);
        assert_eq!(limit(r#"{"StringEquals": {"aws:PrincipalTag/team": "x"}}"#), Limit::Circumstance);
        assert_eq!(limit(r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}}"#), Limit::Circumstance);
    }

    #[test]
    fn what_holds_for_everybody_limits_nothing() {
        for condition in [
            "{}",
            r#"{"StringLike": {"aws:PrincipalArn": "*"}}"#,
            r#"{"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}"#,
            r#"{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-1"}}"#,
            r#"{"ForAllValues:StringEquals": {"aws:PrincipalOrgPaths": "o-1"}}"#,
            r#"{"StringLike": {"aws:UserAgent": "me"}}"#,
            r#"{"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}"#,
        ] {
            assert_eq!(limit(condition), Limit::None, "{condition}");
        }
    }
}
