//! The engine in the browser: converts and decides nothing.
//!
//! Functions take and give plain data. Offsets are UTF-16 code units, as JavaScript and its editors count. A bad policy
//! is a result, never an exception; only a caller's own mistake (an option that is none) throws, with a sentence.

mod session;
mod types;

pub use session::Session;

use js_sys::Reflect;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use trust_policy::{Fixed, Options, Report, Safety};
use wasm_bindgen::prelude::*;

use crate::types::{CheckOptions, FixedObject, ReportObject, RuleInfoList};

/// The standard library's allocator for WebAssembly weighs eight kilobytes, this one less than two.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// Sends panics, which are bugs, to the console with their place. Runs by itself when the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// Checks a text.
#[wasm_bindgen]
pub fn check(text: &str, options: Option<CheckOptions>) -> Result<ReportObject, JsValue> {
    Ok(to_js(&report(text, &read_options(options)?))?.unchecked_into())
}

/// Applies every repair up to a safety, `safe` or `review`, until none is left.
#[wasm_bindgen]
pub fn fix(text: &str, level: &str, options: Option<CheckOptions>) -> Result<FixedObject, JsValue> {
    let level = match level {
        "safe" => Safety::Safe,
        "review" => Safety::Review,
        other => return Err(JsError::new(&format!("the level is \"safe\" or \"review\", not \"{other}\"")).into()),
    };
    let Fixed { text, applied, report } = trust_policy::fix(text, level, &read_options(options)?);
    let report = report.into_utf16(&text);
    Ok(to_js(&Fixed { text, applied, report })?.unchecked_into())
}

/// Every rule there is.
#[wasm_bindgen]
pub fn rules() -> Result<RuleInfoList, JsValue> {
    Ok(to_js(&trust_policy::rules())?.unchecked_into())
}

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

pub(crate) fn report(text: &str, options: &Options) -> Report {
    trust_policy::check(text, options).into_utf16(text)
}

/// The options as the engine has them. Read member by member: a deserializer for one string would weigh ten kilobytes.
pub(crate) fn read_options(options: Option<CheckOptions>) -> Result<Options, JsValue> {
    let Some(options) = options else { return Ok(Options::default()) };
    let role_arn = Reflect::get(&options, &JsValue::from_str("roleArn"))?;
    if !(role_arn.is_string() || role_arn.is_null() || role_arn.is_undefined()) {
        return Err(JsError::new("the option roleArn is a string or null").into());
    }
    let role_arn = role_arn.as_string().filter(|arn| !arn.trim().is_empty());
    Ok(Options { role_arn, ..Options::default() })
}

pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
