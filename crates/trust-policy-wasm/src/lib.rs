//! The engine in the browser: converts and decides nothing.
//!
//! Functions take and give plain data. Offsets are UTF-16 code units, as JavaScript and its editors count. A bad policy
//! is a result, never an exception; only a caller's own mistake (an option that is none) throws, with a sentence.

mod session;
mod types;

pub use session::Session;
pub use types::CheckOptions;

use js_sys::{Array, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use trust_policy::{Fixed, OptionValue, Options, Report, Safety};
use wasm_bindgen::prelude::*;

use crate::types::{FixedObject, ReportObject, RuleInfoList};

/// The standard library's allocator for WebAssembly weighs eight kilobytes, this one less than two.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

include!(concat!(env!("OUT_DIR"), "/book.rs"));

/// Sends panics, which are bugs, to the console with their place, and gives the engine its words. Runs by itself when the
/// module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    #[cfg(target_arch = "wasm32")]
    trust_policy::install(book());
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

/// The options as the engine has them. Read member by member: a deserializer for five texts would weigh ten kilobytes.
pub(crate) fn read_options(given: Option<CheckOptions>) -> Result<Options, JsValue> {
    let mut options = Options::default();
    let Some(given) = given else { return Ok(options) };
    for name in Options::NAMES {
        let member = Reflect::get(&given, &JsValue::from_str(name))?;
        if member.is_null() || member.is_undefined() {
            continue;
        }
        let Some(value) = option_value(&member) else {
            return Err(JsError::new(&["the option ", name, " is a text or a list of texts"].concat()).into());
        };
        options.set(name, value).map_err(|error| JsError::new(&error.sentence()))?;
    }
    Ok(options)
}

/// A text or a list of texts; `None` for anything else.
fn option_value(member: &JsValue) -> Option<OptionValue> {
    if let Some(text) = member.as_string() {
        return Some(OptionValue::Text(text));
    }
    if !Array::is_array(member) {
        return None;
    }
    let items = member.unchecked_ref::<Array>();
    let mut texts = Vec::new();
    for at in 0..items.length() {
        texts.push(items.get(at).as_string()?);
    }
    Some(OptionValue::List(texts))
}

pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
