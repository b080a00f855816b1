//! What would let a denied caller in: the smallest changes, each proven.
//!
//! Every cause that a trace shows suggests steps: a parameter for the request, a value for a condition, a principal, a
//! statement for the caller's own policies. A step is tried by answering the scenario again. Where another cause is left,
//! steps against that one follow, so that a remedy may have several; cheaper ones, which widen less, are tried first.

mod command;
mod compose;
mod denial;
mod identity;
mod mistake;
mod others;
mod place;
mod principal;
mod repair;
mod request;
mod statement;
mod step;
mod stranger;
mod trust;
mod wish;

use crate::evaluate::{Decision, Examined, Layer, Remedy, Scenario, Who, examine};
use crate::report::{Report, SaveVerdict};
use crate::text::{Edit, apply};
use step::{Change, How, Step, Steps, cost};

/// At most so many remedies are offered.
const MOST_REMEDIES: usize = 5;

/// At most so many scenarios are answered to find them.
const MOST_PROOFS: usize = 24;

/// At most so many steps make a remedy.
const MOST_STEPS: usize = 4;

/// Scenarios with more policy text than this get no remedies: each proof would read it again.
const MOST_TEXT: usize = 131_072;

/// The remedies of a denied scenario, the least widening first. `check` reports on a trust policy.
pub(crate) fn find(scenario: &Scenario, denied: &Examined, check: impl Fn(&str) -> Report) -> Vec<Remedy> {
    let Some(who) = denied.who.as_ref().filter(|_| scenario.policies().map(str::len).sum::<usize>() <= MOST_TEXT)
    else {
        return Vec::new();
    };
    let mut first = steps(scenario, denied, who);
    let mut is_refused = false;
    if denied.simulation.decided_by == Some(Layer::TrustPolicy) {
        let report = check(&scenario.role.trust_policy);
        mistake::steps(&mut first, &report);
        is_refused = report.save.verdict == SaveVerdict::Rejected;
    }
    let start = Attempt { scenario: scenario.clone(), steps: Vec::new(), edits: Vec::new() };
    let mut found = search(&start, start.next(first), who);
    // Where AWS refuses the policy as it is, changes that leave it so are worth less than ones that do not.
    if is_refused {
        let is_saved = |attempt: &Attempt| {
            attempt.edits.is_empty() || check(&attempt.scenario.role.trust_policy).save.verdict != SaveVerdict::Rejected
        };
        let (saved, refused): (Vec<Attempt>, Vec<Attempt>) = found.into_iter().partition(is_saved);
        found = if saved.is_empty() { refused } else { saved };
    }
    found.into_iter().map(|attempt| attempt.remedy(who)).collect()
}

/// Proves attempts, the cheapest first, and goes on from those that are not enough.
fn search(start: &Attempt, mut waiting: Vec<Attempt>, who: &Who) -> Vec<Attempt> {
    let mut found: Vec<Attempt> = Vec::new();
    let mut proofs = 0;
    while found.len() < MOST_REMEDIES && proofs < MOST_PROOFS {
        // The first of the cheapest: the order of the steps decides between equals.
        let Some(at) = (0..waiting.len()).min_by_key(|at| waiting[*at].cost()) else { break };
        let attempt = waiting.remove(at);
        if found.iter().any(|other| attempt.is_needless_beside(other)) {
            continue;
        }
        proofs += 1;
        let examined = examine(&attempt.scenario);
        if examined.simulation.decision == Decision::Allowed {
            if attempt.edits.is_empty() || !stranger::comes_in(&start.scenario, &attempt.scenario, who) {
                found.push(attempt);
            }
        } else if attempt.steps.len() < MOST_STEPS
            && let Some(who) = &examined.who
        {
            waiting.extend(attempt.next(steps(&attempt.scenario, &examined, who)));
        }
    }
    found
}

/// A scenario with some steps taken.
#[derive(Debug, Clone)]
struct Attempt {
    scenario: Scenario,
    steps: Vec<Step>,
    /// Of the trust policy as it was given.
    edits: Vec<Edit>,
}

impl Attempt {
    fn cost(&self) -> u32 {
        self.steps.iter().map(|step| step.cost).sum()
    }

    fn has(&self, cost: u32) -> bool {
        self.steps.iter().any(|step| step.cost == cost)
    }

