//! What an error message of AWS says, what is behind it, and the commands that look into it.

use serde::Deserialize;
use serde::de::{Deserializer, Visitor};
use serde_wasm_bindgen::Error;
use trust_policy::{Evidence, Situation, commands as answer};
use wasm_bindgen::prelude::*;

use super::to_js;
use crate::read_options;
use crate::types::CheckOptions;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export type Likelihood = "high" | "medium" | "low";

/** What an error message names. */
export interface MessageParts {
  principal: string | null;
  action: string | null;
  resource: string | null;
  policyType: string | null;
  value: string | null;
  issuer: string | null;
  service: string | null;
  requestId: string | null;
  encodedMessage: string | null;
  arns: string[];
  accounts: string[];
}

/**
 * Something that may be behind a message. `where` and the edits of the repairs are places in the policy's text. `next` are
 * commands that change nothing; what they print can be given back as an answer.
 */
export interface Cause {
  title: string;
  likelihood: Likelihood;
  why: string;
  where: Range | null;
  path: string | null;
  next: string[];
  nextPowershell: string[];
  finding: string | null;
  fixes: Fix[];
}

/**
 * What a message says. `told` says of each output of a command what it tells. `policy` is the text of the trust policy that
 * an output brought along where none was given: then the places of the causes are those in it.
 */
export interface Decoded {
  recognised: boolean;
  code: string | null;
  api: string | null;
  meaning: string;
  parts: MessageParts;
  told: string[];
  policy: string | null;
  causes: Cause[];
  question: string | null;
}

/** An answer leads to another step, or to causes. */
export interface GuideAnswer {
  answer: string;
  step: string | null;
  meaning: string | null;
  causes: Cause[];
}

export interface GuideStep {
  id: string;
  question: string;
  answers: GuideAnswer[];
}

/** The guided way for those who have only a symptom. */
export interface Guide {
  start: string;
  steps: GuideStep[];
}

/** What commands are made for; what is left out stands in them `<LIKE_THIS>`. */
export interface Situation {
  roleArn?: string | null;
  callerArn?: string | null;
  provider?: string | null;
  audience?: string | null;
  externalId?: string | null;
  mfa?: boolean;
  mfaSerial?: string | null;
  sessionName?: string | null;
  sourceIdentity?: string | null;
  tags?: [string, string][];
  transitiveTagKeys?: string[];
  durationSeconds?: number | null;
  region?: string | null;
  trustPolicy?: string | null;
  encodedMessage?: string | null;
}

export type Purpose = "inspect" | "assume" | "verify" | "change";

/** A command of the AWS CLI, ready to copy. */
export interface Command {
  id: string;
  purpose: Purpose;
  title: string;
  changes: boolean;
  posix: string;
  powershell: string;
  note: string | null;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// `Decoded` of the types above.
    #[wasm_bindgen(typescript_type = "Decoded")]
    #[derive(Debug)]
    pub type DecodedObject;

    /// `Guide` of the types above.
    #[wasm_bindgen(typescript_type = "Guide")]
    #[derive(Debug)]
    pub type GuideObject;

    /// `Command[]` of the types above.
    #[wasm_bindgen(typescript_type = "Command[]")]
    #[derive(Debug)]
    pub type CommandList;
}

/// Tells what an error message says, and what is behind it; `policy` is the text of the role's trust policy. `answers` are
/// what the commands of an earlier answer printed, or their errors: they settle causes, or rule them out.
#[wasm_bindgen]
pub fn decode(
    message: &str,
    policy: Option<String>,
    options: Option<CheckOptions>,
    answers: Option<Vec<String>>,
) -> Result<DecodedObject, JsValue> {
    let evidence = Evidence { policy, options: read_options(options)?, answers: answers.unwrap_or_default() };
    let decoded = trust_policy::decode(message, &evidence).into_utf16(evidence.policy.as_deref().unwrap_or_default());
    Ok(to_js(&decoded)?.unchecked_into())
}

/// The questions that lead to causes.
#[wasm_bindgen]
pub fn guide() -> Result<GuideObject, JsValue> {
    Ok(to_js(&trust_policy::guide())?.unchecked_into())
}

/// The `aws` commands for a situation: what only looks comes first.
#[wasm_bindgen]
pub fn commands(
    #[wasm_bindgen(unchecked_param_type = "Situation")] situation: JsValue,
) -> Result<CommandList, JsValue> {
    let situation = Situation::deserialize(Members(situation.into()))?;
    Ok(to_js(&answer(&situation))?.unchecked_into())
}

/// An object with all its members: by itself it is asked for those only that a type has, and a misspelt one goes unnoticed.
struct Members(serde_wasm_bindgen::Deserializer);

impl<'de> Deserializer<'de> for Members {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.0.deserialize_map(visitor)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq
        tuple tuple_struct map struct enum identifier ignored_any
    }
}
