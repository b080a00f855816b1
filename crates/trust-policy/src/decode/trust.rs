//! The trust policy on trial: the simulator is asked with what the message tells.

use super::Known;
use super::ask::Names;
use super::facts::Facts;
use super::outputs::Output;
use super::read::Reading;
use super::usual::{self, ToldBy};
use super::weigh::same_holder;
use crate::aws::{AccountId, Arn};
use crate::evaluate::{ConditionTrace, Decision, Layer, Remedy, Request, RoleToAssume, Scenario, Simulation, examine};
use crate::policy::{Effect, Policy, Statement};
use crate::remedy;
use crate::report::Fix;
use crate::text::{Edit, Safety, Span};

/// What the trust policy says to the request.
#[derive(Debug, Default)]
pub(super) struct Trial {
    /// Whether there was enough to ask.
    pub(super) ran: bool,
    /// Whether nobody said who calls: somebody whom the policy names was taken.
    pub(super) guessed: bool,
    /// Whether the trust policy lets the caller in.
    pub(super) allowed: bool,
    /// Whether a statement is about the caller and the action.
    pub(super) names_caller: bool,
    /// Whether the caller needs a policy of its own; `None` when that is open.
    pub(super) needs_identity: Option<bool>,
    pub(super) blames: Vec<Blame>,
    /// Changes of the trust policy that let the caller in, each proven; offsets are those of the document.
    pub(super) repairs: Vec<Fix>,
}

/// A place in the trust policy that keeps the caller out.
#[derive(Debug)]
pub(super) struct Blame {
    pub(super) told_by: ToldBy,
    pub(super) weight: u8,
    pub(super) place: Span,
    /// Instead of the usual title, unless empty.
    pub(super) title: String,
    pub(super) why: String,
}

/// How far a caller gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Principal,
    Action,
    Conditions,
    Allowed,
}

impl Trial {
    pub(super) fn of(reading: &Reading, names: &Names, facts: &Facts, known: &Known<'_>, policy: &Policy<'_>) -> Self {
        let action = reading.parts.action.as_deref().unwrap_or("sts:AssumeRole");
        let mut best: Option<(Stage, Self)> = None;
        for caller in callers(reading, names, action, policy) {
            let Some(role) = role(names, &caller) else { continue };
            let mut scenario = scenario(reading, known, policy, action, &caller, role);
            tell(&mut scenario, facts);
            let told = reading.event.is_some() || is_of_console(reading);
            let trial = Self::judge(&scenario, known, policy, told);
            if let Some((stage, trial)) = trial
                && best.as_ref().is_none_or(|(own, _)| stage > *own)
            {
                best = Some((stage, trial));
            }
        }
        let guessed = reading.parts.service.is_none() && names.caller.is_none() && !is_federated(action);
        match best {
            Some((_, trial)) => Self { guessed, ..trial },
            None if is_federated(action) => Self::nobody(policy, action),
            None => Self::default(),
        }
    }

    /// No statement names a provider of the kind that the action needs.
    fn nobody(policy: &Policy<'_>, action: &str) -> Self {
        let what = if action.ends_with("SAML") { "SAML provider" } else { "OpenID Connect provider" };
        let why = format!("No statement names an {what}, and only such principals come by `{action}`.");
        let why = why.replace("an SAML", "a SAML");
        let blames =
            principal_places(policy).map(|place| Blame::new(ToldBy::Principal, 88, place, why.clone())).collect();
        Self { ran: true, blames, ..Self::default() }
    }

