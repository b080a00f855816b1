//! May this caller assume this role, and who can.

use js_sys::{Array, JSON, Reflect};
use serde::Serialize;
use trust_policy::{Scenario, simulate_pasted};
use wasm_bindgen::prelude::*;

use super::to_js;
use crate::read_options;
use crate::types::CheckOptions;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Decision = "allowed" | "implicitly-denied" | "explicitly-denied" | "invalid-request";
export type Layer =
  | "request"
  | "service-control-policy"
  | "resource-control-policy"
  | "vpc-endpoint-policy"
  | "trust-policy"
  | "identity-policy"
  | "permissions-boundary"
  | "session-policy";

export interface ConditionTrace {
  operator: string;
  key: string;
  expected: string[];
  actual: string[] | null;
  matches: boolean;
  why: string;
}

export interface StatementTrace {
  path: string;
  sid: string | null;
  effect: "Allow" | "Deny";
  matches: boolean;
  principal: boolean;
  action: boolean;
  resource: boolean;
  conditions: ConditionTrace[];
}

export interface LayerTrace {
  layer: Layer;
  decision: Decision;
  statements: StatementTrace[];
}

/** Condition keys or claims with their values. */
export interface KeyValues {
  [key: string]: string | number | boolean | (string | number | boolean)[];
}

/** The call of a scenario. Principals are ARNs, or services such as `ec2.amazonaws.com`. */
export interface SimulatedRequest {
  action: string;
  principal: string;
  principalTags?: Record<string, string> | null;
  sessionName?: string | null;
  externalId?: string | null;
  durationSeconds?: number | null;
  sourceIdentity?: string | null;
  tags?: Record<string, string>;
  transitiveTagKeys?: string[];
  mfa?: { present: boolean, ageSeconds?: number | null } | null;
  token?: KeyValues | string | null;
  providerArn?: string | null;
  saml?: KeyValues | null;
  context?: KeyValues;
}

/**
 * May this caller, with this request, assume this role? Policies are texts, or objects. The trust policy may be a text as
 * it was pasted, such as the output of `aws iam get-role`.
 */
export interface Scenario {
  role: { arn: string, maxSessionDuration?: number | null, trustPolicy: string | object };
  request: SimulatedRequest;
  identityPolicies?: (string | object)[];
  permissionsBoundary?: string | object | null;
  sessionPolicies?: (string | object)[];
  serviceControlPolicies?: (string | object)[][];
  resourceControlPolicies?: (string | object)[][];
  vpcEndpointPolicy?: string | object | null;
}

/** A member of a scenario that a remedy changes: `request.externalId`, and what it is then; `null` is said no more. */
export interface ScenarioChange {
  place: string;
  value: unknown;
}

/** A change that makes the request allowed: edits of the trust policy's text, and changes of the scenario. */
export interface Remedy {
  side: Layer;
  title: string;
  edits: Edit[];
  changes: ScenarioChange[];
  command: string | null;
}

/** Where a statement of the trust policy and its conditions stand, in the order of their traces. */
export interface StatementPlace {
  span: Range;
  conditions: Range[];
}

/** AWS's reply; its words where they are documented or were recorded. */
export interface AwsError {
  code: string;
  message: string | null;
}

export interface Simulation {
  decision: Decision;
  decidedBy: Layer | null;
  summary: string;
  error: AwsError | null;
  assumed: string[];
  layers: LayerTrace[];
  remedies: Remedy[];
  places: StatementPlace[];
  notes: string[];
}

export interface ConditionInWords {
  text: string;
  operator: string;
  key: string;
  values: string[];
  path: string;
  span: Range;
}

export type TrusteeKind =
  | "account"
  | "user"
  | "role"
  | "session"
  | "service"
  | "saml-provider"
  | "web-identity"
  | "everybody"
  | "unknown";

/** Whether the caller needs a policy of its own, too. */
export interface Needs {
  identityPolicy: "yes" | "no" | "depends";
  why: string;
}

