//! What a condition would have to find in the request.

use crate::evaluate::ConditionTrace;
use crate::policy::{Operator, OperatorFamily};

/// What a test wants of its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wish {
    /// A value.
    Value {
        /// As the policy has it: a text, a pattern, a range of addresses.
        shown: String,
        /// A value that is as it should be.
        sample: String,
    },
    /// Some value.
    Present,
    /// That the key is missing.
    Absent,
}

impl Wish {
    /// What would make the test hold, or fail. `None` where that cannot be told.
    pub(super) fn of(condition: &ConditionTrace, hold: bool) -> Option<Self> {
        let operator = Operator::parse(&condition.operator)?;
        if operator.family == OperatorFamily::Null {
            let absent = condition.expected.first()?.trim().eq_ignore_ascii_case("true");
            return Some(if absent == hold { Self::Absent } else { Self::Present });
        }
        let agree = hold != operator.negated;
        let expected = || condition.expected.iter().filter(|text| !text.contains("${") && !text.is_empty());
        if operator.family == OperatorFamily::Bool {
            let wanted = expected().next()?.trim().eq_ignore_ascii_case("true") == agree;
            return Some(Self::exactly(wanted.to_string()));
        }
        if !agree {
            return (!operator.if_exists).then_some(Self::Absent);
        }
        match operator.family {
            OperatorFamily::String | OperatorFamily::Arn if operator.has_wildcards() => {
                // A value that can be said as it is comes before a pattern.
                let plain = expected().find(|text| !text.contains(['*', '?']));
                Some(Self::pattern(plain.or_else(|| expected().next())?))
            }
            // A `*` that is no wildcard was hardly meant to be one of the value.
            OperatorFamily::String | OperatorFamily::Arn | OperatorFamily::Binary => {
                Some(Self::exactly(expected().find(|text| !text.contains(['*', '?']))?.clone()))
            }
            OperatorFamily::IpAddress => {
                let range = expected().next()?;
                let sample = range.split('/').next().unwrap_or(range).to_owned();
                Some(Self::Value { shown: range.clone(), sample })
            }
            OperatorFamily::Numeric => {
                let bound: i64 = expected().next()?.trim().parse().ok()?;
                let sample = match operator.name {
                    "NumericLessThan" => bound.checked_sub(1)?,
                    "NumericGreaterThan" => bound.checked_add(1)?,
                    "NumericNotEquals" => return None,
                    _ => bound,
                };
                Some(Self::Value { shown: bound.to_string(), sample: sample.to_string() })
            }
            // When to call is nobody's to choose.
            OperatorFamily::Date | OperatorFamily::Null | OperatorFamily::Bool => None,
        }
    }

    fn exactly(text: String) -> Self {
        Self::Value { sample: text.clone(), shown: text }
    }

    fn pattern(text: &str) -> Self {
        Self::Value { shown: text.to_owned(), sample: text.replace(['*', '?'], "x") }
    }

    /// Whether the value can be said as it is.
    pub(super) fn is_exact(&self) -> bool {
        matches!(self, Self::Value { shown, sample } if shown == sample)
    }
}
