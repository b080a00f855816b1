//! The conditions of a statement.

use super::answer::ConditionTrace;
use super::compare::{Pattern, agrees, pattern, shown};
use super::context::{Context, Lookup};
use crate::aws::matches_pattern;
use crate::policy::{ConditionKeyTest, Operator, OperatorBlock, OperatorFamily, Qualifier, Statement};

/// What the conditions of a statement come to.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    pub(super) traces: Vec<ConditionTrace>,
    /// Keys that nobody said anything about, each with whether its test would hold if it were there and right.
    pub(super) unknown: Vec<String>,
    /// Whether every test of a key that is known holds.
    pub(super) others_hold: bool,
}

impl Conditions {
    /// Evaluates the tests of a statement. All must hold. `otherwise` turns those round of which nothing is known.
    pub(super) fn of(statement: &Statement<'_>, variables: bool, context: &Context, otherwise: bool) -> Self {
        let mut all = Self { others_hold: true, ..Self::default() };
        let blocks = statement.condition.as_ref().map_or(&[][..], |condition| &condition.operators);
        for block in blocks {
            for test in &block.keys {
                let mut trace = evaluate(block, test, variables, context);
                let is_null = block.operator.is_some_and(|operator| operator.family == OperatorFamily::Null);
                let mut is_unknown = match context.get(test.name) {
                    Lookup::Unknown => true,
                    Lookup::Untold => !is_null,
                    Lookup::Values(_) | Lookup::Absent => false,
                };
                // The ARN of a session does not have the path of its role: it is taken to be the one that the policy says.
                if let Some(with_path) = with_path(test, context) {
                    let other = evaluate(block, test, variables, &with_path);
                    is_unknown = other.matches != trace.matches;
                    if is_unknown {
                        trace = other;
                        trace.why.push_str(", with the path that this policy gives the role");
                    }
                }
                if is_unknown {
                    all.unknown.push(test.name.to_owned());
                    trace.matches ^= otherwise;
                } else {
                    all.others_hold &= trace.matches;
                }
                all.traces.push(trace);
            }
        }
        all
    }

    pub(super) fn hold(&self) -> bool {
        self.traces.iter().all(|trace| trace.matches)
    }
}

/// The context with the path in which a policy looks for the caller's role, where nobody said which it has.
fn with_path(test: &ConditionKeyTest<'_>, context: &Context) -> Option<Context> {
    let role = context.role_without_path.as_ref().filter(|_| test.name.eq_ignore_ascii_case("aws:PrincipalArn"))?;
    let arns: Vec<String> = test.values.iter().filter_map(|value| role.at_path_of(value.text)).collect();
    (!arns.is_empty()).then(|| context.with_principal_arns(arns))
}

fn evaluate(
    block: &OperatorBlock<'_>,
    test: &ConditionKeyTest<'_>,
    variables: bool,
    context: &Context,
) -> ConditionTrace {
    let found = context.get(test.name);
    let actual = match found {
        Lookup::Values(values) => Some(values),
        Lookup::Absent | Lookup::Unknown | Lookup::Untold => None,
    };
    let mut trace = ConditionTrace {
        operator: block.name.to_owned(),
        key: test.name.to_owned(),
        expected: test.values.iter().map(|value| value.text.to_owned()).collect(),
        actual: actual.map(<[String]>::to_vec),
        matches: false,
        why: String::new(),
    };
    let Some(operator) = block.operator else {
        trace.why = format!("AWS has no operator `{}`", block.name);
        return trace;
    };
    if operator.family == OperatorFamily::Null {
        null(test, &found, &mut trace);
        return trace;
    }
    let variables = variables && matches!(operator.family, OperatorFamily::String | OperatorFamily::Arn);
    let patterns: Vec<Pattern> = test.values.iter().map(|value| pattern(value.text, variables, context)).collect();
    trace.expected = patterns.iter().zip(&test.values).map(|(pattern, value)| shown(pattern, value.text)).collect();
    // To the set operators nothing but empty strings is no value.
    // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
    let is_set = operator.qualifier.is_some();
    let Some(actual) = actual.filter(|values| !is_set || values.iter().any(|value| !value.is_empty())) else {
        missing(operator, &found, test.name, &mut trace);
        return trace;
    };
    // Of the values of a policy one must agree; where the operator is negated, none may.
    let one = |value: &String| {
        let any = patterns.iter().any(|pattern| agrees(operator, pattern, value));
        any != operator.negated && (!operator.negated || !patterns.is_empty())
    };
    trace.matches = match operator.qualifier {
        Some(Qualifier::ForAllValues) => actual.iter().all(one),
        Some(Qualifier::ForAnyValue) => actual.iter().any(one),
        None if operator.negated => actual.iter().all(one),
        None => actual.iter().any(one),
    };
    trace.why = explained(operator, &trace, &patterns);
    trace
}

