//! Node.js and the npm packages of the page and of its browser tests.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use crate::failure::{Failure, Result};
use crate::repository::Repository;
use crate::shell;

/// The oldest Node.js that Vite runs on.
const OLDEST: (u32, u32) = (20, 19);

/// Fails with what to do unless Node.js and npm are there and new enough.
pub(crate) fn ready() -> Result<()> {
    let advice =
        format!("install Node.js {}.{} or newer (with npm) from https://nodejs.org and try again", OLDEST.0, OLDEST.1);
    let Some(version) = shell::output(shell::program("node").arg("--version")) else {
        return Err(Failure::new(format!("the page is built with Node.js, which is not on PATH: {advice}")));
    };
    if parse_version(&version).is_none_or(|found| found < OLDEST) {
        return Err(Failure::new(format!("Node.js {version} is too old for the page's build: {advice}")));
    }
    if shell::find("npm").is_none() {
        return Err(Failure::new(format!("npm is not on PATH: {advice}")));
    }
    Ok(())
}

/// `v20.19.1` -> (20, 19)
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// Installs a project's packages as its lock file has them, unless that lock file was installed before.
pub(crate) fn install_packages(repository: &Repository, project: &Path) -> Result<()> {
    ready()?;
    let name = project.strip_prefix(repository.root()).unwrap_or(project).display().to_string();
    let lock_path = project.join("package-lock.json");
    let lock = fs::read(&lock_path).map_err(Failure::io("read", &lock_path))?;
    let mut hasher = DefaultHasher::new();
    lock.hash(&mut hasher);
    // The checkout's folder too: a `target` that was copied elsewhere says nothing about that place.
    project.hash(&mut hasher);
    let installed = format!("{:016x}", hasher.finish());

    let stamp = repository.tools().join(format!("npm-{}.stamp", name.replace(['/', '\\'], "-")));
    let unchanged = fs::read_to_string(&stamp).is_ok_and(|before| before == installed);
    if unchanged && project.join("node_modules").is_dir() {
        return Ok(());
    }
    shell::note(&format!("Installing the npm packages of {name}, as its package-lock.json has them."));
    shell::run(
        npm(project).args(["ci", "--no-audit", "--no-fund"]),
        &format!("the npm packages of {name} could not be installed: see npm's message above"),
    )?;
    fs::create_dir_all(repository.tools()).map_err(Failure::io("create", &repository.tools()))?;
    fs::write(&stamp, installed).map_err(Failure::io("write", &stamp))
}

/// Installs one package, of an exact version, into a folder of its own.
pub(super) fn install_one(folder: &Path, package: &str) -> Result<()> {
    install(folder, &[package])
}

/// Installs packages into a folder of their own.
pub(crate) fn install(folder: &Path, packages: &[&str]) -> Result<()> {
    ready()?;
    fs::create_dir_all(folder).map_err(Failure::io("create", folder))?;
    shell::run(
        npm(folder)
            .args(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix", "."])
            .args(packages),
        &format!("{} could not be installed: see npm's message above", packages.join(" and ")),
    )
}

/// An npm command in a project's folder.
pub(crate) fn npm(project: &Path) -> std::process::Command {
    let mut command = shell::program("npm");
    command.current_dir(project);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(parse_version("v20.9.0").is_some_and(|version| version < OLDEST));
        assert!(parse_version("v20.19.0").is_some_and(|version| version >= OLDEST));
        assert!(parse_version("v100.0.0").is_some_and(|version| version >= OLDEST));
        assert_eq!(parse_version("command not found"), None);
    }
}
