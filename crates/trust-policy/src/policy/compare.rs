//! What two tests of a condition key have to do with each other.
//!
//! Only what is certain is said: a value with a policy variable or a placeholder may be anything, and a wildcard where
//! the operator knows none is a fault of its own.

use super::{ConditionKeyTest, ConditionValue, Operator, OperatorBlock, OperatorFamily};
use crate::aws::{Arn, IpRange, has_wildcard, matches_pattern, may_meet};

/// So many comparisons are no slip of the hand, and no longer cheap.
const MOST: usize = 1024;

/// A test with its operator.
pub(crate) type Asked<'p, 'a> = (&'p OperatorBlock<'a>, &'p ConditionKeyTest<'a>);

impl<'a> OperatorBlock<'a> {
    /// Whether the test holds for a text that the key has; `None` where that cannot be told.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn accepts(&self, test: &ConditionKeyTest<'a>, text: &str) -> Option<bool> {
        let operator = self.operator?;
        let compared = matches!(
            operator.family,
            OperatorFamily::String
                | OperatorFamily::Arn
                | OperatorFamily::Bool
                | OperatorFamily::Numeric
                | OperatorFamily::IpAddress
        );
        if !compared || operator.qualifier.is_some() || !is_plain(operator, test) {
            return None;
        }
        let ignores_case = operator.name.ends_with("IgnoreCase");
        let any = test.values.iter().any(|value| meets(operator, value.text, text, ignores_case));
        Some(any != operator.negated)
    }
}

/// Whether no value of the key satisfies both tests.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn exclude_each_other(one: Asked<'_, '_>, other: Asked<'_, '_>) -> bool {
    let (Some(a), Some(b)) = (one.0.operator, other.0.operator) else { return false };
    let kinds = matches!(
        (a.family, b.family),
        (OperatorFamily::String | OperatorFamily::Arn, OperatorFamily::String | OperatorFamily::Arn)
            | (OperatorFamily::Bool, OperatorFamily::Bool)
            | (OperatorFamily::Numeric, OperatorFamily::Numeric)
            | (OperatorFamily::IpAddress, OperatorFamily::IpAddress)
    );
    let plain = a.qualifier.is_none() && b.qualifier.is_none() && is_plain(a, one.1) && is_plain(b, other.1);
    if !kinds || !plain || one.1.values.len() * other.1.values.len() > MOST {
        return false;
    }
    excludes_all(a, one.1, b, other.1) || excludes_all(b, other.1, a, one.1) || is_empty_range(a, one.1, b, other.1)
}

/// Whether a test holds whenever the other one does, which tests the same key in the same way.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn follows(weaker: Asked<'_, '_>, stronger: Asked<'_, '_>) -> bool {
    let (Some(operator), (same, test)) = (weaker.0.operator, stronger) else { return false };
    if same.operator != Some(operator) || !weaker.1.is(test.name) || !test.not_scalars.is_empty() {
        return false;
    }
    let text = matches!(operator.family, OperatorFamily::String | OperatorFamily::Arn) && operator.qualifier.is_none();
    let fewer = !text || !operator.negated || holds_all(&weaker.1.values, &test.values);
    let more = !text || operator.negated || holds_all(&test.values, &weaker.1.values);
    let equal = text || (holds_all(&weaker.1.values, &test.values) && holds_all(&test.values, &weaker.1.values));
    weaker.1.not_scalars.is_empty() && !test.values.is_empty() && !weaker.1.values.is_empty() && fewer && more && equal
}

/// Whether each of the values is one of the others.
fn holds_all(values: &[ConditionValue<'_>], others: &[ConditionValue<'_>]) -> bool {
    values.len() * others.len() <= MOST
        && values.iter().all(|value| others.iter().any(|other| other.text == value.text))
}

/// Whether the test has values and all of them say what they mean.
fn is_plain(operator: Operator, test: &ConditionKeyTest<'_>) -> bool {
    for value in &test.values {
        let literal_star = operator.family == OperatorFamily::String && !operator.has_wildcards() && value.has_star;
        if literal_star || value.has_variable || !value.is_filled_in() || value.text.trim().len() != value.text.len() {
            return false;
        }
        let known = match operator.family {
            OperatorFamily::Bool => is_word(value.text, "true") || is_word(value.text, "false"),
            OperatorFamily::Numeric => value.text.parse::<i64>().is_ok(),
            OperatorFamily::IpAddress => IpRange::parse(value.text).is_some(),
            OperatorFamily::Arn => Arn::parse(value.text).is_some(),
            _ => true,
        };
        if !known {
            return false;
        }
    }
    !test.values.is_empty() && test.not_scalars.is_empty()
}

fn is_word(text: &str, word: &str) -> bool {
    text.eq_ignore_ascii_case(word)
}