export interface DenialInWords {
  text: string;
  whole: boolean;
  path: string;
  span: Range;
}

export interface RowFinding {
  rule: string;
  severity: Severity;
  message: string;
}

export interface ExplanationRow {
  who: string;
  kind: TrusteeKind;
  principal: string;
  account: string | null;
  api: string | null;
  also: string[];
  conditions: ConditionInWords[];
  needs: Needs;
  denies: DenialInWords[];
  risk: "none" | "low" | "high";
  findings: RowFinding[];
  path: string;
  span: Range;
}

export interface TrustNode {
  id: string;
  kind: TrusteeKind;
  label: string;
  account: string | null;
}

/** A principal can assume the role; `row` is the index of the row that says more. */
export interface TrustEdge {
  from: string;
  to: string;
  api: string;
  conditions: string[];
  row: number;
}

export interface TrustGraph {
  nodes: TrustNode[];
  edges: TrustEdge[];
}

export interface Explanation {
  role: string | null;
  rows: ExplanationRow[];
  graph: TrustGraph;
}

export interface PresetField {
  name: string;
  title: string;
  example: string;
  default: string | null;
  required: boolean;
}

/** An event whose token can be built: `request.token` of a scenario is then `{ preset: id, …fields }`. */
export interface TokenPreset {
  id: string;
  provider: string;
  title: string;
  fields: PresetField[];
}
"#;

#[wasm_bindgen]
extern "C" {
    /// `Simulation` of the types above.
    #[wasm_bindgen(typescript_type = "Simulation")]
    #[derive(Debug)]
    pub type SimulationObject;

    /// `Explanation` of the types above.
    #[wasm_bindgen(typescript_type = "Explanation")]
    #[derive(Debug)]
    pub type ExplanationObject;

    /// `TokenPreset[]` of the types above.
    #[wasm_bindgen(typescript_type = "TokenPreset[]")]
    #[derive(Debug)]
    pub type TokenPresetList;
}

/// Answers a scenario: an object, or its JSON as text. Throws a sentence that names the place if it is none.
#[wasm_bindgen]
pub fn simulate(
    #[wasm_bindgen(unchecked_param_type = "Scenario | string")] scenario: &JsValue,
) -> Result<SimulationObject, JsValue> {
    let text = match scenario.as_string() {
        Some(text) => text,
        None => JSON::stringify(scenario)?.as_string().unwrap_or_default(),
    };
    let scenario = Scenario::parse(&text).map_err(|error| JsError::new(&error.message))?;
    let text = &scenario.role.trust_policy;
    let (simulation, places) = simulate_pasted(&scenario);
    let simulation = simulation.into_utf16(text);
    let places: Vec<_> = places.into_iter().map(|place| place.into_utf16(text)).collect();
    let object = to_js(&simulation)?;
    set(&object, "places", &places)?;
    set(&object, "notes", &scenario.notes())?;
    let remedies = Array::from(&Reflect::get(&object, &JsValue::from_str("remedies"))?);
    for (remedy, object) in simulation.remedies.iter().zip(remedies.iter()) {
        set(&object, "changes", &scenario.changes_to(&remedy.scenario))?;
    }
    Ok(object.unchecked_into())
}

fn set(object: &JsValue, name: &str, value: &impl Serialize) -> Result<(), JsValue> {
    Reflect::set(object, &JsValue::from_str(name), &to_js(value)?)?;
    Ok(())
}

/// Explains who can assume the role of a trust policy.
#[wasm_bindgen]
pub fn explain(text: &str, options: Option<CheckOptions>) -> Result<ExplanationObject, JsValue> {
    let explanation = trust_policy::explain(text, &read_options(options)?).into_utf16(text);
    Ok(to_js(&explanation)?.unchecked_into())
}

/// The events whose tokens a scenario can ask for by name.
#[wasm_bindgen(js_name = tokenPresets)]
pub fn token_presets() -> Result<TokenPresetList, JsValue> {
    Ok(to_js(&trust_policy::token_presets())?.unchecked_into())
}
