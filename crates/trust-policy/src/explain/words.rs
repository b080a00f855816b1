//! Conditions in words.

use std::borrow::Cow;

use crate::policy::{ConditionKeyTest, ConditionName, Operator, OperatorBlock, OperatorFamily, Qualifier};

/// The issuer of the tokens of Amazon Cognito identity pools.
const COGNITO: &str = "cognito-identity.amazonaws.com";

/// How many values are named before the rest is only counted.
const NAMED: usize = 4;

/// A test as a phrase that follows "only" or "never": "with the external id `4711`".
///
/// `issuer` is that of the tokens with which the callers come, where they do.
pub(super) fn phrase(block: &OperatorBlock<'_>, test: &ConditionKeyTest<'_>, issuer: Option<&str>) -> String {
    let key = noun(test, issuer);
    let Some(operator) = block.operator else {
        return format!("if `{}` holds for {key}: AWS has no such operator", block.name);
    };
    let values: Vec<&str> = test.values.iter().map(|value| value.text).collect();
    if let Some(said) = sign_in(operator, test, &values) {
        return said;
    }
    if operator.family == OperatorFamily::Null {
        return presence(&key, &values);
    }
    if values.is_empty() {
        return format!("if {key} is one of an empty list, which nothing is");
    }
    if operator.qualifier.is_none()
        && !operator.negated
        && let Some(idiom) = idiom(operator, test, &values)
    {
        let told = !operator.if_exists || test.is("aws:MultiFactorAuthPresent");
        return if told { idiom } else { format!("{idiom}, or if the request does not say") };
    }
    compared(operator, &key, &values)
}

/// How users of Amazon Cognito signed in.
fn sign_in(operator: Operator, test: &ConditionKeyTest<'_>, values: &[&str]) -> Option<String> {
    let ConditionName::Claim { issuer: COGNITO, claim: "amr" } = test.parts() else { return None };
    let demands = operator.family == OperatorFamily::String && !operator.negated && !operator.if_exists;
    match values {
        _ if !demands || operator.qualifier == Some(Qualifier::ForAllValues) => None,
        ["authenticated"] => Some("for users who signed in".to_owned()),
        ["unauthenticated"] => Some("for guests who did not sign in, which anybody may be".to_owned()),
        _ => None,
    }
}

/// `Null`: whether the key must be missing.
fn presence(key: &str, values: &[&str]) -> String {
    let says = |word: &str| values.iter().any(|value| value.trim().eq_ignore_ascii_case(word));
    match (says("true"), says("false")) {
        (true, true) => format!("whether or not the request has {key}"),
        (true, false) => format!("if the request does not have {key}"),
        (false, true) => format!("if the request has {key}"),
        (false, false) => format!("if {key} is neither there nor missing, which cannot be"),
    }
}

/// Tests that have a shorter way to be said. All of them demand a value.
fn idiom(operator: Operator, test: &ConditionKeyTest<'_>, values: &[&str]) -> Option<String> {
    let equals = matches!(operator.name, "StringEquals" | "StringEqualsIgnoreCase" | "ArnEquals");
    let single = if let [value] = values { Some(value.trim()) } else { None };
    if test.is("sts:ExternalId") && operator.name == "StringEquals" {
        return Some(format!("with the external id {}", any_of(values)));
    }
    if test.is("aws:MultiFactorAuthPresent") && operator.family == OperatorFamily::Bool {
        // Long-term access keys do not say whether MFA was used, which makes all the difference for `false`.
        let phrase = match (single?.to_ascii_lowercase().as_str(), operator.if_exists) {
            ("true", false) => "with MFA",
            ("true", true) => "with MFA, or if the request does not say",
            ("false", false) => "without MFA, where the request says so",
            ("false", true) => "without MFA",
            _ => return None,
        };
        return Some(phrase.to_owned());
    }
    if test.is("aws:MultiFactorAuthAge") {
        let age = seconds(single?.parse().ok()?);
        return match operator.name {
            "NumericLessThan" => Some(format!("with MFA less than {age} ago")),
            "NumericLessThanEquals" => Some(format!("with MFA not older than {age}")),
            _ => None,
        };
    }
    if test.is("aws:SecureTransport") && operator.family == OperatorFamily::Bool {
        return single?.eq_ignore_ascii_case("true").then(|| "over TLS".to_owned());
    }
    if operator.family == OperatorFamily::IpAddress && test.is("aws:SourceIp") {
        return Some(format!("from {}", any_of(values)));
    }
    if !equals {
        return None;
    }
    let of = |what: &str| Some(format!("{what} {}", any_of(values)));
    match () {
        () if test.is("aws:PrincipalOrgID") => of("for members of the organization"),
        () if test.is("aws:PrincipalAccount") => of("for callers of account"),
        () if test.is("aws:SourceAccount") => of("on behalf of account"),
        () if test.is("aws:SourceArn") => of("on behalf of"),
        () if test.is("aws:SourceVpce") => of("through the VPC endpoint"),
        () if test.is("aws:SourceVpc") => of("from the VPC"),
        () => None,
    }
}

