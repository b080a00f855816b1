//! The rule book as data.

use wasm_bindgen::prelude::*;

use super::to_js;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
export interface RuleInfo {
  id: string;
  group: string;
  severity: Severity;
  confidence: Confidence;
  fix: "always" | "sometimes" | "never";
  awsCheck: string | null;
  url: string;
}
"#;

#[wasm_bindgen]
extern "C" {
    /// `RuleInfo[]` of the types above.
    #[wasm_bindgen(typescript_type = "RuleInfo[]")]
    #[derive(Debug)]
    pub type RuleInfoList;
}

/// Every rule there is.
#[wasm_bindgen]
pub fn rules() -> Result<RuleInfoList, JsValue> {
    Ok(to_js(&trust_policy::rules())?.unchecked_into())
}
