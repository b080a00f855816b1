//! `cargo xtask test`: every check there is, the cheap ones first, up to the first that fails.
//!
//! CI runs this and nothing else. The last line has the form `N passed, M failed`, which CI systems read.

use std::time::{Duration, Instant};

use crate::failure::Result;
use crate::repository::Repository;
use crate::setup::{browser::Browser, node, wasm};
use crate::{build, catalogue, shell, sizes};

/// How a check ended, unless it failed.
enum Outcome {
    Passed,
    /// It cannot be done here, and this sentence says why.
    Skipped(&'static str),
}

struct Check {
    title: &'static str,
    run: fn(&Repository) -> Result<Outcome>,
    /// Starts a browser, which `--fast` leaves out.
    browser: bool,
}

const CHECKS: [Check; 11] = [
    Check::new("Formatting", formatting),
    Check::new("The tables about AWS", tables),
    Check::new("Lints", lints),
    Check::new("Lints of the bindings, as the browser gets them", wasm_lints),
    Check::new("Rust tests and the examples in the documentation", rust_tests),
    Check::new("The engine for the browser", engine),
    Check::new("The bindings in Node.js", bindings_in_node),
    Check::in_browser("The bindings in Chromium", bindings_in_chromium),
    Check::new("The page: rule pages, types and bundle", page),
    Check::in_browser("The page in Chromium", page_in_chromium),
    Check::new("Download sizes", download_sizes),
];

impl Check {
    const fn new(title: &'static str, run: fn(&Repository) -> Result<Outcome>) -> Self {
        Self { title, run, browser: false }
    }

    const fn in_browser(title: &'static str, run: fn(&Repository) -> Result<Outcome>) -> Self {
        Self { title, run, browser: true }
    }
}

/// What the command line asks for.
#[derive(Debug, Default)]
pub(crate) struct Options {
    fast: bool,
}

impl Options {
    pub(crate) fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                lexopt::Arg::Long("fast") => options.fast = true,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// Runs the checks and prints the tally, also when one fails.
pub(crate) fn command(repository: &Repository, options: &Options) -> Result<()> {
    let mut tally = Tally::default();
    let result = CHECKS.iter().try_for_each(|check| {
        if options.fast && check.browser {
            return Ok(());
        }
        shell::heading(check.title);
        let started = Instant::now();
        let outcome = (check.run)(repository);
        tally.count(&outcome);
        let took = seconds(started.elapsed());
        match outcome {
            Ok(Outcome::Passed) => println!("   passed in {took}"),
            Ok(Outcome::Skipped(why)) => println!("   skipped: {why}"),
            Err(failure) => {
                println!("   failed after {took}");
                return Err(failure);
            }
        }
        Ok(())
    });
    println!("\n{tally}");
    result
}

#[derive(Debug, Default)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Tally {
    fn count(&mut self, outcome: &Result<Outcome>) {
        match outcome {
            Ok(Outcome::Passed) => self.passed += 1,
            Ok(Outcome::Skipped(_)) => self.skipped += 1,
            Err(_) => self.failed += 1,
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(formatter, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn formatting(repository: &Repository) -> Result<Outcome> {
    cargo(repository, &["fmt", "--all", "--check"], "the code is not formatted: run `cargo fmt --all`")
}

fn tables(repository: &Repository) -> Result<Outcome> {
    catalogue::check(repository)?;
    Ok(Outcome::Passed)
}

fn lints(repository: &Repository) -> Result<Outcome> {
    cargo(
        repository,
        &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"],
        "clippy has something to say: see above",
    )
}

fn wasm_lints(repository: &Repository) -> Result<Outcome> {
    wasm::target()?;
    for flavour in wasm::Flavour::ALL {
        let package = ["clippy", "--quiet", "--package", "trust-policy-wasm", "--target", wasm::TARGET];
        cargo(
            repository,
            &[&package, flavour.arguments(), &["--", "-D", "warnings"]].concat(),
            "clippy has something to say about the bindings: see above",
        )?;
    }
    Ok(Outcome::Passed)
}

fn rust_tests(repository: &Repository) -> Result<Outcome> {
    cargo(repository, &["test", "--workspace"], "a Rust test failed: see above")
}

fn engine(repository: &Repository) -> Result<Outcome> {
    build::engine(repository)?;
    Ok(Outcome::Passed)
}

fn bindings_in_node(repository: &Repository) -> Result<Outcome> {
    node::ready()?;
    let tools = wasm::Toolchain::ready(repository)?;
    shell::run(
        tools.wasm_pack()?.args(["test", "--node"]).arg(repository.bindings()),
        "a test of the bindings failed in Node.js: see above",
    )?;
    Ok(Outcome::Passed)
}

fn bindings_in_chromium(repository: &Repository) -> Result<Outcome> {
    let Some(driver) = Browser::ready(repository)?.driver() else {
        return Ok(Outcome::Skipped("there is no chromedriver of the version of the browser"));
    };
    let tools = wasm::Toolchain::ready(repository)?;
    shell::run(
        tools
            .wasm_pack()?
            .args(["test", "--headless", "--chrome", "--chromedriver"])
            .arg(driver)
            .arg(repository.bindings()),
        "a test of the bindings failed in Chromium: see above",
    )?;
    Ok(Outcome::Passed)
}

fn page(repository: &Repository) -> Result<Outcome> {
    build::page(repository)?;
    Ok(Outcome::Passed)
}

fn page_in_chromium(repository: &Repository) -> Result<Outcome> {
    let tests = repository.browser_tests();
    node::install_packages(repository, &tests)?;
    let browser = Browser::ready(repository)?;
    let mut command = node::npm(&tests);
    browser.tell(&mut command);
    shell::run(command.arg("test"), "a test of the page failed in Chromium: see above")?;
    Ok(Outcome::Passed)
}

fn download_sizes(repository: &Repository) -> Result<Outcome> {
    sizes::report(repository)?;
    Ok(Outcome::Passed)
}

fn cargo(repository: &Repository, arguments: &[&str], advice: &str) -> Result<Outcome> {
    shell::run(shell::program("cargo").current_dir(repository.root()).args(arguments), advice)?;
    Ok(Outcome::Passed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Failure;

    #[test]
    fn the_closing_line_has_the_form_that_ci_reads() {
        let mut tally = Tally::default();
        tally.count(&Ok(Outcome::Passed));
        assert_eq!(tally.to_string(), "1 passed, 0 failed");
        tally.count(&Err(Failure::new("a reason")));
        tally.count(&Ok(Outcome::Skipped("a reason")));
        assert_eq!(tally.to_string(), "1 passed, 1 failed, 1 skipped");
    }
}
