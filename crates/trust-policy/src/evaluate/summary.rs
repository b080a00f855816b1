//! The answer in one sentence.

use super::answer::{Decision, Layer};
use super::layer::{Asked, Outcome};
use super::principal::Meant;
use super::{Needs, Who};

/// What people call a layer.
pub(crate) fn name(layer: Layer) -> &'static str {
    match layer {
        Layer::Request => "request",
        Layer::ServiceControlPolicy => "service control policy",
        Layer::ResourceControlPolicy => "resource control policy",
        Layer::VpcEndpointPolicy => "VPC endpoint policy",
        Layer::TrustPolicy => "trust policy",
        Layer::IdentityPolicy => "identity policy of the caller",
        Layer::PermissionsBoundary => "permissions boundary",
        Layer::SessionPolicy => "session policy",
    }
}

pub(super) fn of(decision: Decision, layer: Layer, asked: &Asked<'_>, outcomes: &[Outcome], needs: Needs) -> String {
    let Asked { who, action, .. } = asked;
    let who = who.caller_arn();
    match decision {
        Decision::Allowed => {
            let how = match outcomes
                .iter()
                .find(|outcome| outcome.trace.layer == Layer::TrustPolicy)
                .map(|trust| trust.meant)
            {
                Some(Meant::Account) => "the trust policy trusts its account",
                Some(Meant::Everybody) => "the trust policy trusts everybody",
                Some(Meant::Role) => "the trust policy names its role",
                _ => "the trust policy names it",
            };
            let also = if needs.identity { ", and a policy of the caller allows the call" } else { "" };
            format!("`{who}` may perform `{action}`: {how}{also}.")
        }
        Decision::ExplicitlyDenied => {
            let statement = outcomes
                .iter()
                .filter(|outcome| outcome.trace.layer == layer)
                .flat_map(|outcome| &outcome.trace.statements)
                .find(|statement| statement.matches && statement.effect == "Deny");
            let place = statement.map_or(String::new(), |statement| format!(" (`{}`)", statement.path));
            format!("`{who}` may not perform `{action}`: the {} denies it{place}.", name(layer))
        }
        _ => format!("`{who}` may not perform `{action}`: {}.", missing(layer, asked.who, outcomes)),
    }
}

/// What the answer would be if what nobody said were otherwise.
pub(super) fn otherwise(assumed: &[String], decision: Decision, other: Decision) -> String {
    let keys = assumed.join("` and `");
    match other {
        _ if other == decision => format!(" Nothing was said of `{keys}`; it would be the same otherwise."),
        Decision::Allowed => {
            format!(" Nothing was said of `{keys}`; if the policies' tests of it held, it would be allowed.")
        }
        _ => format!(
            " Nothing was said of `{keys}`; if the policies' tests of it came out otherwise, it would be denied."
        ),
    }
}

/// Why a layer does not allow a request.
fn missing(layer: Layer, who: &Who, outcomes: &[Outcome]) -> String {
    let statements: Vec<_> = outcomes
        .iter()
        // Of the levels of an organization others may allow it.
        .filter(|outcome| outcome.trace.layer == layer && outcome.decision() != Decision::Allowed)
        .flat_map(|outcome| &outcome.trace.statements)
        .filter(|statement| statement.effect == "Allow")
        .collect();
    let layer_name = name(layer);
    if statements.is_empty() {
        return match layer {
            Layer::IdentityPolicy => "it also needs a policy of its own that allows the call".to_owned(),
            _ => format!("the {layer_name} has no statement that allows anything"),
        };
    }
    // The statement that comes nearest tells most.
    if let Some(near) =
        statements.iter().find(|statement| statement.principal && statement.action && statement.resource)
        && let Some(condition) = near.conditions.iter().find(|condition| !condition.matches)
    {
        return format!("in `{}` the condition on `{}` does not hold: {}", near.path, condition.key, condition.why);
    }
    if let Some(near) = statements.iter().find(|statement| statement.principal && statement.action) {
        return format!("`{}` is not about this role", near.path);
    }
    if let Some(near) = statements.iter().find(|statement| statement.principal) {
        return format!("`{}` does not allow this action", near.path);
    }
    let by = match who {
        Who::Service(_) => "the service",
        Who::WebIdentity { .. } | Who::Saml { .. } => "the identity provider",
        _ => "the caller",
    };
    format!("no statement of the {layer_name} names {by}")
}
