//! Steps that name the caller in the trust policy.

use super::principal::Principal;
use super::step::{Steps, cost};
use crate::evaluate::{StatementTrace, actions};
use crate::fix::layout::{self, Json};
use crate::fix::principals::add_statement;
use crate::policy::{Policy, PrincipalKey, Statement};
use crate::text::Edit;

/// The actions that a statement of a trust policy may speak of, as AWS writes them.
pub(super) const ACTIONS: [&str; 6] = [
    "sts:AssumeRole",
    "sts:AssumeRoleWithSAML",
    "sts:AssumeRoleWithWebIdentity",
    "sts:TagSession",
    "sts:SetSourceIdentity",
    "sts:SetContext",
];

/// The caller joins the principals of a statement that allows the call but for them, or gets a statement of its own: at
/// that cost, and past the conditions of the statement that speaks of the caller already.
pub(super) fn name_caller(
    steps: &mut Steps<'_>,
    policy: &Policy<'_>,
    traces: &[StatementTrace],
    (cost, named): (u32, Option<usize>),
) {
    let Some(principal) = Principal::of(steps.scenario, steps.who) else { return };
    // Of a provider everybody would come in to whom the conditions of the statement happen to apply.
    if principal.key != PrincipalKey::Federated
        && let Some((at, edits)) = join(policy, traces, &principal)
    {
        steps.trust(cost::PRINCIPAL, format!("Trust {} in `Statement[{at}]`", principal.shown), edits);
        return;
    }
    own_statement(steps, policy, &principal, (cost, named));
}

/// The first statement whose conditions fit the caller and that has principals of its kind.
fn join(policy: &Policy<'_>, traces: &[StatementTrace], principal: &Principal) -> Option<(usize, Vec<Edit>)> {
    let fits = |trace: &StatementTrace| {
        trace.effect == "Allow" && trace.action && trace.conditions.iter().all(|condition| condition.matches)
    };
    for (at, (statement, trace)) in policy.statements.iter().zip(traces).enumerate() {
        let groups = statement.principal.as_ref().filter(|_| fits(trace)).map(|element| &element.groups);
        for group in groups.into_iter().flatten() {
            let exact = group.key.as_ref().is_some_and(|key| key.known == Some((principal.key, true)));
            let strings = group.not_strings.is_empty() && !group.values.iter().any(|value| value.is_number);
            let named = group.values.iter().any(|value| value.text == principal.value);
            if exact && strings && !named && !group.values.is_empty() {
                return Some((at, layout::add_strings(policy.document, group.value, &[&principal.value])));
            }
        }
    }
    None
}

fn own_statement(
    steps: &mut Steps<'_>,
    policy: &Policy<'_>,
    principal: &Principal,
    (cost, named): (u32, Option<usize>),
) {
    let mut called = Vec::new();
    for action in actions(steps.scenario) {
        let Some(known) = ACTIONS.iter().find(|known| known.eq_ignore_ascii_case(&action)) else { return };
        called.push(*known);
    }
    let mut members = vec![
        ("Effect".to_owned(), Json::string("Allow")),
        ("Principal".to_owned(), Json::object([(principal.key.as_str(), Json::string(&principal.value))])),
        ("Action".to_owned(), Json::strings(called)),
    ];
    if !principal.tests.is_empty() {
        let tests = principal.tests.iter().map(|(key, value)| (key.clone(), Json::string(value))).collect();
        members.push(("Condition".to_owned(), Json::object([("StringEquals", Json::Object(tests))])));
    }
    let Some(edits) = append(policy, &Json::Object(members)) else { return };
    let bound = match principal.tests.first() {
        Some((key, value)) if key == "sts:ExternalId" => format!(" with the external id `{value}`"),
        _ => String::new(),
    };
    let past = named.map_or(String::new(), |at| format!(", without the conditions of `Statement[{at}]`"));
    let title = format!("Trust {}{bound} in a statement of its own{past}", principal.shown);
    steps.trust(cost, title, edits);
}

/// A statement behind the others.
pub(super) fn append(policy: &Policy<'_>, statement: &Json) -> Option<Vec<Edit>> {
    if let Some(last) = policy.statements.last() {
        return add_statement(policy, last, statement);
    }
    let list = policy.statement_element.as_ref()?.value;
    Some(vec![layout::append_item(policy.document, list, statement)])
}

/// The statement goes. `None` where it is the whole document.
pub(super) fn remove(policy: &Policy<'_>, statement: &Statement<'_>) -> Option<Edit> {
    let element = policy.statement_element.as_ref()?;
    let at = policy.document.items(element.value).iter().position(|item| *item == statement.node)?;
    Some(layout::remove_item(policy.document, element.value, at))
}
