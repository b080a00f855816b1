//! Steps that somebody else must take: the administrator of a boundary, of an organization, of a VPC endpoint.

use super::request;
use super::statement::append;
use super::step::{How, Steps, cost};
use crate::evaluate::{Decision, Layer, LayerTrace, Scenario, Who, layer_name};
use crate::fix::layout::Json;
use crate::policy::{Policy, Role};
use crate::text;

/// Steps against a layer that does not allow the call.
pub(super) fn steps(steps: &mut Steps<'_>, layer: Layer, layers: &[LayerTrace]) {
    let levels = layers.iter().filter(|trace| trace.layer == layer).enumerate();
    let Some((level, trace)) = levels.into_iter().find(|(_, trace)| trace.decision != Decision::Allowed) else {
        return;
    };
    conditions(steps, trace);
    let Some(place) = Place::of(layer, level, steps.scenario) else { return };
    if layer == Layer::ServiceControlPolicy && place.text(steps.scenario).is_none() {
        return attach(steps, place);
    }
    let allowing = allowing(steps, matches!(layer, Layer::ResourceControlPolicy | Layer::VpcEndpointPolicy));
    let Some(text) = place.text(steps.scenario).and_then(|text| with_statement(text, &allowing)) else { return };
    let what = format!("`{}` on `{}`", steps.action, steps.role());
    let title = match layer {
        Layer::SessionPolicy => {
            format!("Start the session of {} with a session policy that allows {what}", caller(steps.who))
        }
        _ => {
            let at = place.level_name().map_or(String::new(), |level| format!(" in `{level}`"));
            format!("Ask the administrator of the {} to allow {what} to {}{at}", layer_name(layer), caller(steps.who))
        }
    };
    steps.other(layer, cost::ADMINISTRATOR, title, How::Otherwise, |scenario| {
        if let Some(own) = place.text_mut(scenario) {
            *own = text;
        }
    });
}

/// A level without a policy needs one: what AWS attaches to every level at first.
///
/// Source: <https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html>
fn attach(steps: &mut Steps<'_>, place: Place) {
    const FULL: &str =
        r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#;
    let title = format!(
        "Ask the administrator of the service control policies to attach `FullAWSAccess` to `serviceControlPolicies[{}]`, \
         which has none and so blocks everyone",
        place.level
    );
    steps.other(place.layer, cost::ADMINISTRATOR, title, How::Otherwise, |scenario| {
        if let Some(policies) = scenario.service_control_policies.get_mut(place.level) {
            policies.push(FULL.to_owned());
        }
    });
}

/// Calls that meet the conditions of statements that allow them but for these.
pub(super) fn conditions(steps: &mut Steps<'_>, trace: &LayerTrace) {
    for statement in &trace.statements {
        let about = statement.principal && statement.action && statement.resource;
        if statement.effect == "Allow"
            && about
            && let Some(condition) = statement.conditions.iter().find(|condition| !condition.matches)
        {
            request::meet(steps, condition, true);
        }
    }
}

/// A statement that allows the action on the role.
fn allowing(steps: &Steps<'_>, names_principals: bool) -> Json {
    let mut members = vec![("Effect".to_owned(), Json::string("Allow"))];
    if names_principals {
        let principal = super::principal::Principal::of(steps.scenario, steps.who);
        let named = principal.map(|principal| Json::object([(principal.key.as_str(), Json::string(principal.value))]));
        members.push(("Principal".to_owned(), named.unwrap_or_else(|| Json::string("*"))));
    }
    members.push(("Action".to_owned(), Json::string(steps.action)));
    members.push(("Resource".to_owned(), Json::string(steps.role())));
    Json::Object(members)
}

fn with_statement(text: &str, statement: &Json) -> Option<String> {
    let document = text::parse(text);
    let policy = Policy::read(&document, document.root?, Role::new(None));
    let edits = append(&policy, statement)?;
    Some(text::apply(text, &text::in_order(edits, |edit| (edit.start, edit.end))))
}

/// The caller, for a title.
pub(super) fn caller(who: &Who) -> String {
    match who {
        Who::User(_) => format!("the user `{}`", who.caller_arn()),
        Who::Session { .. } => format!("the role `{}`", who.principal_arn().unwrap_or_default()),
        Who::SomebodyOf { account } => format!("the account `{account}`"),
        Who::Service(name) => format!("the service `{name}`"),
        Who::WebIdentity { provider, .. } | Who::Saml { provider } => format!("whoever `{provider}` signs in"),
        _ => format!("`{}`", who.caller_arn()),
    }
}

/// Where a statement of a scenario stands: `serviceControlPolicies[1][0].Statement[2]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    layer: Layer,
    level: usize,
    policy: usize,
    pub(super) statement: usize,
}

