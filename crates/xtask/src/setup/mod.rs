//! What the commands need beside Cargo, installed when a command first needs it and never twice.
//!
//! Tools live under `target/tools`, in a folder named after their version: a new version is a new folder, and the
//! presence of the program is the only state. The exceptions are what only the system can hold: Rust's own
//! components (by rustup), and a browser when there is none yet.

pub(crate) mod browser;
pub(crate) mod node;
pub(crate) mod wasm;

use crate::failure::Result;
use crate::repository::Repository;

/// Installs what any command could ask for.
pub(crate) fn everything(repository: &Repository) -> Result<()> {
    wasm::Toolchain::ready(repository)?;
    node::install_packages(repository, &repository.www())?;
    node::install_packages(repository, &repository.browser_tests())?;
    browser::Browser::ready(repository)?;
    println!("Everything is set up.");
    Ok(())
}
