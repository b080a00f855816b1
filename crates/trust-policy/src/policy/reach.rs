//! Whom the conditions of a statement leave when its principal is everybody.

use super::{ConditionKeyTest, ConditionValue, Operator, OperatorFamily, Qualifier, Statement};
use crate::aws::{Arn, IpRange, has_wildcard, literal_start};
use crate::text::{Search, before_marks};

/// How far the conditions limit who may assume the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limit {
    /// Not at all.
    None,
    /// By what a stranger may know or choose: an external id, a tag of the own account, MFA.
    Circumstance,
    /// By where the caller is: an address, a VPC, an endpoint. AWS does not call that public.
    /// Source: <https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status>
    Network,
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
    ("aws:SourceIp", Limit::Network),
    ("aws:SourceVpc", Limit::Network),
    ("aws:SourceVpcArn", Limit::Network),
    ("aws:SourceVpce", Limit::Network),
    ("aws:VpcSourceIp", Limit::Network),
    ("aws:VpceAccount", Limit::Network),
    ("aws:VpceOrgID", Limit::Network),
    ("aws:VpceOrgPaths", Limit::Network),
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

impl Statement<'_> {
    /// Whether a condition demands that the caller is of this organization.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn demands_organization(&self, id: Option<&str>) -> bool {
        let Some(id) = id else { return false };
        for (block, test) in self.tests() {
            let key = test.is("aws:PrincipalOrgID") || test.is("aws:PrincipalOrgPaths");
            let own = |value: &ConditionValue<'_>| before_marks(value.text, b"/").0 == id;
            if key && !test.values.is_empty() && block.demands_value(test) && test.values.iter().all(own) {
                return true;
            }
        }
        false
    }
}

fn limit_of(operator: Operator, test: &ConditionKeyTest<'_>) -> Limit {
    // What also holds without the key, or for everything but a value, keeps nobody out.
    let must_match = !operator.negated
        && !operator.if_exists
        && operator.family != OperatorFamily::Null
        && operator.qualifier != Some(Qualifier::ForAllValues);
    if !must_match || test.values.is_empty() {
        return Limit::None;
    }
    // One of the values is enough to get in.
    let mut weakest = Limit::Identity;
    for value in &test.values {
        let limit = limit_of_value(operator, test, value.text);
        if (limit as u8) < weakest as u8 {
            weakest = limit;
        }
    }
    weakest
}

/// What is left of the limit when the key has this value.
fn limit_of_value(operator: Operator, test: &ConditionKeyTest<'_>, value: &str) -> Limit {
    let limit = if test.is("aws:PrincipalArn") {
        Limit::Identity
    } else if test.name.get(..17).is_some_and(|start| start.eq_ignore_ascii_case("aws:PrincipalTag/")) {
        Limit::Circumstance
    } else {
        LIMITING.iter().find(|(key, _)| test.is(key)).map_or(limit_of_unknown(test), |(_, limit)| *limit)
    };
    if limit == Limit::None || (operator.has_wildcards() && value.bytes().all(|byte| matches!(byte, b'*' | b'?'))) {
        return Limit::None;
    }
    if limit == Limit::Network {
        // Nearly every address is a limit in name only.
        let open = IpRange::parse(value).is_some_and(|range| range.is_nearly_everything());
        return if open || (operator.has_wildcards() && has_wildcard(value)) { Limit::None } else { limit };
    }
    // What the caller is compared with must not be the caller's own.
    if limit != Limit::Identity || value.holds("${aws:Principal") {
        return if limit == Limit::Identity { Limit::None } else { limit };
    }
    if test.is("aws:PrincipalArn") {
        return if is_in_any_account(value) { Limit::Circumstance } else { limit };
    }
    if !operator.has_wildcards() || !has_wildcard(value) {
        return limit;
    }
    // A pattern must say more than how such values begin: every organization is `o-…`.
    let start = literal_start(value);
    let paths = test.is("aws:PrincipalOrgPaths") || test.is("aws:SourceOrgPaths");
    match test.name.as_bytes().last() {
        // Another organization may have a unit of the same id.
        _ if matches!(start, "" | "o-") => match paths && value.holds("/ou-") {
            true => Limit::Circumstance,
            false => Limit::None,
        },
        // Of an account, a part is no limit; of an organization and a user the id stands first.
        Some(b't' | b'T') => Limit::Circumstance,
        _ => limit,
    }
}