/// Whether the other test holds for nothing that this one asks for.
fn excludes_all(operator: Operator, test: &ConditionKeyTest<'_>, other: Operator, same: &ConditionKeyTest<'_>) -> bool {
    // A comparison of numbers asks for no single ones, and two ranges of addresses may overlap.
    let range = operator.family == OperatorFamily::Numeric && operator.name != "NumericEquals";
    let addresses = operator.family == OperatorFamily::IpAddress && !other.negated;
    if operator.negated || range || addresses {
        return false;
    }
    let ignores_case = operator.name.ends_with("IgnoreCase");
    let other_ignores_case = other.name.ends_with("IgnoreCase");
    if other.negated && ignores_case && !other_ignores_case {
        return false;
    }
    let ignores_case = ignores_case || other_ignores_case;
    let arns = operator.family == OperatorFamily::Arn || other.family == OperatorFamily::Arn;
    for value in &test.values {
        let pattern = operator.has_wildcards() && has_wildcard(value.text);
        let found = same.values.iter().any(|against| match (other.negated, pattern) {
            (true, true) => covers(against.text, value.text, ignores_case, arns),
            (true, false) => meets(other, against.text, value.text, ignores_case),
            (false, true) if !other.has_wildcards() => meets(operator, value.text, against.text, ignores_case),
            (false, true) => may_meet(value.text, against.text, ignores_case),
            (false, false) => meets(other, against.text, value.text, ignores_case),
        });
        if found != other.negated {
            return false;
        }
    }
    true
}

/// Whether everything that the second pattern matches is matched by the first.
fn covers(pattern: &str, other: &str, ignores_case: bool, arns: bool) -> bool {
    if pattern.contains('?') {
        return pattern == other;
    }
    if arns { in_arn(pattern, other, ignores_case) } else { matches_pattern(pattern, other, ignores_case) }
}

/// Whether a value of a test and the text that the key has fit together, apart from a negation.
fn meets(operator: Operator, value: &str, text: &str, ignores_case: bool) -> bool {
    match operator.family {
        OperatorFamily::Numeric => is_in_range(operator, value, text),
        OperatorFamily::IpAddress => match (IpRange::parse(value), IpRange::parse(text)) {
            (Some(range), Some(address)) => range.contains(address),
            _ => false,
        },
        OperatorFamily::Bool => is_word(value, text),
        OperatorFamily::Arn => in_arn(value, text, ignores_case),
        _ if operator.has_wildcards() => matches_pattern(value, text, ignores_case),
        _ => value == text || (ignores_case && is_word(value, text)),
    }
}

/// ARN operators compare part by part: a wildcard does not reach beyond a colon, but in the last of the six parts.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
fn in_arn(pattern: &str, text: &str, ignores_case: bool) -> bool {
    let (Some(of), Some(own)) = (Arn::parse(pattern), Arn::parse(text)) else { return false };
    let parts = [
        (of.partition(), own.partition()),
        (of.service(), own.service()),
        (of.region(), own.region()),
        (of.account(), own.account()),
        (of.resource(), own.resource()),
    ];
    for (part, text) in parts {
        if !matches_pattern(part, text, ignores_case) {
            return false;
        }
    }
    true
}

fn is_in_range(operator: Operator, value: &str, text: &str) -> bool {
    let (Ok(bound), Ok(number)) = (value.parse::<i64>(), text.parse::<i64>()) else { return false };
    match operator.name {
        "NumericLessThan" => number < bound,
        "NumericLessThanEquals" => number <= bound,
        "NumericGreaterThan" => number > bound,
        "NumericGreaterThanEquals" => number >= bound,
        _ => number == bound,
    }
}

