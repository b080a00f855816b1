//! What the page does without before the first finding, and what others get with the package: the feature `full`.

mod decode;
mod rules;
mod session;
mod simulate;

pub use decode::{commands, decode, guide};
pub use rules::rules;
pub use session::Session;
pub use simulate::{explain, simulate, token_presets};

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// Plain data as the objects of JavaScript. Reports have a writer of their own, which the page shares: see `json`.
fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    Ok(value.serialize(&Serializer::json_compatible())?)
}
