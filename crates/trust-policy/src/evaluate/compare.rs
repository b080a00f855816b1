//! How one value of a policy is compared with one value of a request.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>

use super::context::{Context, Lookup};
use crate::aws::{IpRange, Moment};
use crate::policy::{Operator, OperatorFamily};

/// A character of a value with its variables filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Char(char),
    /// `*`, where it may be a wildcard.
    Many,
    /// `?`, where it may be a wildcard.
    One,
}

/// A value of a policy, ready to be compared. `None` when a variable in it has no value, so that nothing matches it.
pub(super) type Pattern = Option<Vec<Sign>>;

/// A value with its variables filled in. Without `variables` they are plain text.
pub(super) fn pattern(text: &str, variables: bool, context: &Context) -> Pattern {
    let mut signs = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if variables
            && let Some(inside) = rest.strip_prefix("${")
            && let Some((name, behind)) = inside.split_once('}')
        {
            for c in variable(name, context)?.chars() {
                signs.push(Sign::Char(c));
            }
            rest = behind;
            continue;
        }
        signs.push(match c {
            '*' => Sign::Many,
            '?' => Sign::One,
            c => Sign::Char(c),
        });
        rest = &rest[c.len_utf8()..];
    }
    Some(signs)
}

/// The value of a policy variable: `aws:username`, `aws:PrincipalTag/team, 'none'`, or an escaped `*`, `?` or `$`.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html>
fn variable(name: &str, context: &Context) -> Option<String> {
    if matches!(name, "*" | "?" | "$") {
        return Some(name.to_owned());
    }
    let (key, default) = match name.split_once(',') {
        Some((key, default)) => (key.trim(), Some(default.trim())),
        None => (name.trim(), None),
    };
    match context.get(key) {
        // A key with several values is no variable.
        Lookup::Values([value]) => Some(value.clone()),
        _ => default?.strip_prefix('\'')?.strip_suffix('\'').map(str::to_owned),
    }
}

/// What a pattern says, for people.
pub(super) fn shown(pattern: &Pattern, text: &str) -> String {
    match pattern {
        Some(signs) => signs.iter().map(|sign| sign.char()).collect(),
        None => text.to_owned(),
    }
}

impl Sign {
    fn char(self) -> char {
        match self {
            Self::Char(c) => c,
            Self::Many => '*',
            Self::One => '?',
        }
    }
}

/// Whether the value of the request is as the operator wants it, its negation aside.
pub(super) fn agrees(operator: Operator, pattern: &Pattern, actual: &str) -> bool {
    let Some(signs) = pattern else { return false };
    let text = || signs.iter().map(|sign| sign.char()).collect::<String>();
    match operator.family {
        OperatorFamily::String if operator.has_wildcards() => like(signs, actual),
        OperatorFamily::String if operator.name.ends_with("IgnoreCase") => {
            text().to_lowercase() == actual.to_lowercase()
        }
        OperatorFamily::String => signs.iter().map(|sign| sign.char()).eq(actual.chars()),
        OperatorFamily::Arn => arn_like(signs, actual),
        OperatorFamily::Bool => text().eq_ignore_ascii_case(actual),
        OperatorFamily::Binary => text() == actual,
        OperatorFamily::Numeric => {
            ordered(operator.name, number(&text()).zip(number(actual)).and_then(|(want, have)| have.partial_cmp(&want)))
        }
        OperatorFamily::Date => {
            let (want, have) = (Moment::parse(text().trim()), Moment::parse(actual.trim()));
            ordered(operator.name, want.zip(have).map(|(want, have)| have.cmp(&want)))
        }
        OperatorFamily::IpAddress => {
            let range = IpRange::parse(&text());
            range.zip(IpRange::parse(actual)).is_some_and(|(range, address)| range.contains(address))
        }
        OperatorFamily::Null => false,
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether an order is the one that the operator names: `have` compared with `want`.
fn ordered(operator: &str, order: Option<std::cmp::Ordering>) -> bool {
    let Some(order) = order else { return false };
    if operator.ends_with("LessThan") {
        order.is_lt()
    } else if operator.ends_with("LessThanEquals") {
        order.is_le()
    } else if operator.ends_with("GreaterThan") {
        order.is_gt()
    } else if operator.ends_with("GreaterThanEquals") {
        order.is_ge()
    } else {
        order.is_eq()
    }
}

/// Whether a text matches a pattern with wildcards.
pub(super) fn like(pattern: &[Sign], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    let mut retry = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(Sign::Many) => {
                retry = Some((p, t));
                p += 1;
            }
            Some(Sign::One) => {
                p += 1;
                t += 1;
            }
            Some(Sign::Char(c)) if *c == text[t] => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((star, from)) = retry else { return false };
                retry = Some((star, from + 1));
                (p, t) = (star + 1, from + 1);
            }
        }
    }
    pattern[p..].iter().all(|sign| *sign == Sign::Many)
}

