//! One change on the way to a remedy.

use crate::evaluate::{Layer, Request, Scenario, Who};
use crate::text::Edit;

/// A change, as it is shown.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) side: Layer,
    /// What it does, as an order.
    pub(super) title: String,
    /// How much it widens.
    pub(super) cost: u32,
    pub(super) how: How,
    /// The session tag that it sets.
    tag: Option<String>,
}

impl Step {
    /// Whether it sets what another one set: one value of a session tag says all.
    pub(super) fn stands_for(&self, other: &Self) -> bool {
        self.tag.as_ref().zip(other.tag.as_ref()).is_some_and(|(own, other)| own.eq_ignore_ascii_case(other))
    }
}

/// How a change is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum How {
    /// By saving the trust policy.
    TrustPolicy,
    /// By calling otherwise.
    Call,
    /// By a command of its own.
    Line(String),
    /// By a command of its own, and then the call.
    LineAndCall(String),
    /// By no command of the caller or of the role's account.
    Otherwise,
}

/// What a change does to a scenario.
#[derive(Debug, Clone)]
pub(super) enum Change {
    /// Edits of the trust policy.
    Trust(Vec<Edit>),
    /// Another request, or other policies around the trust policy.
    Scenario(Box<Scenario>),
}

/// What steps cost: the less they let in, the less. What is done before is better than what opens more.
pub(super) mod cost {
    /// A parameter of the call.
    pub(crate) const REQUEST: u32 = 2;
    /// Less than the call asked for.
    pub(crate) const LEAVE_OUT: u32 = 3;
    /// A property of the caller or of the place of the call.
    pub(crate) const CIRCUMSTANCE: u32 = 4;
    /// A statement for the caller's own policies.
    pub(crate) const IDENTITY: u32 = 6;
    /// A mistake of the writer's that the rules know how to mend.
    pub(crate) const MISTAKE: u32 = 7;
    /// One value more in a condition.
    pub(crate) const VALUE: u32 = 8;
    /// A condition that means what it says.
    pub(crate) const REPAIR: u32 = 10;
    /// An action more in a statement.
    pub(crate) const ACTION: u32 = 10;
    /// A principal more in a statement.
    pub(crate) const PRINCIPAL: u32 = 12;
    /// A statement more.
    pub(crate) const STATEMENT: u32 = 14;
    /// Something that another administrator must do.
    pub(crate) const ADMINISTRATOR: u32 = 16;
    /// An exception from a denial.
    pub(crate) const EXCEPTION: u32 = 20;
    /// What is only offered where nothing else helps.
    pub(crate) const LAST_RESORT: u32 = 30;
    /// A denial less.
    pub(crate) const REMOVAL: u32 = 40;
}

/// At most so many steps against one cause: a policy may have thousands of statements that come near.
const MOST: usize = 16;

/// The steps found so far, and what they are for.
#[derive(Debug)]
pub(super) struct Steps<'s> {
    pub(super) scenario: &'s Scenario,
    pub(super) who: &'s Who,
    /// The action that is not allowed.
    pub(super) action: &'s str,
    pub(super) all: Vec<(Step, Change)>,
}

impl<'s> Steps<'s> {
    pub(super) fn new(scenario: &'s Scenario, who: &'s Who, action: &'s str) -> Self {
        Self { scenario, who, action, all: Vec::new() }
    }

    /// Edits of the trust policy, in whatever order.
    pub(super) fn trust(&mut self, cost: u32, title: String, edits: Vec<Edit>) {
        let edits = crate::text::in_order(edits, |edit| (edit.start, edit.end));
        let apart = edits.windows(2).all(|pair| pair[0].end <= pair[1].start);
        if apart && !edits.is_empty() {
            let step = Step { side: Layer::TrustPolicy, title, cost, how: How::TrustPolicy, tag: None };
            self.push(step, || Change::Trust(edits));
        }
    }

    /// A change of something else.
    pub(super) fn other(
        &mut self,
        side: Layer,
        cost: u32,
        title: String,
        how: How,
        change: impl FnOnce(&mut Scenario),
    ) {
        self.change(Step { side, title, cost, how, tag: None }, change);
    }

    /// Another session tag, or another value of one.
    pub(super) fn session_tag(&mut self, tag: &str, title: String, how: How, change: impl FnOnce(&mut Request)) {
        let step = Step { side: Layer::Request, title, cost: cost::REQUEST, how, tag: Some(tag.to_owned()) };
        self.change(step, |scenario| change(&mut scenario.request));
    }

    fn change(&mut self, step: Step, change: impl FnOnce(&mut Scenario)) {
        let scenario = self.scenario;
        self.push(step, || {
            let mut scenario = scenario.clone();
            change(&mut scenario);
            Change::Scenario(Box::new(scenario))
        });
    }

    fn push(&mut self, step: Step, change: impl FnOnce() -> Change) {
        if self.all.len() < MOST {
            self.all.push((step, change()));
        }
    }

    /// A change of the request.
    pub(super) fn request(&mut self, title: String, change: impl FnOnce(&mut Request)) {
        self.other(Layer::Request, cost::REQUEST, title, How::Call, |scenario| change(&mut scenario.request));
    }

    /// The role that is to be assumed.
    pub(super) fn role(&self) -> &'s str {
        self.scenario.role.arn.trim()
    }
}
