//! Building what a browser loads: the engine as a package of WebAssembly and JavaScript, then the page around it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;

use crate::docs;
use crate::failure::{Failure, Result};
use crate::repository::Repository;
use crate::setup::{node, wasm};
use crate::shell;

/// Builds the engine and the page into `www/dist`.
pub(crate) fn site(repository: &Repository) -> Result<()> {
    engine(repository)?;
    page(repository)
}

/// Compiles the bindings crate, in both flavours, and lays the packages where the page imports them.
pub(crate) fn engine(repository: &Repository) -> Result<()> {
    let tools = wasm::Toolchain::ready(repository)?;
    wasm::Flavour::ALL.into_iter().try_for_each(|flavour| package(repository, &tools, flavour))
}

fn package(repository: &Repository, tools: &wasm::Toolchain, flavour: wasm::Flavour) -> Result<()> {
    shell::run(
        shell::program("cargo")
            .current_dir(repository.bindings())
            .env(FLAGS, flags())
            .args(["build", "--quiet", "--lib", "--profile", PROFILE, "--target", wasm::TARGET])
            .args(flavour.arguments()),
        "the engine does not compile for the browser: see the compiler's messages above",
    )?;
    // wasm-bindgen and wasm-opt take seconds and know no "nothing to do": their input tells.
    let module = module(repository);
    let input = fs::read(&module).map_err(Failure::io("read", &module))?;
    let manifest = repository.bindings().join("Cargo.toml");
    let options = fs::read(&manifest).map_err(Failure::io("read", &manifest))?;
    let mut hasher = DefaultHasher::new();
    (&input, &options, flavour.arguments(), tools.versions()).hash(&mut hasher);
    let built = format!("{:016x}", hasher.finish());

    let package = repository.engine_package(flavour);
    let stamp = package.join(".built-from");
    if fs::read_to_string(&stamp).is_ok_and(|before| before == built) {
        shell::note(&format!("The {flavour} engine is as it was."));
        return Ok(());
    }
    shell::run(
        tools
            .wasm_pack()?
            .arg("build")
            .arg(repository.bindings())
            .args(["--target", "web", "--profile", PROFILE, "--no-pack", "--out-dir"])
            .arg(&package)
            .arg("--")
            .args(flavour.arguments())
            .env(FLAGS, flags()),
        "wasm-pack could not package the engine: see its message above",
    )?;
    fs::write(&stamp, built).map_err(Failure::io("write", &stamp))
}

/// Checks the page's types and bundles it.
pub(crate) fn page(repository: &Repository) -> Result<()> {
    let www = repository.www();
    node::install_packages(repository, &www)?;
    docs::write(repository)?;
    shell::run(
        node::npm(&www).args(["run", "build"]),
        "the page does not build: see the messages of TypeScript or Vite above",
    )
}

/// The Cargo profile of the engine in the browser: small before fast.
const PROFILE: &str = "wasm";

/// Where Cargo looks for flags of the compiler before anywhere else.
const FLAGS: &str = "CARGO_ENCODED_RUSTFLAGS";

/// Panics name the file they come from. Files are named so that the module does not tell where it was built, is the same
/// wherever that is, and holds no more of a path than helps: `rules/mod.rs`, and for a dependency what is below Cargo's
/// home. The standard library's paths are those of the machine that built Rust.
fn flags() -> OsString {
    let mut flags = OsString::from("--remap-path-prefix=crates/trust-policy/src/=");
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    if let Some(home) = home {
        // The byte with which Cargo tells one flag from the next.
        flags.push("\x1f--remap-path-prefix=");
        flags.push(home);
        flags.push("=cargo");
    }
    flags
}

/// The module as the compiler leaves it. Cargo's folder may be elsewhere, and Cargo knows.
fn module(repository: &Repository) -> PathBuf {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    repository.root().join(target).join(wasm::TARGET).join(PROFILE).join("trust_policy_wasm.wasm")
}