/// Whether one test wants more than the other allows. Of several values the widest counts.
fn is_empty_range(one: Operator, test: &ConditionKeyTest<'_>, other: Operator, same: &ConditionKeyTest<'_>) -> bool {
    let (least, most) = match (one.name.as_bytes().get(7), other.name.as_bytes().get(7)) {
        (Some(b'G'), Some(b'L')) if one.family == OperatorFamily::Numeric => ((one, test), (other, same)),
        (Some(b'L'), Some(b'G')) if one.family == OperatorFamily::Numeric => ((other, same), (one, test)),
        _ => return false,
    };
    for low in &least.1.values {
        for high in &most.1.values {
            let (Ok(from), Ok(to)) = (low.text.parse::<i64>(), high.text.parse::<i64>()) else { return false };
            let both_ends = least.0.name.ends_with("Equals") && most.0.name.ends_with("Equals");
            if from < to || (from == to && both_ends) {
                return false;
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Policy, Role};
    use crate::text::parse;

    fn ask<R>(condition: &str, question: impl Fn(Asked<'_, '_>, Asked<'_, '_>) -> R) -> R {
        let text = format!(r#"{{"Statement": {{"Effect": "Allow", "Condition": {{{condition}}}}}}}"#);
        let document = parse(&text);
        let policy = Policy::read(&document, document.root.unwrap(), Role::default());
        let mut tests = policy.statements[0].tests();
        let (one, other) = (tests.next().unwrap(), tests.next().unwrap());
        assert!(tests.next().is_none());
        question(one, other)
    }

    #[test]
    fn tests_that_no_value_satisfies() {
        for condition in [
            r#""StringEquals": {"k": "a"}, "StringEqualsIgnoreCase": {"k": "b"}"#,
            r#""StringEquals": {"k": ["a", "b"]}, "StringLike": {"K": "c*"}"#,
            r#""StringLike": {"k": "a*"}, "StringLikeIfExists": {"k": "b*"}"#,
            r#""StringEquals": {"k": ["a", "b"]}, "StringNotLike": {"k": ["?"]}"#,
            r#""StringLike": {"k": "prod-*"}, "StringNotLike": {"k": "prod*"}"#,
            r#""StringEqualsIgnoreCase": {"k": "A"}, "StringNotEqualsIgnoreCase": {"k": "a"}"#,
            r#""ArnLike": {"k": "arn:aws:iam::1:role/*"}, "StringEquals": {"k": "arn:aws:iam::2:role/a"}"#,
            r#""ArnEquals": {"k": "arn:aws:iam::1:role/a"}, "ArnNotLike": {"k": "arn:aws:iam::*:role/*"}"#,
            r#""Bool": {"k": "true"}, "BoolIfExists": {"k": false}"#,
            r#""NumericEquals": {"k": "5"}, "NumericNotEquals": {"k": 5}"#,
            r#""NumericEquals": {"k": ["5", "9"]}, "NumericGreaterThan": {"k": "10"}"#,
            r#""NumericLessThan": {"k": "5"}, "NumericGreaterThanEquals": {"k": "5"}"#,
            r#""IpAddress": {"k": "203.0.113.7"}, "NotIpAddress": {"k": "203.0.113.0/24"}"#,
        ] {
            assert!(ask(condition, exclude_each_other), "{condition}");
        }
    }

    #[test]
    fn tests_that_some_value_satisfies() {
        for condition in [
            r#""StringEquals": {"k": "a"}, "StringEqualsIgnoreCase": {"k": "A"}"#,
            r#""StringEqualsIgnoreCase": {"k": "A"}, "StringNotEquals": {"k": "A"}"#,
            r#""StringEquals": {"k": ["a", "b"]}, "StringNotEquals": {"k": "a"}"#,
            r#""StringLike": {"k": "a*"}, "StringNotLike": {"k": "a?"}"#,
            r#""StringLike": {"k": "*"}, "StringNotLike": {"k": "?*"}"#,
            r#""StringEquals": {"k": "${aws:username}"}, "StringLike": {"k": "b"}"#,
            r#""ArnLike": {"k": "arn:aws:iam::1:role/*"}, "ArnNotLike": {"k": "arn:aws:iam::1:role/app/*"}"#,
            r#""NumericLessThanEquals": {"k": "5"}, "NumericGreaterThanEquals": {"k": "5"}"#,
            r#""NumericLessThan": {"k": ["5", "50"]}, "NumericGreaterThan": {"k": "10"}"#,
            r#""NumericLessThan": {"k": "5"}, "NumericLessThanEquals": {"k": "3"}"#,
            r#""IpAddress": {"k": "203.0.113.0/24"}, "NotIpAddress": {"k": "203.0.113.7"}"#,
            r#""ForAnyValue:StringEquals": {"k": "a"}, "StringEquals": {"k": "b"}"#,
            r#""ArnLike": {"k": "*"}, "ArnEquals": {"k": "arn:aws:iam::1:role/a"}"#,
        ] {
            assert!(!ask(condition, exclude_each_other), "{condition}");
        }
    }

    #[test]
    fn a_test_with_more_values_follows() {
        let both = |one: &str, other: &str| {
            let text = format!(r#"{{"Statement": [{{"Condition": {{{one}}}}}, {{"Condition": {{{other}}}}}]}}"#);
            let document = parse(&text);
            let policy = Policy::read(&document, document.root.unwrap(), Role::default());
            let first = |at: usize| policy.statements[at].tests().next().unwrap();
            follows(first(0), first(1))
        };
        assert!(both(r#""StringEquals": {"k": ["a", "b"]}"#, r#""StringEquals": {"K": "a"}"#));
        assert!(!both(r#""StringEquals": {"k": "a"}"#, r#""StringEquals": {"k": ["a", "b"]}"#));
        assert!(both(r#""StringNotEquals": {"k": "a"}"#, r#""StringNotEquals": {"k": ["b", "a"]}"#));
        assert!(!both(r#""StringEquals": {"k": "a"}"#, r#""StringLike": {"k": "a"}"#));
        assert!(both(r#""Bool": {"k": true}"#, r#""Bool": {"k": "true"}"#));
        assert!(!both(r#""Null": {"k": ["true", "false"]}"#, r#""Null": {"k": "true"}"#));
    }
}
