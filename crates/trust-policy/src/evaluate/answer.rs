//! What the simulator answers: plain data, the JSON contract of `simulate`.

use serde::Serialize;

use super::scenario::Scenario;
use crate::report::Edit;

/// Whether the request would be allowed, and all that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Simulation {
    /// The answer.
    pub decision: Decision,
    /// The layer that decided: the one that denies, or the trust policy when everything allows.
    pub decided_by: Option<Layer>,
    /// The answer as one sentence.
    pub summary: String,
    /// What AWS would reply.
    pub error: Option<AwsError>,
    /// Condition keys whose values were not given and mattered; they were taken to be absent.
    pub assumed: Vec<String>,
    /// Every layer that was asked, in the order of evaluation.
    pub layers: Vec<LayerTrace>,
    /// The smallest changes that would make the request allowed, the least widening first.
    pub remedies: Vec<Remedy>,
}

/// The answers there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// The caller gets a session.
    Allowed,
    /// Nothing allows it that would have to.
    ImplicitlyDenied,
    /// A statement denies it.
    ExplicitlyDenied,
    /// AWS refuses the request before it looks at a policy.
    InvalidRequest,
}

/// What can have a say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Layer {
    /// The request itself.
    Request,
    /// Service control policies of the caller's organization.
    ServiceControlPolicy,
    /// Resource control policies of the role's organization.
    ResourceControlPolicy,
    /// The policy of the VPC endpoint.
    VpcEndpointPolicy,
    /// The role's trust policy.
    TrustPolicy,
    /// Policies of the caller.
    IdentityPolicy,
    /// The caller's permissions boundary.
    PermissionsBoundary,
    /// Session policies of the caller's session.
    SessionPolicy,
}

/// AWS's reply to a request that it refuses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AwsError {
    /// Its code.
    pub code: &'static str,
    /// Its words, where they are documented or were recorded.
    pub message: Option<String>,
}

/// What one layer said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LayerTrace {
    /// Which one.
    pub layer: Layer,
    /// Its own answer.
    pub decision: Decision,
    /// Its statements, in the order of the text.
    pub statements: Vec<StatementTrace>,
}

/// What one statement said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StatementTrace {
    /// Where it stands: `Statement[0]`, behind the place of the policy where that is not the trust policy.
    pub path: String,
    /// Its id.
    pub sid: Option<String>,
    /// `Allow` or `Deny`.
    pub effect: &'static str,
    /// Whether all of it is about this request.
    pub matches: bool,
    /// Whether its principals are; true where a policy has none.
    pub principal: bool,
    /// Whether its actions are.
    pub action: bool,
    /// Whether its resources are; true in a trust policy, which has none.
    pub resource: bool,
    /// Its conditions.
    pub conditions: Vec<ConditionTrace>,
}

/// What one test of a condition key said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ConditionTrace {
    /// As it is written.
    pub operator: String,
    /// As it is written.
    pub key: String,
    /// The values in the policy, variables filled in.
    pub expected: Vec<String>,
    /// The values in the request; `null` when the key is not in it.
    pub actual: Option<Vec<String>>,
    /// Whether it holds.
    pub matches: bool,
    /// Why, in a sentence.
    pub why: String,
}

/// A change that makes the request allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Remedy {
    /// What is changed: the trust policy, where it is among several things that must be.
    pub side: Layer,
    /// What it does and whom it lets in, as an order. Where one change is not enough, it names all of them.
    pub title: String,
    /// Edits of the trust policy, in order, when it is that side.
    pub edits: Vec<Edit>,
    /// The commands that do it, a line each.
    pub command: Option<String>,
    /// The scenario with the change: what was answered again, and allowed.
    #[serde(skip)]
    pub scenario: Scenario,
}
