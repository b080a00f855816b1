//! Packs the tables of the catalogue for the engine, and puts its phrases and the tables that are text into one text, the
//! book that it needs in a browser (see `src/book.rs`). A fault stops the build with a sentence that names the place.

#[path = "build/phrases.rs"]
mod phrases;
#[path = "build/tables.rs"]
mod tables;

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=catalogue");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    if let Err(fault) = write(Path::new(&out)) {
        println!("cargo::error=crates/trust-policy: {fault}");
    }
}

/// The tables that are text, in the order in which `src/book.rs` names them.
const IN_BOOK: [&str; 4] =
    ["condition-keys.txt", "oidc-providers.tsv", "service-principals.txt", "vendor-accounts.txt"];

fn write(out: &Path) -> Result<(), String> {
    let file = |name: &str, content: &[u8]| {
        fs::write(out.join(name), content).map_err(|error| format!("{name} cannot be written: {error}"))
    };
    let phrases = phrases::all(Path::new("src"))?;
    file("phrases.rs", format!("{phrases:?}").as_bytes())?;
    let mut book = phrases.join("\n");
    let packed = tables::pack(Path::new("catalogue"))?;
    for name in IN_BOOK {
        let table = packed.iter().find(|packed| packed.file == name).ok_or_else(|| format!("there is no {name}"))?;
        let text = String::from_utf8_lossy(&table.content);
        if text.trim_end().lines().any(str::is_empty) {
            return Err(format!("{name} of {} has an empty line", table.table));
        }
        book.push_str("\n\n");
        book.push_str(text.trim_end_matches('\n'));
    }
    file("book.txt", book.as_bytes())?;
    packed.iter().try_for_each(|packed| file(packed.file, &packed.content))
}
