//! Packs the tables of the catalogue for the engine. A fault in a table stops the build with a sentence that names the
//! table and the row.

#[path = "build/tables.rs"]
mod tables;

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=catalogue");
    println!("cargo::rerun-if-changed=build");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    match tables::pack(Path::new("catalogue")) {
        Ok(all) => {
            for packed in all {
                let tables::Packed { table, file, content } = packed;
                fs::write(Path::new(&out).join(file), content)
                    .unwrap_or_else(|error| panic!("{file} of {table}: {error}"));
            }
        }
        Err(fault) => println!("cargo::error=crates/trust-policy/catalogue: {fault}"),
    }
}