/// A key that does not exist lets in nobody, and a rule of its own says which is meant. Where the name speaks of an
/// organization, an account or an ARN, that one limits.
fn limit_of_unknown(test: &ConditionKeyTest<'_>) -> Limit {
    const WORDS: [&str; 3] = ["org", "account", "arn"];
    let name = test.name.as_bytes();
    let speaks = |word: &&str| name.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()));
    match test.known().is_none() && test.name.starts_with("aws:") && WORDS.iter().any(speaks) {
        true => Limit::Identity,
        false => Limit::None,
    }
}

/// Whether a pattern of principals leaves the account open: anybody can name a role in their own account.
fn is_in_any_account(pattern: &str) -> bool {
    Arn::parse(pattern).is_none_or(|arn| arn.account().bytes().any(|b| matches!(b, b'*' | b'?')))
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
        assert_eq!(limit(r#"{"StringEquals": {"aws:PrincipalOrganizationID": "o-a1b2c3"}}"#), Limit::Identity);
    }

    #[test]
    fn an_organization_is_demanded_when_every_value_is_of_it() {
        let demands = |condition: &str| {
            let text = format!(r#"{{"Statement": {{"Effect": "Allow", "Condition": {condition}}}}}"#);
            let document = parse(&text);
            let policy = Policy::read(&document, document.root.unwrap(), Role::default());
            policy.statements[0].demands_organization(Some("o-a1b2c3d4e5"))
        };
        assert!(demands(r#"{"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}"#));
        assert!(demands(r#"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-ab12/*"]}}"#));
        assert!(!demands(r#"{"StringEquals": {"aws:PrincipalOrgID": ["o-a1b2c3d4e5", "o-f6g7h8i9j0"]}}"#));
        assert!(!demands(r#"{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}"#));
        assert!(!demands("{}"));
    }

    #[test]
    fn what_a_stranger_can_have_limits_little() {
        assert_eq!(limit(r#"{"StringEquals": {"sts:ExternalId": "4711"}}"#), Limit::Circumstance);
        assert_eq!(limit(r#"{"StringEquals": {"aws:PrincipalTag/team": "x"}}"#), Limit::Circumstance);
        assert_eq!(limit(r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/x"}}"#), Limit::Circumstance);
    }

    #[test]
    fn where_the_caller_is_limits() {
        assert_eq!(limit(r#"{"StringEquals": {"aws:SourceVpce": "vpce-0123456789abcdef0"}}"#), Limit::Network);
        assert_eq!(limit(r#"{"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "198.51.100.7"]}}"#), Limit::Network);
    }

    #[test]
    fn a_part_of_an_account_limits_little() {
        assert_eq!(limit(r#"{"StringLike": {"aws:PrincipalAccount": "1111*"}}"#), Limit::Circumstance);
        assert_eq!(limit(r#"{"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::1111*:role/x"}}"#), Limit::Circumstance);
        let unit = r#"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "*/ou-ab12-11111111/*"}}"#;
        assert_eq!(limit(unit), Limit::Circumstance, "units of other organizations may have the same id");
        assert_eq!(limit(r#"{"StringLike": {"aws:userid": "AROAEXAMPLE1EXAMPLE2A:*"}}"#), Limit::Identity);
        assert_eq!(limit(r#"{"StringEquals": {"aws:PrincipalAccount": "${aws:ResourceAccount}"}}"#), Limit::Identity);
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
            r#"{"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}"#,
            r#"{"StringLike": {"aws:PrincipalOrgID": "o-*"}}"#,
            r#"{"StringLike": {"aws:PrincipalOrgID": ["o-a1b2c3d4e5", "*"]}}"#,
            r#"{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-*/r-ab12/*"}}"#,
            r#"{"StringLike": {"aws:PrincipalAccount": "????????????"}}"#,
            r#"{"StringEquals": {"aws:PrincipalAccount": "${aws:PrincipalAccount}"}}"#,
            r#"{"StringLike": {"aws:userid": "*:me"}}"#,
            r#"{"StringLike": {"aws:SourceVpce": "vpce-*"}}"#,
            r#"{"StringEquals": {"aws:PrincipalType": "AssumedRole"}}"#,
            r#"{"StringEquals": {"sts:RoleSessionName": "me"}}"#,
            r#"{"StringLike": {"aws:Referer": "https://example.com/*"}}"#,
            r#"{"DateLessThan": {"aws:CurrentTime": "2030-01-01T00:00:00Z"}}"#,
        ] {
            assert_eq!(limit(condition), Limit::None, "{condition}");
        }
    }
}