    /// `told` says whether the parameters of the call are known, which an event has and a message has not.
    fn judge(scenario: &Scenario, known: &Known<'_>, policy: &Policy<'_>, told: bool) -> Option<(Stage, Self)> {
        let examined = examine(scenario);
        let simulation = &examined.simulation;
        let trace = simulation.layers.iter().find(|trace| trace.layer == Layer::TrustPolicy)?;
        if trace.statements.len() != policy.statements.len() {
            return None;
        }
        let mut trial = Self { ran: true, allowed: trace.decision == Decision::Allowed, ..Self::default() };
        let statements = || policy.statements.iter().zip(&trace.statements);
        let allows = || statements().filter(|(statement, _)| statement.effect() == Effect::Allow);
        let stage = match () {
            () if trial.allowed => Stage::Allowed,
            () if allows().any(|(_, told)| told.principal && told.action) => Stage::Conditions,
            () if allows().any(|(_, told)| told.principal) => Stage::Action,
            () => Stage::Principal,
        };
        trial.names_caller = stage >= Stage::Conditions;
        let action = &examined.action;
        let open = Open { simulation, told };
        for (statement, told) in allows() {
            match stage {
                Stage::Conditions if told.principal && told.action => {
                    for condition in told.conditions.iter().filter(|condition| !condition.matches) {
                        trial.blames.extend(of_condition(policy, statement, condition, &open));
                    }
                }
                Stage::Action if told.principal => {
                    let place = statement.action.as_ref().map(|action| policy.document.span(action.element.value));
                    let why = format!("The statement that names the caller does not allow `{action}`.");
                    let place = place.unwrap_or_else(|| statement.place());
                    trial.blames.push(Blame::new(ToldBy::Action, 87, place, why));
                }
                _ => {}
            }
        }
        if stage == Stage::Principal {
            let why = format!("No statement that allows names `{}`.", scenario.request.principal);
            for place in principal_places(policy) {
                trial.blames.push(Blame::new(ToldBy::Principal, 88, place, why.clone()));
            }
        }
        for (statement, told) in statements().filter(|(statement, _)| statement.effect() == Effect::Deny) {
            if told.matches {
                let why = "This statement denies the request, whatever else allows it.".to_owned();
                let weight = if told.conditions.iter().any(|condition| open.is(condition)) { 62 } else { 92 };
                trial.blames.push(Blame::new(ToldBy::Deny, weight, policy.document.span(statement.node), why));
            }
        }
        let names_itself = allows().filter(|(_, told)| told.principal && told.action).any(|(statement, _)| {
            statement.principals().any(|value| same_holder(value.trimmed(), &scenario.request.principal))
        });
        trial.needs_identity = needs_identity(scenario, simulation, names_itself);
        // Where a condition is open, nobody can say which change would help.
        if stage <= Stage::Action && simulation.decided_by == Some(Layer::TrustPolicy) {
            trial.repairs = repairs(remedy::find(scenario, &examined, known.check), policy);
        }
        Some((stage, trial))
    }
}

impl Blame {
    fn new(told_by: ToldBy, weight: u8, place: Span, why: String) -> Self {
        Self { told_by, weight, place, title: String::new(), why }
    }
}

/// The remedies that change the trust policy only.
fn repairs(remedies: Vec<Remedy>, policy: &Policy<'_>) -> Vec<Fix> {
    let start = policy.document.span(policy.root).start;
    let mut fixes = Vec::new();
    for remedy in remedies {
        if remedy.side == Layer::TrustPolicy && !remedy.edits.is_empty() {
            let moved = |edit: Edit| Edit { start: edit.start + start, end: edit.end + start, text: edit.text };
            fixes.push(Fix::new(remedy.title, Safety::Review, remedy.edits.into_iter().map(moved).collect()));
        }
    }
    fixes
}

/// What nobody said of a request.
struct Open<'s> {
    simulation: &'s Simulation,
    told: bool,
}

impl Open<'_> {
    /// Whether the test is of a key that the call may well have brought along.
    fn is(&self, condition: &ConditionTrace) -> bool {
        let key = condition.key.to_ascii_lowercase();
        let passed = PASSED.iter().any(|own| key.starts_with(own)) && !self.told && condition.actual.is_none();
        passed || self.simulation.assumed.iter().any(|own| own.eq_ignore_ascii_case(&key))
    }
}

/// Beginnings of keys that hold what the caller passes.
const PASSED: [&str; 5] =
    ["sts:externalid", "sts:sourceidentity", "sts:transitivetagkeys", "aws:requesttag/", "aws:tagkeys"];

