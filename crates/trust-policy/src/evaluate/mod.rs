//! The simulator: may this caller, with this request, assume this role?
//!
//! AWS's own policy simulator leaves the trust policy out. This module evaluates a request as AWS documents it, layer by
//! layer, and keeps what each statement and each condition said.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html>

mod answer;
mod change;
mod compare;
mod condition;
mod context;
mod layer;
mod parameters;
mod principal;
mod scenario;
mod sign_in;
mod summary;
mod token;

pub use answer::{AwsError, ConditionTrace, Decision, Layer, LayerTrace, Remedy, Simulation, StatementTrace};
pub use change::{Change, NewValue};
pub use scenario::{Mfa, Request, RoleToAssume, Scenario, ScenarioError};
pub use token::{PresetField, TokenPreset, token_preset, token_presets};

use crate::aws::Arn;
use crate::policy::{Policy, Role};
use crate::text::{self, Document};
use context::Context;
use layer::{Asked, Outcome, Placed};
use parameters::Refusal;
use principal::Meant;

pub(crate) use principal::{Named, Who};
pub(crate) use summary::name as layer_name;

/// The answer to a scenario, with what a remedy must know besides.
#[derive(Debug)]
pub(crate) struct Examined {
    pub(crate) simulation: Simulation,
    /// `None` when the role to assume is no role.
    pub(crate) who: Option<Who>,
    /// The action that decided: the one that is not allowed, or the one that is called.
    pub(crate) action: String,
}

/// Answers a scenario. Any scenario has an answer.
pub(crate) fn examine(scenario: &Scenario) -> Examined {
    let called = || scenario.request.action.trim().to_owned();
    let Some(role) = Arn::parse(scenario.role.arn.trim()).filter(|arn| arn.resource_type() == "role") else {
        let error = AwsError { code: "ValidationError", message: None };
        let why = format!("`{}` is not the ARN of a role", scenario.role.arn);
        return Examined { simulation: invalid(Refusal { error, why }), who: None, action: called() };
    };
    let who = Who::of(&scenario.request, role.partition(), role.account());
    let refusal = parameters::form(scenario).or_else(|| parameters::token(scenario, &who));
    let early = refusal.map(invalid).or_else(|| never(scenario, &who, &role));
    let (simulation, action) = match early {
        Some(answer) => (answer, called()),
        None => ask(scenario, &who, &role),
    };
    Examined { simulation, who: Some(who), action }
}

/// Asks the policies for each action of the call, until one is not allowed. Answers with the action that decided.
fn ask(scenario: &Scenario, who: &Who, role: &Arn<'_>) -> (Simulation, String) {
    let texts = Texts::of(scenario);
    let documents: Vec<Document<'_>> = texts.all.iter().map(|text| text::parse(text.text)).collect();
    let layers = Layers::read(&texts, &documents);
    let context = Context::of(scenario, who);
    let bounded = scenario.permissions_boundary.is_some() && who.has_identity_policies();
    let mut first = None;
    for action in actions(scenario) {
        let role_arn = scenario.role.arn.trim();
        let asked = Asked { who, action: &action, role: role_arn, context: &context, bounded, otherwise: false };
        let answer = layers.judge(&asked, role);
        if answer.decision != Decision::Allowed {
            return (answer, action);
        }
        first.get_or_insert((answer, action));
    }
    let (allowed, action) = first.unwrap_or_else(|| {
        let action = scenario.request.action.trim();
        (unknown_action(action), action.to_owned())
    });
    match parameters::duration(scenario, who) {
        Some(refusal) => (Simulation { layers: allowed.layers, ..invalid(refusal) }, action),
        None => (allowed, action),
    }
}

