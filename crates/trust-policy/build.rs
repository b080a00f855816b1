//! Packs the tables of the catalogue for the engine. A fault in a table stops the build with the file and what is wrong;
//! `cargo xtask catalogue` names all faults with their lines.

#[path = "build/tables.rs"]
mod tables;

use std::path::Path;
use std::{env, fs};

fn main() {
    println!("cargo:rerun-if-changed=catalogue");
    println!("cargo:rerun-if-changed=build");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    let all = tables::pack(Path::new("catalogue")).unwrap_or_else(|fault| panic!("catalogue/{fault}"));
    for packed in all {
        let tables::Packed { table, file, content } = packed;
        fs::write(Path::new(&out).join(file), content).unwrap_or_else(|error| panic!("{file} of {table}: {error}"));
    }
}
