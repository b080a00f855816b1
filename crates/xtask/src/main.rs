//! `cargo xtask`: everything a person or CI does with this repository, as one command each.
//!
//! Every command sets up what it needs, says what it installs and why, and keeps it under `target/tools`. A command
//! that cannot go on ends with one sentence that says what to do.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool talks on its standard streams")]

mod bench;
mod build;
mod catalogue;
mod check;
mod docs;
mod failure;
mod new_rule;
mod repository;
mod serve;
mod setup;
mod shell;
mod sizes;

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
  catalogue [--refresh]   check the tables about AWS and measure them; --refresh adds rows that packages tell of
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
    let name = command.to_string_lossy();
    let simple: fn(&Repository) -> Result<()> = match name.as_ref() {
        "serve" => return serve::command(&repository, &serve::Options::parse(arguments)?),
        "test" => return check::command(&repository, &check::Options::parse(arguments)?),
        "catalogue" => return catalogue::command(&repository, &catalogue::Options::parse(arguments)?),
        "new-rule" => return new_rule::command(&repository, &new_rule::Options::parse(arguments)?),
        "setup" => setup::everything,
        "build" => build::site,
        "bench" => bench::command,
        "docs" => docs::write,
        "sizes" => sizes::command,
        _ => {
            let known = "`cargo xtask --help` lists them";
            return Err(Failure::new(format!("there is no command `{name}`; {known}")));
        }
    };
    if let Some(argument) = arguments.next()? {
        return Err(argument.unexpected().into());
    }
    simple(&repository)
}
