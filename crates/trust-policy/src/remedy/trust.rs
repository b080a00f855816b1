//! Steps against a trust policy that does not allow the call.

use super::step::{Steps, cost};
use super::{repair, request, statement};
use crate::evaluate::{Layer, LayerTrace, StatementTrace};
use crate::fix::layout;
use crate::policy::{Policy, Role, Statement};
use crate::text;

pub(super) fn steps(steps: &mut Steps<'_>, layers: &[LayerTrace]) {
    let text = &steps.scenario.role.trust_policy;
    let document = text::parse(text);
    let Some(root) = document.root else { return };
    let policy = Policy::read(&document, root, Role::new(Some(steps.role())));
    let traces = statements(layers);
    let before = steps.all.len();
    let mut named = None;
    for (at, (statement, trace)) in policy.statements.iter().zip(traces).enumerate() {
        if trace.effect != "Allow" || !trace.principal {
            continue;
        }
        named = named.or(Some(at));
        let failing = trace.conditions.iter().position(|condition| !condition.matches);
        match (trace.action, failing) {
            (false, _) => action(steps, &policy, statement, at),
            (true, Some(condition)) => {
                request::meet(steps, &trace.conditions[condition], true);
                repair::steps(steps, &policy, (at, statement), (condition, &trace.conditions[condition]));
            }
            (true, None) => {}
        }
    }
    // A statement of its own would pass over the conditions that others set for this caller.
    let cost = if steps.all.len() > before { cost::LAST_RESORT } else { cost::STATEMENT };
    statement::name_caller(steps, &policy, traces, (cost, named));
}

/// The caller named by itself, for which nothing on its own side is needed within an account.
pub(super) fn name_caller(steps: &mut Steps<'_>, layers: &[LayerTrace]) {
    let document = text::parse(&steps.scenario.role.trust_policy);
    let Some(root) = document.root else { return };
    let policy = Policy::read(&document, root, Role::new(Some(steps.role())));
    statement::name_caller(steps, &policy, statements(layers), (cost::STATEMENT, None));
}

/// What the statements of the trust policy said.
fn statements(layers: &[LayerTrace]) -> &[StatementTrace] {
    layers.iter().find(|trace| trace.layer == Layer::TrustPolicy).map_or(&[], |trace| &trace.statements)
}

/// The action joins those of a statement.
fn action(steps: &mut Steps<'_>, policy: &Policy<'_>, statement: &Statement<'_>, at: usize) {
    let Some(action) = statement::ACTIONS.iter().find(|known| known.eq_ignore_ascii_case(steps.action)) else { return };
    let Some(actions) = &statement.action else { return };
    // Without a test of the subject every subject of the provider would come in.
    if let crate::evaluate::Who::WebIdentity { issuer, .. } = steps.who
        && *action == "sts:AssumeRoleWithWebIdentity"
        && !statement.tests_key(&format!("{issuer}:sub"))
    {
        return;
    }
    if actions.values.is_empty() || !actions.not_strings.is_empty() {
        return;
    }
    let edits = layout::add_strings(policy.document, actions.element.value, &[action]);
    steps.trust(cost::ACTION, format!("Allow `{action}` to whoever `Statement[{at}]` trusts"), edits);
}