impl Place {
    /// Of the path that a trace has.
    pub(super) fn parse(path: &str) -> Option<Self> {
        let (prefix, statement) = path.rsplit_once("Statement[")?;
        let statement = statement.strip_suffix(']')?.parse().ok()?;
        let name = prefix.split(['[', '.']).next()?;
        let numbers: Vec<usize> = prefix.split(['[', ']', '.']).filter_map(|part| part.parse().ok()).collect();
        let (layer, level, policy) = match (name, numbers.as_slice()) {
            ("", _) => (Layer::TrustPolicy, 0, 0),
            ("identityPolicies", [policy]) => (Layer::IdentityPolicy, 0, *policy),
            ("sessionPolicies", [policy]) => (Layer::SessionPolicy, 0, *policy),
            ("permissionsBoundary", _) => (Layer::PermissionsBoundary, 0, 0),
            ("vpcEndpointPolicy", _) => (Layer::VpcEndpointPolicy, 0, 0),
            ("serviceControlPolicies", [level, policy]) => (Layer::ServiceControlPolicy, *level, *policy),
            ("resourceControlPolicies", [level, policy]) => (Layer::ResourceControlPolicy, *level, *policy),
            _ => return None,
        };
        Some(Self { layer, level, policy, statement })
    }

    /// The first policy of a layer, on the level whose trace has the index.
    fn of(layer: Layer, index: usize, scenario: &Scenario) -> Option<Self> {
        let filled = |levels: &[Vec<String>]| (0..levels.len()).filter(|level| !levels[*level].is_empty()).nth(index);
        let level = match layer {
            // Of these, each level has a trace.
            Layer::ServiceControlPolicy => index,
            Layer::ResourceControlPolicy => filled(&scenario.resource_control_policies)?,
            _ => 0,
        };
        Some(Self { layer, level, policy: 0, statement: 0 })
    }

    /// What the level is called, where there are levels.
    fn level_name(self) -> Option<String> {
        match self.layer {
            Layer::ServiceControlPolicy => Some(format!("serviceControlPolicies[{}]", self.level)),
            Layer::ResourceControlPolicy => Some(format!("resourceControlPolicies[{}]", self.level)),
            _ => None,
        }
    }

    /// The text of the policy.
    pub(super) fn text(self, scenario: &Scenario) -> Option<&str> {
        match self.layer {
            Layer::Request => None,
            Layer::TrustPolicy => Some(&scenario.role.trust_policy),
            Layer::IdentityPolicy => scenario.identity_policies.get(self.policy).map(String::as_str),
            Layer::SessionPolicy => scenario.session_policies.get(self.policy).map(String::as_str),
            Layer::PermissionsBoundary => scenario.permissions_boundary.as_deref(),
            Layer::VpcEndpointPolicy => scenario.vpc_endpoint_policy.as_deref(),
            Layer::ServiceControlPolicy => {
                scenario.service_control_policies.get(self.level)?.get(self.policy).map(String::as_str)
            }
            Layer::ResourceControlPolicy => {
                scenario.resource_control_policies.get(self.level)?.get(self.policy).map(String::as_str)
            }
        }
    }

    /// The text of the policy, to be changed.
    pub(super) fn text_mut(self, scenario: &mut Scenario) -> Option<&mut String> {
        match self.layer {
            Layer::Request => None,
            Layer::TrustPolicy => Some(&mut scenario.role.trust_policy),
            Layer::IdentityPolicy => scenario.identity_policies.get_mut(self.policy),
            Layer::SessionPolicy => scenario.session_policies.get_mut(self.policy),
            Layer::PermissionsBoundary => scenario.permissions_boundary.as_mut(),
            Layer::VpcEndpointPolicy => scenario.vpc_endpoint_policy.as_mut(),
            Layer::ServiceControlPolicy => scenario.service_control_policies.get_mut(self.level)?.get_mut(self.policy),
            Layer::ResourceControlPolicy => {
                scenario.resource_control_policies.get_mut(self.level)?.get_mut(self.policy)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_traces_are_places() {
        let place = |layer, level, policy, statement| Some(Place { layer, level, policy, statement });
        for (path, expected) in [
            ("Statement[3]", place(Layer::TrustPolicy, 0, 0, 3)),
            ("identityPolicies[1].Statement[0]", place(Layer::IdentityPolicy, 0, 1, 0)),
            ("serviceControlPolicies[2][1].Statement[4]", place(Layer::ServiceControlPolicy, 2, 1, 4)),
            ("permissionsBoundary.Statement[0]", place(Layer::PermissionsBoundary, 0, 0, 0)),
            ("elsewhere", None),
        ] {
            assert_eq!(Place::parse(path), expected, "{path}");
        }
    }
}
