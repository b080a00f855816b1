//! What the policies of one layer say to a request.

use super::answer::{Decision, Layer, LayerTrace, StatementTrace};
use super::compare::{like, pattern};
use super::condition::Conditions;
use super::context::Context;
use super::principal::{Meant, Who};
use crate::policy::{Effect, Policy, Statement};
use crate::text::Value;

/// A policy with the place that it has in the scenario.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    /// Before the path of a statement: `identityPolicies[0].`, or nothing for the trust policy.
    pub(super) prefix: String,
    pub(super) policy: Policy<'a>,
}

/// The request as policies see it.
#[derive(Debug)]
pub(super) struct Asked<'r> {
    pub(super) who: &'r Who,
    pub(super) action: &'r str,
    pub(super) role: &'r str,
    pub(super) context: &'r Context,
    /// Whether the caller has a permissions boundary.
    pub(super) bounded: bool,
    /// Whether tests of keys that nobody said anything about come out the other way.
    pub(super) otherwise: bool,
}

/// What a layer answers.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) trace: LayerTrace,
    /// How the strongest `Allow` that matches speaks of the caller.
    pub(super) meant: Meant,
    /// Keys that nobody said anything about and that decide over a statement.
    pub(super) assumed: Vec<String>,
}

/// Which elements a policy of the layer has.
fn has_principals(layer: Layer) -> bool {
    matches!(layer, Layer::TrustPolicy | Layer::ResourceControlPolicy | Layer::VpcEndpointPolicy)
}

impl Outcome {
    pub(super) fn decision(&self) -> Decision {
        self.trace.decision
    }

    /// Asks every statement of some policies: one denial denies, and one permission allows.
    pub(super) fn of(layer: Layer, policies: &[Placed<'_>], asked: &Asked<'_>) -> Self {
        let mut outcome = Self {
            trace: LayerTrace { layer, decision: Decision::ImplicitlyDenied, statements: Vec::new() },
            meant: Meant::No,
            assumed: Vec::new(),
        };
        let mut denied = false;
        for placed in policies {
            let variables = placed.policy.has_variables();
            for (at, statement) in placed.policy.statements.iter().enumerate() {
                let meant = if has_principals(layer) { principal(statement, asked, layer) } else { Meant::Itself };
                let conditions = Conditions::of(statement, variables, asked.context, asked.otherwise);
                let trace = StatementTrace {
                    path: format!("{}Statement[{at}]", placed.prefix),
                    sid: sid(&placed.policy, statement),
                    effect: if statement.effect() == Effect::Deny { "Deny" } else { "Allow" },
                    matches: false,
                    principal: meant != Meant::No,
                    action: action(statement, asked.action),
                    resource: layer == Layer::TrustPolicy || resource(&placed.policy, statement, asked, variables),
                    conditions: Vec::new(),
                };
                let about = trace.principal && trace.action && trace.resource;
                let matches = about && conditions.hold();
                if about && conditions.others_hold {
                    outcome.assumed.extend(conditions.unknown.iter().cloned());
                }
                if matches && statement.effect() == Effect::Allow {
                    outcome.meant = outcome.meant.max(meant);
                }
                denied |= matches && statement.effect() == Effect::Deny;
                outcome.trace.statements.push(StatementTrace { matches, conditions: conditions.traces, ..trace });
            }
        }
        outcome.trace.decision = match (denied, outcome.meant) {
            (true, _) => Decision::ExplicitlyDenied,
            // `RCPFullAWSAccess` is attached everywhere and cannot be detached: what is not denied is allowed.
            // Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
            (false, Meant::No) if layer == Layer::ResourceControlPolicy => Decision::Allowed,
            (false, Meant::No) => Decision::ImplicitlyDenied,
            (false, _) => Decision::Allowed,
        };
        outcome
    }
}

fn principal(statement: &Statement<'_>, asked: &Asked<'_>, layer: Layer) -> Meant {
    let who = asked.who;
    // AWS calls `*` and `AWS: *` the same. In a trust policy that lets no service in, but what denies everybody denies
    // services too.
    let everybody = statement.effect() == Effect::Deny || layer != Layer::TrustPolicy;
    match (&statement.principal, &statement.not_principal) {
        (Some(element), _) if everybody && element.names_everybody() => Meant::Everybody,
        (Some(element), _) => who.is_meant_by(element),
        // Whoever has a boundary is denied, named or not.
        // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
        (None, Some(_)) if statement.effect() == Effect::Deny && asked.bounded => Meant::Everybody,
        (None, Some(element)) if who.is_meant_by(element) == Meant::No => Meant::Everybody,
        // Only a trust policy that names nobody means nobody.
        (None, None) if layer != Layer::TrustPolicy => Meant::Everybody,
        _ => Meant::No,
    }
}

fn action(statement: &Statement<'_>, action: &str) -> bool {
    let named =
        |strings: &crate::policy::Strings<'_>| strings.values.iter().any(|value| matches_action(value.text, action));
    match (&statement.action, &statement.not_action) {
        (Some(actions), _) => named(actions),
        (None, Some(not)) => !named(not),
        (None, None) => false,
    }
}

/// Names of actions ignore case.
fn matches_action(pattern: &str, action: &str) -> bool {
    use super::compare::Sign;
    let sign = |c: char| match c {
        '*' => Sign::Many,
        '?' => Sign::One,
        c => Sign::Char(c.to_ascii_lowercase()),
    };
    if !pattern.contains(['*', '?']) {
        return pattern.eq_ignore_ascii_case(action);
    }
    let signs: Vec<Sign> = pattern.chars().map(sign).collect();
    like(&signs, &action.to_ascii_lowercase())
}

/// Whether the role is one of the resources.
fn resource(policy: &Policy<'_>, statement: &Statement<'_>, asked: &Asked<'_>, variables: bool) -> bool {
    let document = policy.document;
    let named = |element: &crate::policy::Element<'_>| {
        let one = |node| {
            let text = document.string(node).unwrap_or_default();
            pattern(text, variables, asked.context).is_some_and(|signs| like(&signs, asked.role))
        };
        match document.value(element.value) {
            Value::Array(items) => items.iter().any(|item| one(*item)),
            _ => one(element.value),
        }
    };
    match (&statement.resource, &statement.not_resource) {
        (Some(resources), _) => named(resources),
        (None, Some(not)) => !named(not),
        (None, None) => false,
    }
}

fn sid(policy: &Policy<'_>, statement: &Statement<'_>) -> Option<String> {
    statement.sid.as_ref().and_then(|sid| policy.document.string(sid.value)).map(str::to_owned)
}
