//! The engine in the browser: converts and decides nothing.
//!
//! Functions take and give plain data. Offsets are UTF-16 code units, as JavaScript and its editors count. A bad policy
//! is a result, never an exception; only a caller's own mistake (an option that is none) throws, with a sentence.
//!
//! There are two flavours: with the feature `full`, the default, the package has everything. Without it there is what
//! the page loads before the first finding, where every kilobyte is waited for: `check` and `fix`.

#[cfg(feature = "full")]
mod full;
mod javascript;
mod json;
mod types;

#[cfg(feature = "full")]
pub use full::{Session, commands, decode, explain, guide, rules, simulate, token_presets};
pub use types::CheckOptions;

use trust_policy::{Fixed, OptionValue, Options, Safety};
use wasm_bindgen::prelude::*;

use crate::javascript::{List, is_array, member, parse_json};
use crate::types::{FixedObject, ReportObject};

/// The standard library's allocator for WebAssembly weighs eight kilobytes, this one less than two.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

include!(concat!(env!("OUT_DIR"), "/book.rs"));

/// Sends panics, which are bugs, to the console with their place, and gives the engine its words. Runs by itself when the
/// module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    report_panics();
    #[cfg(target_arch = "wasm32")]
    trust_policy::install(book());
}

#[cfg(feature = "full")]
fn report_panics() {
    console_error_panic_hook::set_once();
}

/// The same without a copy of the stack: the browser's own tools show it beside every error, and the page waits for less.
#[cfg(not(feature = "full"))]
fn report_panics() {
    std::panic::set_hook(Box::new(|info| javascript::error(&info.to_string())));
}

/// Checks a text.
#[wasm_bindgen]
pub fn check(text: &str, options: Option<CheckOptions>) -> Result<ReportObject, JsValue> {
    report(text, &read_options(options)?)
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
    Ok(parse_json(&json::fixed(&Fixed { text, applied, report }))?.unchecked_into())
}

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn report(text: &str, options: &Options) -> Result<ReportObject, JsValue> {
    let report = trust_policy::check(text, options).into_utf16(text);
    Ok(parse_json(&json::report(&report))?.unchecked_into())
}

/// The options as the engine has them. Read member by member: a deserializer for five texts would weigh ten kilobytes.
fn read_options(given: Option<CheckOptions>) -> Result<Options, JsValue> {
    let mut options = Options::default();
    let Some(given) = given else { return Ok(options) };
    for name in Options::NAMES {
        let member = member(&given, name)?;
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
    if !is_array(member) {
        return None;
    }
    let items = member.unchecked_ref::<List>();
    let mut texts = Vec::new();
    for at in 0..items.length() {
        texts.push(items.item(at).as_string()?);
    }
    Some(OptionValue::List(texts))
}
