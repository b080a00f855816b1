//! `cargo xtask bench`: speed and memory, each beside its budget from the design.
//!
//! It measures and prints, and fails only when it cannot measure: a busy machine must not make a change look wrong.

use crate::failure::Result;
use crate::repository::Repository;
use crate::setup::{browser::Browser, node};
use crate::{build, shell};

pub(crate) fn command(repository: &Repository) -> Result<()> {
    shell::heading("The engine on this machine");
    shell::run(
        shell::program("cargo").current_dir(repository.root()).args([
            "bench",
            "--quiet",
            "--package",
            "xtask",
            "--bench",
            "native",
        ]),
        "the engine could not be measured: see the message above",
    )?;

    shell::heading("The engine and the page in Chromium");
    build::site(repository)?;
    let tests = repository.browser_tests();
    node::install_packages(repository, &tests)?;
    let mut command = shell::program("node");
    command.current_dir(&tests).arg("bench.mjs");
    Browser::ready(repository)?.tell(&mut command);
    shell::run(&mut command, "the page could not be measured in Chromium: see the message above")
}
