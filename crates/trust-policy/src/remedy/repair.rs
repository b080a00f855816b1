//! Steps that make a statement mean what its writer meant, or accept what the request has.

use super::step::{Steps, cost};
use crate::evaluate::ConditionTrace;
use crate::fix::{condition, layout};
use crate::policy::{ConditionKeyTest, Operator, OperatorBlock, OperatorFamily, Policy, Qualifier, Statement};
use crate::text::Edit;

/// Repairs of a test that does not hold: the test with the index among those of the statement.
pub(super) fn steps(
    steps: &mut Steps<'_>,
    policy: &Policy<'_>,
    (at, statement): (usize, &Statement<'_>),
    (index, trace): (usize, &ConditionTrace),
) {
    let blocks = statement.condition.as_ref().map_or(&[][..], |condition| &condition.operators);
    let mut tests = blocks.iter().flat_map(|block| block.keys.iter().map(move |test| (block, test)));
    let Some((block, test)) = tests.nth(index) else { return };
    let Some(operator) = block.operator else { return };
    if operator.family == OperatorFamily::String && !policy.has_variables() && is_variable(test) {
        version(steps, policy, test);
    }
    if let Some((values, edits)) = value(policy, operator, test, trace) {
        let values = values.join("`, `");
        let title = format!("Accept `{values}` as `{}` too, from whoever `Statement[{at}]` trusts", test.name);
        steps.trust(cost::VALUE, title, edits);
    }
    if let Some((pattern, edits)) = wildcard(policy, statement, operator, (block, test)) {
        let title = format!(
            "Compare `{}` by `StringLike` in `Statement[{at}]`, which lets in whoever matches `{pattern}`",
            test.name
        );
        steps.trust(cost::REPAIR, title, edits);
    }
}

fn is_variable(test: &ConditionKeyTest<'_>) -> bool {
    test.values.iter().any(|value| value.text.contains("${"))
}

/// The version in which variables have values.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html>
fn version(steps: &mut Steps<'_>, policy: &Policy<'_>, test: &ConditionKeyTest<'_>) {
    const VERSION: &str = "2012-10-17";
    let document = policy.document;
    let edit = match &policy.version {
        Some(version) => layout::replace_string(document, version.value, VERSION),
        None if layout::is_object(document, policy.root) => {
            layout::prepend_member(document, policy.root, "Version", layout::Json::string(VERSION))
        }
        None => return,
    };
    let title =
        format!("Write the version `{VERSION}`, which lets in whoever has the variable's value as `{}`", test.name);
    steps.trust(cost::REPAIR, title, vec![edit]);
}

/// Keys by which a whole organization or a whole kind of callers would come in.
const WIDE_KEYS: [&str; 8] = [
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalAccount",
    "aws:PrincipalType",
    "aws:PrincipalIsAWSService",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:FederatedProvider",
];

/// What the request has joins the values of a test.
fn value(
    policy: &Policy<'_>,
    operator: Operator,
    test: &ConditionKeyTest<'_>,
    trace: &ConditionTrace,
) -> Option<(Vec<String>, Vec<Edit>)> {
    let by_text = matches!(operator.family, OperatorFamily::String | OperatorFamily::Arn | OperatorFamily::IpAddress);
    // How somebody signed in to an identity provider: one way more would be for all who come that way.
    let wide = WIDE_KEYS.iter().any(|key| test.is(key)) || test.name.ends_with(":amr");
    if operator.negated || !by_text || wide || test.values.is_empty() || !test.not_scalars.is_empty() {
        return None;
    }
    let missing = |value: &&String| !trace.expected.contains(value);
    let actual = trace.actual.as_deref()?.iter().filter(missing);
    let values: Vec<String> = match operator.qualifier {
        Some(Qualifier::ForAllValues) => actual.cloned().collect(),
        _ => actual.take(1).cloned().collect(),
    };
    // A value of the request must not become a pattern of the policy.
    let plain = |value: &String| !value.is_empty() && !value.contains(['*', '?', '$']);
    if values.is_empty() || !values.iter().all(plain) {
        return None;
    }
    let texts: Vec<&str> = values.iter().map(String::as_str).collect();
    let edits = layout::add_strings(policy.document, test.value, &texts);
    Some((values, edits))
}

/// `StringLike` where a `*` stands under an operator that takes it literally.
fn wildcard(
    policy: &Policy<'_>,
    statement: &Statement<'_>,
    operator: Operator,
    (block, test): (&OperatorBlock<'_>, &ConditionKeyTest<'_>),
) -> Option<(String, Vec<Edit>)> {
    let says_something = |text: &str| text.chars().any(|c| c.is_ascii_alphanumeric());
    let patterns: Vec<&str> =
        test.values.iter().map(|value| value.text).filter(|text| text.contains(['*', '?'])).collect();
    if operator.name != "StringEquals" || patterns.is_empty() || !patterns.iter().all(|text| says_something(text)) {
        return None;
    }
    let like = Operator::written(operator.qualifier, "StringLike", operator.if_exists);
    let edits = condition::move_test(policy.document, statement, block, test, &like)?;
    Some((patterns.join("` or `"), edits))
}