/// Whether an ARN matches a pattern, each of the six parts for itself. A lone `*` matches every ARN.
fn arn_like(pattern: &[Sign], actual: &str) -> bool {
    if !actual.starts_with("arn:") {
        return false;
    }
    if pattern == [Sign::Many] {
        return true;
    }
    let wanted: Vec<&[Sign]> = pattern.splitn(6, |sign| *sign == Sign::Char(':')).collect();
    let parts: Vec<&str> = actual.splitn(6, ':').collect();
    wanted.len() == 6 && parts.len() == 6 && wanted.iter().zip(parts).all(|(wanted, part)| like(wanted, part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::principal::Who;
    use crate::evaluate::scenario::Scenario;

    fn holds(operator: &str, want: &str, have: &str) -> bool {
        let mut scenario = Scenario::default();
        scenario.request.context = vec![("aws:username".to_owned(), vec!["al*ce".to_owned()])];
        let context = Context::of(&scenario, &Who::Unknown(String::new()));
        agrees(Operator::parse(operator).unwrap(), &pattern(want, true, &context), have)
    }

    #[test]
    fn values_are_compared_as_aws_documents() {
        for (operator, want, have, expected) in [
            ("StringEquals", "a", "a", true),
            ("StringEquals", "a", "A", false),
            ("StringEquals", "a*", "ab", false),
            ("StringEquals", "a${*}", "a*", true),
            ("StringEqualsIgnoreCase", "Ab", "aB", true),
            ("StringLike", "a*c?", "abbcd", true),
            ("StringLike", "a${*}c", "abc", false),
            ("StringLike", "x-${aws:username}", "x-al*ce", true),
            ("StringLike", "x-${aws:username}", "x-alice", false),
            ("StringEquals", "${aws:PrincipalTag/team, 'none'}", "none", true),
            ("StringEquals", "${aws:PrincipalTag/team}", "${aws:PrincipalTag/team}", false),
            ("ArnLike", "arn:aws:iam::*:role/a*", "arn:aws:iam::111122223333:role/a/b", true),
            ("ArnEquals", "arn:aws:*:role/a", "arn:aws:iam::111122223333:role/a", false),
            ("ArnLike", "arn:aws:iam::111122223333:role/a", "role/a", false),
            ("ArnLike", "*", "arn:aws:iam::111122223333:role/a", true),
            ("NumericLessThan", "300", "299.5", true),
            ("NumericLessThanEquals", "300", "300", true),
            ("NumericGreaterThan", "300", "x", false),
            ("NumericEquals", "1e2", "100", true),
            ("DateLessThan", "2026-01-01T00:00:00Z", "2025-12-31", true),
            ("DateGreaterThan", "1767225600", "2026-01-02T00:00:00+01:00", true),
            ("Bool", "True", "true", true),
            ("Bool", "false", "true", false),
            ("IpAddress", "203.0.113.0/24", "203.0.113.7", true),
            ("IpAddress", "203.0.113.7", "203.0.113.8", false),
            ("IpAddress", "2001:db8::/32", "2001:db8:1::1", true),
            ("IpAddress", "0.0.0.0/0", "2001:db8:1::1", false),
            ("BinaryEquals", "QmluYXJ5", "QmluYXJ5", true),
        ] {
            assert_eq!(holds(operator, want, have), expected, "{operator} {want} {have}");
        }
    }
}