/// A condition that does not hold, or of which nobody can say.
fn of_condition(
    policy: &Policy<'_>,
    statement: &Statement<'_>,
    condition: &ConditionTrace,
    open: &Open<'_>,
) -> Option<Blame> {
    let mut tests = statement.tests();
    let (_, test) = tests.find(|(block, test)| block.name == condition.operator && test.name == condition.key)?;
    let place = test.key.span.to(policy.document.span(test.value));
    let open = open.is(condition);
    let lower = condition.key.to_ascii_lowercase();
    let expected = condition.expected.join("`, `");
    let asked = format!("`{}` tests `{}` against `{expected}`", condition.operator, condition.key);
    let (mut weight, why) = match open {
        true => (58, format!("{asked}; the message does not tell what was sent.")),
        false => (86, format!("{asked}: {}.", condition.why)),
    };
    // What goes wrong most often first.
    if open {
        weight += match () {
            () if lower.ends_with(":sub") => 5,
            () if lower == "sts:externalid" => 5,
            () if lower.ends_with(":aud") => 2,
            () => 0,
        };
    }
    let title = format!("The condition on `{}` is not met", condition.key);
    Some(Blame { title, ..Blame::new(ToldBy::Conditions, weight, place, why) })
}

/// Where the policy says whom it allows; the policy itself where it allows nobody.
fn principal_places<'p>(policy: &'p Policy<'_>) -> impl Iterator<Item = Span> + 'p {
    let named = policy.statements.iter().filter(|statement| statement.effect() == Effect::Allow).map(|statement| {
        let principal = statement.principal.as_ref().map(|principal| policy.document.span(principal.element.value));
        principal.unwrap_or_else(|| statement.place())
    });
    let nobody = policy.statements.iter().all(|statement| statement.effect() == Effect::Deny);
    let whole = policy.statement_element.as_ref().map_or(policy.root, |element| element.value);
    named.chain(nobody.then(|| policy.document.span(whole)))
}

fn is_federated(action: &str) -> bool {
    action.starts_with("sts:AssumeRoleWith")
}

/// Who may have called: the message's caller, or each provider of the policy.
fn callers(reading: &Reading, names: &Names, action: &str, policy: &Policy<'_>) -> Vec<String> {
    if !is_federated(action) {
        let caller = reading.parts.service.clone().or_else(|| names.caller.clone());
        return match caller {
            Some(caller) => vec![caller],
            None => named_callers(policy),
        };
    }
    if let Some(provider) = reading.event.as_ref().and_then(|event| event.provider.clone()) {
        return vec![provider];
    }
    if reading.code.as_deref() == Some("InvalidIdentityPoolConfigurationException") {
        return vec!["cognito-identity.amazonaws.com".to_owned()];
    }
    let saml = action.ends_with("SAML");
    let mut providers: Vec<String> = Vec::new();
    for statement in policy.statements.iter().filter(|statement| statement.effect() == Effect::Allow) {
        for value in statement.principals().map(|value| value.trimmed()) {
            let arn = Arn::parse(value);
            let fits = match arn.as_ref().map(Arn::resource_type) {
                Some("saml-provider") => saml,
                Some("oidc-provider") => !saml,
                Some(_) => false,
                None => {
                    !saml && value.contains('.') && !value.contains([':', ' ']) && !value.ends_with(".amazonaws.com")
                }
            };
            if (fits || (!saml && value == "cognito-identity.amazonaws.com"))
                && !providers.iter().any(|own| own == value)
            {
                providers.push(value.to_owned());
            }
        }
    }
    providers
}

/// Somebody of each user, role and account that the policy names, a few at most.
fn named_callers(policy: &Policy<'_>) -> Vec<String> {
    let mut callers = Vec::new();
    let allows = policy.statements.iter().filter(|statement| statement.effect() == Effect::Allow);
    for value in allows.flat_map(|statement| statement.principals()).map(|value| value.trimmed()) {
        let arn = Arn::parse(value);
        let account = AccountId::parse(value).map(AccountId::as_str);
        callers.extend(match (account, arn.as_ref().map(Arn::resource_type)) {
            (Some(account), _) => Some(format!("arn:aws:iam::{account}:user/unknown")),
            (None, Some("root")) => Some(value.replace(":root", ":user/unknown")),
            (None, Some("user" | "role")) => Some(value.to_owned()),
            (None, None) if value.ends_with(".amazonaws.com") => Some(value.to_owned()),
            _ => None,
        });
    }
    callers.truncate(8);
    callers
}