/// The actions that must all be allowed: the one that is called, and what it does besides.
///
/// Sources: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html>,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html> and, for the contexts,
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html>
pub(crate) fn actions(scenario: &Scenario) -> Vec<String> {
    let request = &scenario.request;
    let mut actions = vec![request.action.trim().to_owned()];
    if !actions[0].to_ascii_lowercase().starts_with("sts:assumerole") {
        return actions;
    }
    if !request.tags.is_empty() || !request.transitive_tag_keys.is_empty() {
        actions.push("sts:TagSession".to_owned());
    }
    // A session hands its source identity on.
    if request.source_identity.is_some() || request.inherited_source_identity().is_some() {
        actions.push("sts:SetSourceIdentity".to_owned());
    }
    if request.provides_contexts() {
        actions.push("sts:SetContext".to_owned());
    }
    actions
}

fn invalid(refusal: Refusal) -> Simulation {
    Simulation {
        decision: Decision::InvalidRequest,
        decided_by: Some(Layer::Request),
        summary: format!("AWS refuses the request itself: {}.", refusal.why),
        error: Some(refusal.error),
        assumed: Vec::new(),
        layers: Vec::new(),
        remedies: Vec::new(),
    }
}

fn unknown_action(action: &str) -> Simulation {
    let error = AwsError { code: "InvalidAction", message: None };
    invalid(Refusal { error, why: format!("`{action}` does not assume a role") })
}

/// Callers that no policy can let in.
fn never(scenario: &Scenario, who: &Who, role: &Arn<'_>) -> Option<Simulation> {
    let is_assume_role = scenario.request.action.trim().eq_ignore_ascii_case("sts:AssumeRole");
    let (message, why) = match who {
        // Source: recorded replies.
        Who::Root { .. } => {
            (Some("Roles may not be assumed by root accounts.".to_owned()), "the root user cannot assume roles")
        }
        // Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
        Who::FederatedUser { .. } => (None, "a session of GetFederationToken cannot assume roles"),
        // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
        Who::WebIdentity { .. } | Who::Saml { .. } if is_assume_role => {
            (None, "an identity provider signs in with an action of its own, and has no credentials for this one")
        }
        Who::Session { .. } if changes_source_identity(scenario) => {
            (None, "the source identity of a session cannot be changed")
        }
        _ if who.partition().is_some_and(|own| own != role.partition()) => {
            (None, "the caller is in another partition than the role")
        }
        _ => return None,
    };
    let message = message.unwrap_or_else(|| denial(who, &scenario.request.action, scenario.role.arn.trim()));
    Some(Simulation {
        decision: Decision::ImplicitlyDenied,
        decided_by: Some(Layer::Request),
        summary: format!("Denied whatever the policies say: {why}."),
        error: Some(AwsError { code: "AccessDenied", message: Some(message) }),
        assumed: Vec::new(),
        layers: Vec::new(),
        remedies: Vec::new(),
    })
}

/// Whether a session that has a source identity asks for another one.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html>
fn changes_source_identity(scenario: &Scenario) -> bool {
    let inherited = scenario.request.inherited_source_identity();
    inherited.zip(scenario.request.source_identity.as_ref()).is_some_and(|(own, asked)| own != asked)
}

/// What AWS says to somebody who may not.
///
/// Source: AWS's documentation of access denied errors, and recorded replies. Newer replies may name the kind of policy
/// behind this.
fn denial(who: &Who, action: &str, role: &str) -> String {
    match who {
        Who::WebIdentity { .. } => "Not authorized to perform sts:AssumeRoleWithWebIdentity".to_owned(),
        Who::Saml { .. } => "Not authorized to perform sts:AssumeRoleWithSAML".to_owned(),
        _ => format!("User: {} is not authorized to perform: {action} on resource: {role}", who.caller_arn()),
    }
}

/// The text of a policy, and where it belongs.
#[derive(Debug)]
struct PolicyText<'s> {
    layer: Layer,
    /// Of service and resource control policies.
    level: usize,
    prefix: String,
    text: &'s str,
}

/// Every policy of a scenario.
#[derive(Debug)]
struct Texts<'s> {
    all: Vec<PolicyText<'s>>,
    /// Of service control policies.
    levels: &'s [Vec<String>],
}