/// `Null`: whether the key must be missing.
fn null(test: &ConditionKeyTest<'_>, found: &Lookup<'_>, trace: &mut ConditionTrace) {
    let there = matches!(found, Lookup::Values(_) | Lookup::Untold);
    trace.matches =
        test.values.iter().any(|value| value.text.trim().eq_ignore_ascii_case(if there { "false" } else { "true" }));
    trace.why = match found {
        Lookup::Values(_) | Lookup::Untold => format!("the request has `{}`", test.name),
        Lookup::Absent => format!("the request does not have `{}`", test.name),
        Lookup::Unknown => format!("nothing was said of `{}`, so it is taken to be missing", test.name),
    };
}

/// What a test comes to whose key is not in the request.
fn missing(operator: Operator, found: &Lookup<'_>, key: &str, trace: &mut ConditionTrace) {
    let is_there = matches!(found, Lookup::Values(_));
    trace.matches = (operator.if_exists && !is_there)
        || match operator.qualifier {
            Some(Qualifier::ForAllValues) => true,
            Some(Qualifier::ForAnyValue) => false,
            None => operator.negated,
        };
    let what = match found {
        Lookup::Values(_) => format!("`{key}` is empty"),
        Lookup::Unknown | Lookup::Untold => format!("nothing was said of `{key}`, so it is taken to be missing"),
        _ => format!("`{key}` is not in the request"),
    };
    let follows = match (trace.matches, operator.if_exists) {
        (true, true) if !is_there => "`IfExists` then holds",
        (true, _) if operator.qualifier.is_some() => "`ForAllValues` then holds",
        (true, _) => "a negated operator then holds",
        (false, _) => "the test then fails",
    };
    trace.why = format!("{what}: {follows}");
}

/// Whether a value is as wanted but for capital letters.
fn differs_in_case(operator: Operator, trace: &ConditionTrace) -> bool {
    if operator.negated || operator.family != OperatorFamily::String {
        return false;
    }
    let same = |wanted: &str, actual: &str| match operator.has_wildcards() {
        true => matches_pattern(wanted, actual, true),
        false => wanted.eq_ignore_ascii_case(actual),
    };
    let actual = trace.actual.as_deref().unwrap_or_default();
    actual.iter().any(|actual| trace.expected.iter().any(|wanted| same(wanted, actual)))
}

fn explained(operator: Operator, trace: &ConditionTrace, patterns: &[Pattern]) -> String {
    let actual = trace.actual.as_deref().unwrap_or_default().join("`, `");
    let wanted = trace.expected.join("` or `");
    if patterns.is_empty() {
        return "there is no value to compare with".to_owned();
    }
    if !trace.matches && patterns.iter().all(Option::is_none) {
        return format!("a variable in `{wanted}` has no value");
    }
    let relation = match (operator.family, trace.matches != operator.negated) {
        (OperatorFamily::String | OperatorFamily::Arn, true) if operator.has_wildcards() => "matches",
        (OperatorFamily::String | OperatorFamily::Arn, false) if operator.has_wildcards() => "does not match",
        (OperatorFamily::IpAddress, true) => "is in",
        (OperatorFamily::IpAddress, false) => "is not in",
        (_, true) => "is as wanted:",
        (_, false) => "is not",
    };
    let literal = !operator.has_wildcards() && operator.family == OperatorFamily::String && wanted.contains('*');
    let hint = match trace.matches {
        false if literal => ": its `*` is no wildcard under this operator",
        false if differs_in_case(operator, trace) => ": capital and small letters differ",
        _ => "",
    };
    format!("`{actual}` {relation} `{wanted}`{hint}")
}