/// Whether the console called: it sends no external id and no tags.
fn is_of_console(reading: &Reading) -> bool {
    reading.message.is_some_and(|message| std::ptr::eq(message.causes, usual::SWITCH_ROLE))
}

/// What services send along that needs actions of its own: all those of IAM Roles Anywhere and EKS Pod Identity do.
///
/// Sources: <https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html> and
/// <https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html>
fn sent_by(service: &str) -> (Vec<(String, String)>, Option<String>) {
    let tag = |key: &str| vec![(key.to_owned(), "unknown".to_owned())];
    match service {
        "pods.eks.amazonaws.com" => (tag("eks-cluster-name"), None),
        "rolesanywhere.amazonaws.com" => (tag("x509Subject/CN"), Some("unknown".to_owned())),
        _ => (Vec::new(), None),
    }
}

/// The role's ARN; where it is not known, one of the same account will do.
fn role(names: &Names, caller: &str) -> Option<String> {
    let parsed = names.role_arn.as_deref().filter(|arn| Arn::parse(arn).is_some());
    if let Some(arn) = parsed {
        return Some(arn.to_owned());
    }
    let (partition, account) = match Arn::parse(caller) {
        Some(arn) => (arn.partition().to_owned(), arn.account().to_owned()),
        None => ("aws".to_owned(), "000000000000".to_owned()),
    };
    let name = names.role_name.as_deref().unwrap_or("unknown");
    Some(format!("arn:{partition}:iam::{account}:role/{name}"))
}

fn scenario(
    reading: &Reading,
    known: &Known<'_>,
    policy: &Policy<'_>,
    action: &str,
    caller: &str,
    role: String,
) -> Scenario {
    let document = known.input.document;
    let mut request = Request { action: action.to_owned(), principal: caller.to_owned(), ..Request::default() };
    (request.tags, request.source_identity) = sent_by(caller);
    if let Some(event) = &reading.event {
        request.session_name.clone_from(&event.session_name);
        request.external_id.clone_from(&event.external_id);
        request.source_identity.clone_from(&event.source_identity);
        request.tags.clone_from(&event.tags);
        let issuer = caller.split_once(":oidc-provider/").map_or(caller, |(_, issuer)| issuer);
        for (claim, value) in [("sub", &event.subject), ("aud", &event.audience)] {
            if let Some(value) = value {
                request.context.push((format!("{issuer}:{claim}"), vec![value.clone()]));
            }
        }
        if let Some(ip) = &event.source_ip {
            request.context.push(("aws:SourceIp".to_owned(), vec![ip.clone()]));
        }
    }
    let trust_policy = document.span(policy.root).of(document.text).to_owned();
    Scenario {
        role: RoleToAssume { arn: role, max_session_duration: None, trust_policy },
        request,
        ..Scenario::default()
    }
}

/// What outputs of commands tell of the request.
fn tell(scenario: &mut Scenario, facts: &Facts) {
    let context = &mut scenario.request.context;
    for output in &facts.outputs {
        match output {
            Output::Organization { id, .. } => context.push(("aws:PrincipalOrgID".to_owned(), vec![id.clone()])),
            Output::IdentityPool { id, roles } => {
                let issuer = "cognito-identity.amazonaws.com";
                context.push((format!("{issuer}:aud"), vec![id.clone()]));
                if let Some((kind, _)) = roles.iter().find(|(_, arn)| *arn == scenario.role.arn) {
                    context.push((format!("{issuer}:amr"), vec![kind.clone()]));
                }
            }
            _ => {}
        }
    }
}

/// Whether a policy of the caller's own makes the difference.
fn needs_identity(scenario: &Scenario, simulation: &Simulation, names_itself: bool) -> Option<bool> {
    match (simulation.decision, simulation.decided_by) {
        (Decision::Allowed, _) => return Some(false),
        (_, Some(Layer::IdentityPolicy)) => return Some(true),
        _ => {}
    }
    let account = |text: &str| Arn::parse(text).map(|arn| arn.account().to_owned());
    let (caller, role) = (account(&scenario.request.principal)?, account(&scenario.role.arn)?);
    match caller == role {
        true => names_itself.then_some(false),
        false => Some(true),
    }
}