/// Any test, in the general way.
fn compared(operator: Operator, key: &str, values: &[&str]) -> String {
    let (is, is_not) = relation(operator);
    let negated = operator.negated;
    let (one, several) = (any_of(values), none_of(values));
    let clause = match (operator.qualifier, negated) {
        (None, false) => format!("{key} {is} {one}"),
        (None, true) => format!("{key} {is_not} {several}"),
        (Some(Qualifier::ForAllValues), false) => format!("every value of {key} {is} {one}"),
        (Some(Qualifier::ForAllValues), true) => format!("no value of {key} {is} {one}"),
        (Some(Qualifier::ForAnyValue), false) => format!("at least one value of {key} {is} {one}"),
        (Some(Qualifier::ForAnyValue), true) => format!("at least one value of {key} {is_not} {several}"),
    };
    // What holds without the key is easily overlooked, so it is always said.
    let without = match operator.qualifier {
        _ if operator.if_exists => true,
        Some(Qualifier::ForAllValues) => true,
        Some(Qualifier::ForAnyValue) => false,
        None => negated,
    };
    format!("if {clause}{}", if without { ", or if the request does not have it" } else { "" })
}

/// The verb of an operator, and of its negation.
fn relation(operator: Operator) -> (&'static str, &'static str) {
    match operator.name {
        "StringEqualsIgnoreCase" | "StringNotEqualsIgnoreCase" => {
            ("is, in whatever case,", "is, in whatever case, other than")
        }
        "NumericLessThan" => ("is less than", ""),
        "NumericLessThanEquals" => ("is at most", ""),
        "NumericGreaterThan" => ("is more than", ""),
        "NumericGreaterThanEquals" => ("is at least", ""),
        "DateLessThan" => ("is before", ""),
        "DateLessThanEquals" => ("is not after", ""),
        "DateGreaterThan" => ("is after", ""),
        "DateGreaterThanEquals" => ("is not before", ""),
        "IpAddress" | "NotIpAddress" => ("is in", "is not in"),
        _ if operator.has_wildcards() => ("matches", "does not match"),
        _ => ("is", "is not"),
    }
}

fn any_of(values: &[&str]) -> String {
    joined(values, "or")
}

fn none_of(values: &[&str]) -> String {
    // "is not `a` and not `b`" leaves no doubt, unlike "is not `a` or `b`".
    joined(values, "and not")
}

/// Values in backticks, with a word before the last; of many only the first are named.
pub(super) fn joined(values: &[&str], word: &str) -> String {
    let quoted = |value: &&str| format!("`{value}`");
    if values.len() > NAMED + 1 {
        let named: Vec<String> = values[..NAMED].iter().map(quoted).collect();
        return format!("{} {word} {} others", named.join(", "), values.len() - NAMED);
    }
    match values.split_last() {
        None => String::new(),
        Some((last, [])) => quoted(last),
        Some((last, first)) => {
            let first: Vec<String> = first.iter().map(quoted).collect();
            format!("{} {word} {}", first.join(", "), quoted(last))
        }
    }
}

/// A time as people say it.
fn seconds(count: u64) -> String {
    let said = |count: u64, one: &str, many: &str| if count == 1 { one.to_owned() } else { format!("{count} {many}") };
    match count {
        count if count >= 3600 && count.is_multiple_of(3600) => said(count / 3600, "an hour", "hours"),
        count if count >= 60 && count.is_multiple_of(60) => said(count / 60, "a minute", "minutes"),
        count => said(count, "a second", "seconds"),
    }
}

