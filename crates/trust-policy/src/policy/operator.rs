//! Condition operators.

use crate::aws::nearest;
use crate::text::without_marks;

/// A condition operator with its prefix and suffix, such as `ForAnyValue:StringLikeIfExists`.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Operator {
    pub(crate) qualifier: Option<Qualifier>,
    /// The operator itself, as AWS writes it.
    pub(crate) name: &'static str,
    pub(crate) family: OperatorFamily,
    /// `StringNotEquals` and its like: true when the key is missing.
    pub(crate) negated: bool,
    pub(crate) if_exists: bool,
}

/// The prefixes for keys with several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Qualifier {
    ForAllValues,
    ForAnyValue,
}

/// What an operator compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum OperatorFamily {
    String,
    Numeric,
    Date,
    Bool,
    Binary,
    IpAddress,
    Arn,
    Null,
}

const OPERATORS: [(&str, OperatorFamily, bool); 28] = [
    ("StringEquals", OperatorFamily::String, false),
    ("StringNotEquals", OperatorFamily::String, true),
    ("StringEqualsIgnoreCase", OperatorFamily::String, false),
    ("StringNotEqualsIgnoreCase", OperatorFamily::String, true),
    ("StringLike", OperatorFamily::String, false),
    ("StringNotLike", OperatorFamily::String, true),
    ("NumericEquals", OperatorFamily::Numeric, false),
    ("NumericNotEquals", OperatorFamily::Numeric, true),
    ("NumericLessThan", OperatorFamily::Numeric, false),
    ("NumericLessThanEquals", OperatorFamily::Numeric, false),
    ("NumericGreaterThan", OperatorFamily::Numeric, false),
    ("NumericGreaterThanEquals", OperatorFamily::Numeric, false),
    ("DateEquals", OperatorFamily::Date, false),
    ("DateNotEquals", OperatorFamily::Date, true),
    ("DateLessThan", OperatorFamily::Date, false),
    ("DateLessThanEquals", OperatorFamily::Date, false),
    ("DateGreaterThan", OperatorFamily::Date, false),
    ("DateGreaterThanEquals", OperatorFamily::Date, false),
    ("Bool", OperatorFamily::Bool, false),
    ("BinaryEquals", OperatorFamily::Binary, false),
    ("IpAddress", OperatorFamily::IpAddress, false),
    ("NotIpAddress", OperatorFamily::IpAddress, true),
    ("ArnEquals", OperatorFamily::Arn, false),
    ("ArnLike", OperatorFamily::Arn, false),
    ("ArnNotEquals", OperatorFamily::Arn, true),
    ("ArnNotLike", OperatorFamily::Arn, true),
    ("Null", OperatorFamily::Null, false),
    ("NullIfExists", OperatorFamily::Null, false),
];

impl Operator {
    /// The operator of this name, exactly as AWS writes it. `NullIfExists` does not exist and is read all the same, so
    /// that its rule can say so.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (qualifier, rest) = match text.split_once(':') {
            Some(("ForAllValues", rest)) => (Some(Qualifier::ForAllValues), rest),
            Some(("ForAnyValue", rest)) => (Some(Qualifier::ForAnyValue), rest),
            Some(_) => return None,
            None => (None, text),
        };
        let base = rest.strip_suffix("IfExists").unwrap_or(rest);
        let if_exists = base.len() < rest.len();
        let (name, family, negated) = OPERATORS.into_iter().find(|(name, ..)| *name == base)?;
        Some(Self { qualifier, name, family, negated, if_exists })
    }

    /// The operator that is meant by a name that is none: wrong case, a typing mistake, a lost colon.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn suggest(text: &str) -> Option<String> {
        const OTHER_NAMES: [(&str, &str); 8] = [
            ("equals", "StringEquals"),
            ("stringequal", "StringEquals"),
            ("stringis", "StringEquals"),
            ("like", "StringLike"),
            ("boolean", "Bool"),
            ("boolequals", "Bool"),
            ("ipaddressequals", "IpAddress"),
            ("ip", "IpAddress"),
        ];
        let (qualifier, rest) = split_qualifier(text.trim());
        let (base, suffix) = match without_end(rest, "IfExists").or_else(|| without_end(rest, "IfExist")) {
            Some(base) => (base, "IfExists"),
            None => (rest, ""),
        };
        let other = OTHER_NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(base)).map(|(_, meant)| *meant);
        let known = OPERATORS.iter().map(|(name, ..)| *name).filter(|name| *name != "NullIfExists");
        Some(spelt(qualifier, other.or_else(|| nearest(base, known))?, suffix))
    }

    /// Whether `*` and `?` are wildcards in its values.
    pub(crate) fn has_wildcards(self) -> bool {
        matches!(self.name, "StringLike" | "StringNotLike") || self.family == OperatorFamily::Arn
    }

    /// The name of an operator with its prefix and suffix.
    pub(crate) fn written(qualifier: Option<Qualifier>, name: &str, if_exists: bool) -> String {
        let prefix = match qualifier {
            Some(Qualifier::ForAllValues) => "ForAllValues:",
            Some(Qualifier::ForAnyValue) => "ForAnyValue:",
            None => "",
        };
        spelt(prefix, name, if if_exists { "IfExists" } else { "" })
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn spelt(qualifier: &str, name: &str, suffix: &str) -> String {
    let mut text = qualifier.to_owned();
    text.push_str(name);
    text.push_str(suffix);
    text
}

/// The text before its end, if that is this word, in whatever case.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn without_end<'t>(text: &'t str, end: &str) -> Option<&'t str> {
    let (before, own) = text.split_at_checked(text.len().checked_sub(end.len())?)?;
    own.eq_ignore_ascii_case(end).then_some(before)
}

fn split_qualifier(text: &str) -> (&'static str, &str) {
    for (prefix, written) in [("forallvalues", "ForAllValues:"), ("foranyvalue", "ForAnyValue:")] {
        let Some((start, rest)) = text.split_at_checked(prefix.len()) else { continue };
        if start.eq_ignore_ascii_case(prefix) {
            return (written, without_marks(without_marks(rest, b"sS"), b":.-_ "));
        }
    }
    ("", text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_and_suffixes() {
        let operator = Operator::parse("ForAnyValue:StringLikeIfExists").unwrap();
        assert_eq!(
            (operator.qualifier, operator.name, operator.if_exists),
            (Some(Qualifier::ForAnyValue), "StringLike", true)
        );
        assert!(Operator::parse("stringEquals").is_none());
        assert!(Operator::parse("StringEquals ").is_none());
        assert!(Operator::parse("ArnNotLike").unwrap().negated);
    }

    #[test]
    fn typing_mistakes_are_mended() {
        for (typed, meant) in [
            ("stringequals", "StringEquals"),
            ("StringEqual", "StringEquals"),
            ("StringLikes", "StringLike"),
            ("Boolean", "Bool"),
            ("ForAnyValue.StringLike", "ForAnyValue:StringLike"),
            ("foranyvalues:stringlike", "ForAnyValue:StringLike"),
            ("BoolIfExist", "Bool"),
        ] {
            assert!(
                Operator::suggest(typed).is_some_and(|found| found.starts_with(meant)),
                "{typed}: {:?}",
                Operator::suggest(typed)
            );
        }
        assert_eq!(Operator::suggest("sts:ExternalId"), None);
    }
}