impl<'s> Texts<'s> {
    fn of(scenario: &'s Scenario) -> Self {
        let mut all = Vec::new();
        let mut add = |layer, level, prefix: String, text: &'s str| all.push(PolicyText { layer, level, prefix, text });
        let levels = [
            (Layer::ServiceControlPolicy, "serviceControlPolicies", &scenario.service_control_policies),
            (Layer::ResourceControlPolicy, "resourceControlPolicies", &scenario.resource_control_policies),
        ];
        for (layer, name, levels) in levels {
            for (level, policies) in levels.iter().enumerate() {
                for (at, text) in policies.iter().enumerate() {
                    add(layer, level, format!("{name}[{level}][{at}]."), text);
                }
            }
        }
        if let Some(text) = &scenario.vpc_endpoint_policy {
            add(Layer::VpcEndpointPolicy, 0, "vpcEndpointPolicy.".to_owned(), text);
        }
        add(Layer::TrustPolicy, 0, String::new(), &scenario.role.trust_policy);
        let lists = [
            (Layer::IdentityPolicy, "identityPolicies", &scenario.identity_policies),
            (Layer::SessionPolicy, "sessionPolicies", &scenario.session_policies),
        ];
        for (layer, name, policies) in lists {
            for (at, text) in policies.iter().enumerate() {
                add(layer, 0, format!("{name}[{at}]."), text);
            }
        }
        if let Some(text) = &scenario.permissions_boundary {
            add(Layer::PermissionsBoundary, 0, "permissionsBoundary.".to_owned(), text);
        }
        Self { all, levels: &scenario.service_control_policies }
    }
}

/// The policies by layer and level, in the order in which they are asked.
#[derive(Debug)]
struct Layers<'a> {
    groups: Vec<(Layer, Vec<Placed<'a>>)>,
}

/// The order of evaluation.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
const ORDER: [Layer; 7] = [
    Layer::ServiceControlPolicy,
    Layer::ResourceControlPolicy,
    Layer::VpcEndpointPolicy,
    Layer::TrustPolicy,
    Layer::IdentityPolicy,
    Layer::PermissionsBoundary,
    Layer::SessionPolicy,
];

