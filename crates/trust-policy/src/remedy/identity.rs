//! Steps on the side of the caller: a policy of its own that allows the call.

use super::step::{How, Steps, cost};
use super::{command, others, trust};
use crate::aws::Arn;
use crate::evaluate::{Layer, LayerTrace, Who, actions};
use crate::text::quote;

pub(super) fn steps(steps: &mut Steps<'_>, layers: &[LayerTrace]) {
    if let Some(trace) = layers.iter().find(|trace| trace.layer == Layer::IdentityPolicy) {
        others::conditions(steps, trace);
    }
    allow(steps);
    // Within an account a trust policy that names the caller itself is enough.
    let own = Arn::parse(steps.role()).is_some_and(|role| steps.who.account() == Some(role.account()));
    if own && matches!(steps.who, Who::User(_) | Who::Session { .. }) {
        trust::name_caller(steps, layers);
    }
}

/// A policy for every action of the call: one of the same name that is there already is replaced, and must not lose any.
fn allow(steps: &mut Steps<'_>) {
    // Nobody changes the permissions of a role that a service is linked with.
    let linked = |path: &str| path.starts_with("aws-service-role/") || path.starts_with("AWSServiceRoleFor");
    if matches!(steps.who, Who::Session { role, .. } if linked(&role.path)) {
        return;
    }
    let (called, role) = (actions(steps.scenario), steps.role());
    let quoted: Vec<String> = called.iter().map(|action| quote(action)).collect();
    let actions = if let [one] = quoted.as_slice() { one.clone() } else { format!("[{}]", quoted.join(",")) };
    let document = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":{actions},"Resource":{}}}]}}"#,
        quote(role)
    );
    let title = format!(
        "Allow {} to perform `{}` on `{role}` in {}",
        others::caller(steps.who),
        called.join("` and `"),
        match steps.who {
            Who::Session { role, .. } if command::is_managed(role) => "its permission set",
            Who::Session { .. } => "a policy of that role",
            _ => "an identity policy",
        }
    );
    let how = command::put_policy(&command::situation(steps.scenario, steps.who), steps.who, &document)
        .map_or(How::Otherwise, How::Line);
    steps.other(Layer::IdentityPolicy, cost::IDENTITY, title, how, |scenario| {
        scenario.identity_policies.push(document);
    });
}
