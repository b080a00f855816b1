//! Puts the book of the engine, its phrases and tables, into the JavaScript beside the WebAssembly.
//!
//! The engine of this script is built for the machine that compiles, and carries its book inside (see `trust_policy::book`).

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let script = format!("export function book() {{ return {}; }}", javascript_string(trust_policy::book()));
    let hashes = "#".repeat(4);
    let source = format!(
        "/// The book: see `build.rs`.\n#[wasm_bindgen(inline_js = r{hashes}\"{script}\"{hashes})]\nextern \"C\" {{\n    fn book() -> String;\n}}\n"
    );
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    fs::write(Path::new(&out).join("book.rs"), source).expect("OUT_DIR can be written");
}

/// The text as a literal of JavaScript: between backticks line ends stand for themselves.
fn javascript_string(text: &str) -> String {
    format!("`{}`", text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${"))
}
