//! Rust's WebAssembly target, wasm-pack, and the two programs it calls: wasm-bindgen, which must be of the very version
//! of the library in Cargo.lock, and wasm-opt, which makes the module small.

use std::env::consts::EXE_EXTENSION;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::hash::Hash;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::node;
use crate::failure::{Failure, Result};
use crate::repository::Repository;
use crate::shell;

const WASM_PACK: &str = "0.15.1";
const BINARYEN: &str = "132.0.0";

/// What the engine is compiled to for the browser.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// A flavour of the bindings, which are built with and without the feature `full`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// What the page loads first.
    Light,
    /// Everything: what others get, and what the page loads when it is first asked for.
    Full,
}

impl Flavour {
    pub(crate) const ALL: [Self; 2] = [Self::Light, Self::Full];

    /// What Cargo is told.
    pub(crate) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Light => &["--no-default-features"],
            Self::Full => &[],
        }
    }
}

impl fmt::Display for Flavour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Light => "light",
            Self::Full => "full",
        })
    }
}

/// The tools that turn the bindings crate into a package for the page: the folders of their programs.
#[derive(Debug)]
pub(crate) struct Toolchain {
    wasm_pack: PathBuf,
    wasm_bindgen: PathBuf,
    wasm_opt: PathBuf,
    cache: PathBuf,
}

impl Toolchain {
    /// Installs what is missing.
    pub(crate) fn ready(repository: &Repository) -> Result<Self> {
        // Before anything that takes minutes: wasm-opt is a Node.js program.
        node::ready()?;
        target()?;
        let tools = repository.tools();
        let toolchain = Self {
            wasm_pack: from_crates_io(
                &tools,
                &Package {
                    name: "wasm-pack",
                    version: WASM_PACK,
                    features: &[],
                    program: "wasm-pack",
                    why: "it builds the engine for the page",
                },
            )?,
            wasm_bindgen: from_crates_io(
                &tools,
                &Package {
                    name: "wasm-bindgen-cli",
                    version: &repository.locked_version("wasm-bindgen")?,
                    // It only speaks to a browser on this machine: no TLS.
                    features: &["--no-default-features"],
                    program: "wasm-bindgen",
                    why: "it writes the JavaScript around the engine, in the version of the library",
                },
            )?,
            wasm_opt: wasm_opt(&tools)?,
            cache: tools.join("wasm-pack-cache"),
        };
        // The object files served both installations, and serve nothing any more.
        let objects = object_files(&tools);
        if objects.exists() {
            fs::remove_dir_all(&objects).map_err(Failure::io("remove", &objects))?;
        }
        Ok(toolchain)
    }

    /// A wasm-pack command that finds its helpers here and looks for them nowhere else.
    pub(crate) fn wasm_pack(&self) -> Result<Command> {
        let mut command = shell::program(&self.wasm_pack.join("wasm-pack").to_string_lossy());
        shell::put_on_path(&mut command, &[self.wasm_bindgen.clone(), self.wasm_opt.clone()])?;
        command.env("WASM_PACK_CACHE", &self.cache);
        Ok(command)
    }

    /// What the output depends on beside the sources.
    pub(crate) fn versions(&self) -> impl Hash {
        [self.wasm_pack.clone(), self.wasm_bindgen.clone(), self.wasm_opt.clone()]
    }
}

fn object_files(tools: &Path) -> PathBuf {
    tools.join("build")
}

/// Adds the WebAssembly target to the toolchain of this repository.
pub(crate) fn target() -> Result<()> {
    if target_is_installed() {
        return Ok(());
    }
    if shell::find("rustup").is_none() {
        return Err(Failure::new(format!(
            "this Rust has no {TARGET} target and rustup is not there to add it: install Rust from https://rustup.rs and try again"
        )));
    }
    shell::note(&format!("Adding the Rust target {TARGET}: the engine is compiled to it for the browser."));
    shell::run(
        shell::program("rustup").args(["target", "add", TARGET]),
        "rustup could not add the WebAssembly target: see its message above, then try again",
    )
}

fn target_is_installed() -> bool {
    shell::output(shell::program("rustc").args(["--print", "target-libdir", "--target", TARGET]))
        .is_some_and(|folder| Path::new(&folder).is_dir())
}

/// A program to build from crates.io, and why it is needed.
struct Package<'text> {
    name: &'text str,
    version: &'text str,
    features: &'text [&'text str],
    /// The program whose presence says that the package is installed.
    program: &'text str,
    why: &'text str,
}

/// Builds a package into a folder of its own and returns the folder of its programs.
fn from_crates_io(tools: &Path, package: &Package<'_>) -> Result<PathBuf> {
    let Package { name, version, .. } = package;
    let root = tools.join(format!("{name}-{version}"));
    let programs = root.join("bin");
    if programs.join(package.program).with_extension(EXE_EXTENSION).is_file() {
        return Ok(programs);
    }
    shell::note(&format!("Installing {name} {version} into target/tools (once, about two minutes): {}.", package.why));
    let install = |locked: &[&str]| {
        let mut command = shell::program("cargo");
        command
            .args(["install", name, "--version", version])
            .args((!io::stderr().is_terminal()).then_some("--quiet"))
            .args(package.features)
            .args(locked)
            .args([OsStr::new("--root"), root.as_os_str()])
            .args([OsStr::new("--target-dir"), object_files(tools).as_os_str()]);
        shell::run(
            &mut command,
            &format!("{name} could not be installed: see Cargo's message above; it needs crates.io"),
        )
    };
    // A lock file may name a release that a registry's mirror does not hold (yet); the package builds without it too.
    if install(&["--locked"]).is_err() {
        shell::note("Its own lock file cannot be met here: trying with the newest compatible releases.");
        install(&[])?;
    }
    Ok(programs)
}

/// wasm-opt from the `binaryen` package: distributions have old ones, which do not know what rustc emits today.
fn wasm_opt(tools: &Path) -> Result<PathBuf> {
    let root = tools.join(format!("binaryen-{BINARYEN}"));
    let programs = root.join("node_modules/.bin");
    if !programs.join("wasm-opt").exists() {
        shell::note(&format!(
            "Installing binaryen {BINARYEN} into target/tools: its wasm-opt makes the engine smaller."
        ));
        node::install_one(&root, &format!("binaryen@{BINARYEN}"))?;
    }
    Ok(programs)
}