    /// Whether it adds nothing to a remedy: it comes to the same, needs more steps, or is a last resort. A remedy that
    /// gives up what was asked for leaves room for one with more steps.
    fn is_needless_beside(&self, other: &Self) -> bool {
        self.has(cost::LAST_RESORT)
            || (self.steps.len() > other.steps.len() && !other.has(cost::LEAVE_OUT))
            || self.scenario == other.scenario
            || other.steps.iter().all(|step| self.steps.iter().any(|own| own.title == step.title))
    }

    /// The attempts with one step more.
    fn next(&self, steps: Steps<'_>) -> Vec<Self> {
        let mut next = Vec::new();
        for (step, change) in steps.all {
            // A step that was taken and did not help will not help again; and who excepts from one denial need not
            // remove another.
            let again = self.steps.iter().any(|own| own.title == step.title);
            if again || (step.cost == cost::REMOVAL && !self.steps.is_empty()) {
                continue;
            }
            let (scenario, edits) = match change {
                Change::Trust(edits) => {
                    let mut scenario = self.scenario.clone();
                    scenario.role.trust_policy = apply(&self.scenario.role.trust_policy, &edits);
                    (scenario, compose::compose(self.original_length(), &self.edits, &edits))
                }
                Change::Scenario(scenario) => (*scenario, self.edits.clone()),
            };
            let kept = self.steps.iter().filter(|own| !step.stands_for(own)).cloned();
            let steps = kept.chain([step.clone()]).collect();
            next.push(Self { scenario, steps, edits });
        }
        next
    }

    /// The length of the trust policy before the edits.
    fn original_length(&self) -> u32 {
        let added: usize = self.edits.iter().map(|edit| edit.text.len()).sum();
        let removed: u32 = self.edits.iter().map(|edit| edit.end - edit.start).sum();
        self.scenario.role.trust_policy.len() as u32 + removed - added as u32
    }

    fn remedy(self, who: &Who) -> Remedy {
        let command = self.command(who);
        let side = match self.edits.is_empty() {
            true => self.steps.first().map_or(Layer::Request, |step| step.side),
            false => Layer::TrustPolicy,
        };
        let titles: Vec<String> = self.steps.into_iter().map(|step| step.title).collect();
        Remedy { side, title: joined(&titles), edits: self.edits, command, scenario: self.scenario }
    }

    /// The commands of all steps, a line each; what changes the call comes last, since the rest must be done before it.
    fn command(&self, who: &Who) -> Option<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut add = |line: Option<String>| {
            if let Some(line) = line.filter(|line| !lines.contains(line)) {
                lines.push(line);
            }
        };
        let mut calls = false;
        for step in &self.steps {
            match &step.how {
                How::TrustPolicy => add(Some(command::update_trust_policy(&command::situation(&self.scenario, who)))),
                How::Line(line) => add(Some(line.clone())),
                How::LineAndCall(line) => {
                    add(Some(line.clone()));
                    calls = true;
                }
                How::Call => calls = true,
                How::Otherwise => {}
            }
        }
        if calls {
            add(command::call(&self.scenario, who));
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// Steps against the first thing that stands in the way.
fn steps<'s>(scenario: &'s Scenario, examined: &'s Examined, who: &'s Who) -> Steps<'s> {
    let simulation = &examined.simulation;
    let mut steps = Steps::new(scenario, who, &examined.action);
    match (simulation.decision, simulation.decided_by) {
        (Decision::InvalidRequest, _) => request::valid(&mut steps),
        (Decision::ExplicitlyDenied, Some(layer)) => denial::steps(&mut steps, layer, &simulation.layers),
        (Decision::ImplicitlyDenied, Some(layer)) => {
            request::leave_out(&mut steps);
            match layer {
                Layer::TrustPolicy => trust::steps(&mut steps, &simulation.layers),
                Layer::IdentityPolicy => identity::steps(&mut steps, &simulation.layers),
                Layer::Request => request::keep_source_identity(&mut steps),
                _ => others::steps(&mut steps, layer, &simulation.layers),
            }
        }
        _ => {}
    }
    steps
}

/// Several orders as one: `Do this, do that, and then the other`.
fn joined(titles: &[String]) -> String {
    let mut text = String::new();
    for (at, title) in titles.iter().enumerate() {
        if at == 0 {
            text.push_str(title);
            continue;
        }
        text.push_str(if at + 1 == titles.len() { ", and " } else { ", " });
        let mut letters = title.chars();
        text.extend(letters.next().map(|first| first.to_ascii_lowercase()));
        text.push_str(letters.as_str());
    }
    text
}
