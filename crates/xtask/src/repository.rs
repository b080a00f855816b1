//! Where things are. Every path that more than one command uses has its name here.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::setup::wasm::Flavour;

/// The checkout this command belongs to, whatever folder it was called from.
#[derive(Debug)]
pub(crate) struct Repository {
    root: PathBuf,
}

impl Repository {
    /// Cargo says at run time where this crate is, so that a moved checkout is found again.
    pub(crate) fn find() -> Result<Self> {
        let crate_folder =
            env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = crate_folder.join("../..");
        let root = root.canonicalize().map_err(Failure::io("open", &root))?;
        Ok(Self { root })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The page's sources.
    pub(crate) fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// The page as a browser loads it.
    pub(crate) fn site(&self) -> PathBuf {
        self.root.join("www/dist")
    }

    /// The rules' pages, which the page's build copies into the site.
    pub(crate) fn rule_pages(&self) -> PathBuf {
        self.root.join("www/public/rules")
    }

    /// A flavour of the engine as the page imports it, written by wasm-pack.
    pub(crate) fn engine_package(&self, flavour: Flavour) -> PathBuf {
        self.root.join(match flavour {
            Flavour::Light => "www/src/engine",
            Flavour::Full => "www/src/engine-full",
        })
    }

    /// The bindings crate.
    pub(crate) fn bindings(&self) -> PathBuf {
        self.root.join("crates/trust-policy-wasm")
    }

    /// The rule book.
    pub(crate) fn rules(&self) -> PathBuf {
        self.root.join("crates/trust-policy/src/rules")
    }

    /// The tables about AWS.
    pub(crate) fn catalogue(&self) -> PathBuf {
        self.root.join("crates/trust-policy/catalogue")
    }

    /// The Playwright project.
    pub(crate) fn browser_tests(&self) -> PathBuf {
        self.root.join("tests/browser")
    }

    /// What the commands install and remember. Deleting it costs a new set-up and nothing else.
    pub(crate) fn tools(&self) -> PathBuf {
        self.root.join("target/tools")
    }

    /// The version that Cargo.lock pins a package to.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
        version_in_lock(&lock, package)
            .map(str::to_owned)
            .ok_or_else(|| Failure::new(format!("Cargo.lock has no package `{package}`; restore it with git")))
    }
}

fn version_in_lock<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_version_belongs_to_the_package_of_that_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-shared\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in_lock(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in_lock(lock, "wasm"), None);
    }
}