/// What people call a condition key.
fn noun<'t>(test: &'t ConditionKeyTest<'_>, issuer: Option<&str>) -> Cow<'t, str> {
    const NOUNS: [(&str, &str); 34] = [
        ("aws:CurrentTime", "the time of the call"),
        ("aws:EpochTime", "the time of the call"),
        ("aws:FederatedProvider", "the identity provider"),
        ("aws:MultiFactorAuthAge", "the age of the MFA sign-in in seconds"),
        ("aws:MultiFactorAuthPresent", "the mark of MFA"),
        ("aws:PrincipalAccount", "the caller's account"),
        ("aws:PrincipalArn", "the caller's ARN"),
        ("aws:PrincipalIsAWSService", "the mark of an AWS service"),
        ("aws:PrincipalOrgID", "the caller's organization"),
        ("aws:PrincipalOrgPaths", "the caller's place in its organization"),
        ("aws:PrincipalServiceName", "the name of the service"),
        ("aws:PrincipalType", "the type of the caller"),
        ("aws:RequestedRegion", "the Region of the call"),
        ("aws:SecureTransport", "the mark of TLS"),
        ("aws:SourceAccount", "the account on whose behalf the service calls"),
        ("aws:SourceArn", "the resource on whose behalf the service calls"),
        ("aws:SourceIdentity", "the source identity of the caller's session"),
        ("aws:SourceIp", "the source IP address"),
        ("aws:SourceOrgID", "the organization on whose behalf the service calls"),
        ("aws:SourceOrgPaths", "the place in the organization on whose behalf the service calls"),
        ("aws:SourceVpc", "the VPC of the call"),
        ("aws:SourceVpce", "the VPC endpoint of the call"),
        ("aws:TagKeys", "the keys of the session tags"),
        ("aws:UserAgent", "the user agent"),
        ("aws:VpcSourceIp", "the IP address in the VPC"),
        ("aws:userid", "the caller's unique id"),
        ("aws:username", "the user name"),
        ("saml:aud", "the recipient of the SAML assertion"),
        ("saml:sub", "the subject of the SAML assertion"),
        ("saml:doc", "the SAML provider"),
        ("sts:ExternalId", "the external id"),
        ("sts:RoleSessionName", "the session name"),
        ("sts:SourceIdentity", "the source identity"),
        ("sts:TransitiveTagKeys", "the keys of the transitive tags"),
    ];
    const TAGS: [(&str, &str); 4] = [
        ("aws:PrincipalTag/", "the caller's tag"),
        ("aws:RequestTag/", "the session tag"),
        ("aws:ResourceTag/", "the role's tag"),
        ("iam:ResourceTag/", "the role's tag"),
    ];
    if let Some((_, noun)) = NOUNS.iter().find(|(key, _)| test.is(key)) {
        return Cow::Borrowed(noun);
    }
    for (prefix, noun) in TAGS {
        if let Some((start, name)) = test.name.split_at_checked(prefix.len())
            && start.eq_ignore_ascii_case(prefix)
        {
            return Cow::Owned(format!("{noun} `{name}`"));
        }
    }
    Cow::Owned(match test.parts() {
        ConditionName::Claim { issuer: other, claim } if issuer.is_some_and(|own| !own.eq_ignore_ascii_case(other)) => {
            format!("the claim `{claim}` of a token of `{other}`, which these callers do not have,")
        }
        ConditionName::Claim { issuer: COGNITO, claim: "aud" } => "the identity pool".to_owned(),
        ConditionName::Claim { claim: "sub", .. } => "the subject of the token".to_owned(),
        ConditionName::Claim { claim: "aud", .. } => "the audience of the token".to_owned(),
        ConditionName::Claim { claim, .. } => format!("the claim `{claim}` of the token"),
        _ => format!("`{}`", test.name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Policy, Role};
    use crate::text::parse;

    fn said(operator: &str, key: &str, values: &str) -> String {
        let text = format!(r#"{{"Statement": {{"Condition": {{"{operator}": {{"{key}": {values}}}}}}}}}"#);
        let document = parse(&text);
        let policy = Policy::read(&document, document.root.unwrap(), Role::default());
        let (block, test) = policy.statements[0].tests().next().unwrap();
        phrase(block, test, None)
    }

    #[test]
    fn claims_of_other_issuers_are_not_those_of_the_token() {
        let text = r#"{"Statement": {"Condition": {"StringEquals": {"gitlab.com:sub": "x"}}}}"#;
        let document = parse(text);
        let policy = Policy::read(&document, document.root.unwrap(), Role::default());
        let (block, test) = policy.statements[0].tests().next().unwrap();
        assert_eq!(phrase(block, test, Some("gitlab.com")), "if the subject of the token is `x`");
        assert_eq!(
            phrase(block, test, Some("app.terraform.io")),
            "if the claim `sub` of a token of `gitlab.com`, which these callers do not have, is `x`"
        );
    }

    #[test]
    fn every_form_of_a_test_is_said_rightly() {
        for (operator, key, values, expected) in [
            ("StringEquals", "sts:ExternalId", r#""4711""#, "with the external id `4711`"),
            ("StringEquals", "sts:externalid", r#"["a", "b"]"#, "with the external id `a` or `b`"),
            ("Bool", "aws:MultiFactorAuthPresent", r#""true""#, "with MFA"),
            ("Bool", "aws:MultiFactorAuthPresent", "true", "with MFA"),
            ("BoolIfExists", "aws:MultiFactorAuthPresent", r#""true""#, "with MFA, or if the request does not say"),
            ("BoolIfExists", "aws:MultiFactorAuthPresent", r#""false""#, "without MFA"),
            ("Bool", "aws:MultiFactorAuthPresent", r#""false""#, "without MFA, where the request says so"),
            ("NumericLessThanEquals", "aws:MultiFactorAuthAge", r#""3600""#, "with MFA not older than an hour"),
            ("NumericLessThan", "aws:MultiFactorAuthAge", "5400", "with MFA less than 90 minutes ago"),
            ("IpAddress", "aws:SourceIp", r#""203.0.113.0/24""#, "from `203.0.113.0/24`"),
            (
                "NotIpAddress",
                "aws:SourceIp",
                r#"["203.0.113.0/24", "198.51.100.7"]"#,
                "if the source IP address is not in `203.0.113.0/24` and not `198.51.100.7`, or if the request does not \
                 have it",
            ),
            (
                "StringNotEquals",
                "sts:ExternalId",
                r#""a""#,
                "if the external id is not `a`, or if the request does not have it",
            ),
            (
                "StringLikeIfExists",
                "aws:PrincipalTag/team",
                r#""x-*""#,
                "if the caller's tag `team` matches `x-*`, or if the request does not have it",
            ),
            (
                "ForAllValues:StringEquals",
                "aws:TagKeys",
                r#"["a", "b"]"#,
                "if every value of the keys of the session tags is `a` or `b`, or if the request does not have it",
            ),
            (
                "ForAnyValue:StringLike",
                "aws:PrincipalOrgPaths",
                r#""o-1/*""#,
                "if at least one value of the caller's place in its organization matches `o-1/*`",
            ),
            (
                "ForAllValues:StringNotEquals",
                "aws:TagKeys",
                r#""a""#,
                "if no value of the keys of the session tags is `a`, or if the request does not have it",
            ),
            (
                "ForAnyValue:StringNotEquals",
                "aws:TagKeys",
                r#""a""#,
                "if at least one value of the keys of the session tags is not `a`",
            ),
            ("Null", "sts:ExternalId", r#""true""#, "if the request does not have the external id"),
            ("Null", "sts:ExternalId", "false", "if the request has the external id"),
            ("DateLessThan", "aws:CurrentTime", r#""2027-01-01""#, "if the time of the call is before `2027-01-01`"),
            ("StringEquals", "gitlab.com:sub", r#""x""#, "if the subject of the token is `x`"),
            ("StringEquals", "cognito-identity.amazonaws.com:aud", r#""p""#, "if the identity pool is `p`"),
            (
                "ForAnyValue:StringLike",
                "cognito-identity.amazonaws.com:amr",
                r#""authenticated""#,
                "for users who signed in",
            ),
            (
                "StringEquals",
                "cognito-identity.amazonaws.com:amr",
                r#""unauthenticated""#,
                "for guests who did not sign in, which anybody may be",
            ),
            (
                "StringEqual",
                "sts:ExternalId",
                r#""x""#,
                "if `StringEqual` holds for the external id: AWS has no such operator",
            ),
            ("StringEquals", "sts:ExternalId", "[]", "if the external id is one of an empty list, which nothing is"),
            (
                "StringEquals",
                "aws:userid",
                r#"["1","2","3","4","5","6"]"#,
                "if the caller's unique id is `1`, `2`, `3`, `4` or 2 others",
            ),
        ] {
            assert_eq!(said(operator, key, values), expected, "{operator} {key}");
        }
    }
}
