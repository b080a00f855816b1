//! The few functions of JavaScript itself that the bindings call.
//!
//! Named here and not taken from `js-sys`, which brings its executor of futures into the module whether or not anything
//! is asynchronous.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    pub(crate) fn parse_json(text: &str) -> Result<JsValue, JsValue>;

    /// Throws what a getter throws, and if the value is no object.
    #[wasm_bindgen(catch, js_namespace = Reflect, js_name = get)]
    pub(crate) fn member(of: &JsValue, name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(js_namespace = Array, js_name = isArray)]
    pub(crate) fn is_array(value: &JsValue) -> bool;

    /// What [`is_array`] says yes to.
    pub(crate) type List;

    #[wasm_bindgen(method, getter)]
    pub(crate) fn length(this: &List) -> u32;

    #[wasm_bindgen(method, indexing_getter)]
    pub(crate) fn item(this: &List, at: u32) -> JsValue;

    #[cfg(not(feature = "full"))]
    #[wasm_bindgen(js_namespace = console)]
    pub(crate) fn error(text: &str);
}