impl<'a> Layers<'a> {
    fn read(texts: &Texts<'_>, documents: &'a [Document<'a>]) -> Self {
        let mut groups: Vec<(Layer, usize, Vec<Placed<'a>>)> = Vec::new();
        for (text, document) in texts.all.iter().zip(documents) {
            let Some(root) = document.root else { continue };
            let policy = Policy::read(document, root, Role::new(None));
            let placed = Placed { prefix: text.prefix.clone(), policy };
            match groups.iter_mut().find(|(layer, level, _)| *layer == text.layer && *level == text.level) {
                Some((.., policies)) => policies.push(placed),
                None => groups.push((text.layer, text.level, vec![placed])),
            }
        }
        // A level without a policy blocks all that is under it, unless no level has any.
        // Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
        if groups.iter().any(|(layer, ..)| *layer == Layer::ServiceControlPolicy) {
            let empty = |(level, policies): (usize, &Vec<String>)| policies.is_empty().then_some(level);
            for level in texts.levels.iter().enumerate().filter_map(empty) {
                groups.push((Layer::ServiceControlPolicy, level, Vec::new()));
            }
        }
        groups.sort_by_key(|(layer, level, _)| (ORDER.iter().position(|own| own == layer), *level));
        Self { groups: groups.into_iter().map(|(layer, _, policies)| (layer, policies)).collect() }
    }

    /// Asks each layer, and joins the answers.
    fn judge(&self, asked: &Asked<'_>, role: &Arn<'_>) -> Simulation {
        let (outcomes, needs) = self.hear(asked, role);
        let (decision, decided_by) = decide(&outcomes, needs);
        let mut assumed: Vec<String> = Vec::new();
        for key in outcomes.iter().flat_map(|outcome| &outcome.assumed) {
            if !assumed.iter().any(|own| own.eq_ignore_ascii_case(key)) {
                assumed.push(key.clone());
            }
        }
        let mut summary = summary::of(decision, decided_by, asked, &outcomes, needs);
        if !assumed.is_empty() {
            let (outcomes, needs) = self.hear(&Asked { otherwise: true, ..*asked }, role);
            summary.push_str(&summary::otherwise(&assumed, decision, decide(&outcomes, needs).0));
        }
        let message = || Some(denial(asked.who, asked.action, asked.role));
        let error = (decision != Decision::Allowed).then(|| AwsError { code: "AccessDenied", message: message() });
        Simulation {
            decision,
            decided_by: Some(decided_by),
            summary,
            error,
            assumed,
            layers: outcomes.into_iter().map(|outcome| outcome.trace).collect(),
            remedies: Vec::new(),
        }
    }

    /// Asks each layer, and says which of them must allow.
    fn hear(&self, asked: &Asked<'_>, role: &Arn<'_>) -> (Vec<Outcome>, Needs) {
        let linked = role.resource_path().is_some_and(|path| path.starts_with("aws-service-role/"));
        let by_linked = asked.who.is_service_linked();
        let mut outcomes = Vec::new();
        for (layer, policies) in &self.groups {
            let applies = match layer {
                // Service-linked roles are not bound by policies of an organization, and their trust is not either.
                // Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
                Layer::ServiceControlPolicy => asked.who.has_identity_policies() && !by_linked,
                Layer::ResourceControlPolicy => !linked && !by_linked,
                Layer::IdentityPolicy | Layer::PermissionsBoundary | Layer::SessionPolicy => {
                    asked.who.has_identity_policies()
                }
                _ => true,
            };
            if applies {
                outcomes.push(Outcome::of(*layer, policies, asked));
            }
        }
        let trust = outcomes.iter().find(|outcome| outcome.trace.layer == Layer::TrustPolicy);
        let meant = trust.map_or(Meant::No, |trust| trust.meant);
        let needs = Needs::of(asked, role.account(), meant);
        (outcomes, needs)
    }
}

/// Which layers on the caller's side must allow the request.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Needs {
    identity: bool,
    /// Boundary and session policies, where there are any.
    bounds: bool,
}

impl Needs {
    fn of(asked: &Asked<'_>, account: &str, meant: Meant) -> Self {
        let Some(own) = asked.who.account() else { return Self { identity: false, bounds: false } };
        if own != account {
            return Self { identity: true, bounds: true };
        }
        // Whoever chains roles must be allowed on both sides to hand a source identity on.
        // Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
        let chained = matches!(asked.who, Who::Session { .. });
        let identity = chained && asked.action.eq_ignore_ascii_case("sts:SetSourceIdentity");
        match meant {
            // A trust policy that names the user or the session itself is enough within an account, and so is `*`.
            Meant::Itself | Meant::Everybody => Self { identity, bounds: false },
            Meant::Role => Self { identity, bounds: true },
            Meant::Account | Meant::No => Self { identity: true, bounds: true },
        }
    }
}

/// Joins the answers of the layers: a denial anywhere counts first, then the first layer that does not allow.
fn decide(outcomes: &[Outcome], needs: Needs) -> (Decision, Layer) {
    if let Some(denies) = outcomes.iter().find(|outcome| outcome.decision() == Decision::ExplicitlyDenied) {
        return (Decision::ExplicitlyDenied, denies.trace.layer);
    }
    for layer in ORDER {
        let mut of_layer = outcomes.iter().filter(|outcome| outcome.trace.layer == layer).peekable();
        let needed = match layer {
            Layer::TrustPolicy => true,
            Layer::IdentityPolicy => needs.identity,
            Layer::PermissionsBoundary | Layer::SessionPolicy => needs.bounds && of_layer.peek().is_some(),
            _ => of_layer.peek().is_some(),
        };
        let allows = of_layer.peek().is_some() && of_layer.all(|outcome| outcome.decision() == Decision::Allowed);
        if needed && !allows {
            return (Decision::ImplicitlyDenied, layer);
        }
    }
    (Decision::Allowed, Layer::TrustPolicy)
}
