//! `cargo xtask`: everything a person or CI does with this repository, as one command each.
//!
//! Every command sets up what it needs, says what it installs and why, and keeps it under `target/tools`. A command
//! that cannot go on ends with one sentence that says what to do.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool talks on its standard streams"
)]

mod build;
mod catalogue;
mod check;
mod failure;
mod new_rule;
mod repository;
mod serve;
mod setup;
mod shell;
mod sizes;

use std::ffi::OsString;
use std::process::ExitCode;

use failure::{Failure, Result};
use repository::Repository;

const USAGE: &str = "\
Usage: cargo xtask <command>

  serve [--host HOST] [--port PORT] [--no-open]
                          build the page and serve it on this machine
  test [--fast]           run every check that CI runs; --fast leaves out the browser
  build                   build the page into www/dist
  bench                   measure speed and memory, beside the budgets
  sizes                   measure what a browser downloads, beside the budgets
  docs                    write the rule pages into www/public/rules
  new-rule <group> <id>   start a rule: its file, its page and its row in the table
  catalogue               check the tables about AWS and count their rows
  setup                   install what the other commands need, and nothing else
";

fn main() -> ExitCode {
    match run(lexopt::Parser::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: lexopt::Parser) -> Result<()> {
    use lexopt::Arg::{Long, Short, Value};
    let command = match arguments.next()? {
        Some(Value(command)) => command,
        Some(Long("help") | Short('h')) | None => {
            print!("{USAGE}");
            return Ok(());
        }
        Some(other) => return Err(other.unexpected().into()),
    };
    let repository = Repository::find()?;
    match command.to_str() {
        Some("serve") => serve::command(&repository, &serve::Options::parse(arguments)?),
        Some("test") => check::command(&repository, &check::Options::parse(arguments)?),
        Some("build") => {
            no_more(arguments)?;
            build::site(&repository)
        }
        Some("sizes") => {
            no_more(arguments)?;
            build::site(&repository)?;
            sizes::report(&repository)
        }
        Some("catalogue") => {
            no_more(arguments)?;
            catalogue::command(&repository)
        }
        Some("new-rule") => new_rule::command(&repository, &new_rule::Options::parse(arguments)?),
        Some("setup") => {
            no_more(arguments)?;
            setup::everything(&repository)
        }
        _ => Err(unknown(&command)),
    }
}

/// Fails if a command that takes no further arguments was given one.
fn no_more(mut arguments: lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(argument) => Err(argument.unexpected().into()),
        None => Ok(()),
    }
}

fn unknown(command: &OsString) -> Failure {
    Failure::new(format!(
        "there is no command `{}`; `cargo xtask --help` lists them",
        command.display()
    ))
}
