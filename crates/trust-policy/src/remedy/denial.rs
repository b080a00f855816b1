//! Steps against a statement that denies the call.

use super::others::{self, Place};
use super::step::{How, Steps, cost};
use super::{request, statement};
use crate::evaluate::{Layer, LayerTrace, StatementTrace, Who, layer_name};
use crate::fix::{condition, layout, principals};
use crate::policy::{Policy, Role, Statement};
use crate::text::{self, Edit};

pub(super) fn steps(steps: &mut Steps<'_>, layer: Layer, layers: &[LayerTrace]) {
    let denies = |trace: &&StatementTrace| trace.matches && trace.effect == "Deny";
    let of_layer = layers.iter().filter(|trace| trace.layer == layer).flat_map(|trace| &trace.statements);
    let Some(trace) = of_layer.into_iter().find(denies) else { return };
    let Some(place) = Place::parse(&trace.path) else { return };
    // One test that fails is enough for the statement not to be about the call.
    for condition in &trace.conditions {
        request::meet(steps, condition, false);
    }
    let text = place.text(steps.scenario).unwrap_or_default();
    let document = text::parse(text);
    let Some(root) = document.root else { return };
    let policy = Policy::read(&document, root, Role::new(None));
    let Some(statement) = policy.statements.get(place.statement) else { return };
    let exception = except(steps.who, &policy, statement);
    let removal = statement::remove(&policy, statement).map(Edit::alone);
    if layer == Layer::TrustPolicy {
        if let Some(edits) = exception {
            let title = format!("Except {} from the `Deny` in `{}`", others::caller(steps.who), trace.path);
            steps.trust(cost::EXCEPTION, title, edits);
        }
        if let Some(edits) = removal {
            let title = format!("Remove the `Deny` in `{}`, which lets in whoever it kept out", trace.path);
            steps.trust(cost::REMOVAL, title, edits);
        }
        return;
    }
    let Some(edits) = exception.or(removal) else { return };
    let edited = text::apply(text, &text::in_order(edits, |edit| (edit.start, edit.end)));
    let title = title(steps, layer, &trace.path);
    steps.other(layer, cost::EXCEPTION, title, How::Otherwise, |scenario| {
        if let Some(text) = place.text_mut(scenario) {
            *text = edited;
        }
    });
}

fn title(steps: &Steps<'_>, layer: Layer, path: &str) -> String {
    let deny = format!("the `Deny` of `{}` on `{}` in `{path}`", steps.action, steps.role());
    let caller = others::caller(steps.who);
    match layer {
        Layer::SessionPolicy => format!("Start the session of {caller} without {deny}"),
        Layer::IdentityPolicy => format!("Lift {deny} for {caller}"),
        _ => format!("Ask the administrator of the {} to lift {deny} for {caller}", layer_name(layer)),
    }
}

/// The statement no longer denies anything to the caller: it is none of its principals, or a test excepts its ARN.
fn except(who: &Who, policy: &Policy<'_>, statement: &Statement<'_>) -> Option<Vec<Edit>> {
    let document = policy.document;
    let arn = who.principal_arn()?;
    if let Some(principal) = &statement.principal {
        let own = [arn.clone(), who.caller_arn()];
        for group in &principal.groups {
            if let Some(value) = group.values.iter().find(|value| own.iter().any(|own| value.text == own)) {
                return principals::remove_beside_others(document, principal, group, value).map(Edit::alone);
            }
        }
    }
    for (block, test) in statement.tests() {
        let excepts = matches!(block.name, "ArnNotLike" | "ArnNotEquals" | "StringNotLike" | "StringNotEquals");
        if excepts && test.is("aws:PrincipalArn") && test.not_scalars.is_empty() && !test.values.is_empty() {
            return Some(layout::add_strings(document, test.value, &[&arn]));
        }
    }
    condition::add_test(document, statement, "ArnNotEquals", "aws:PrincipalArn", layout::Json::string(arn))
}
