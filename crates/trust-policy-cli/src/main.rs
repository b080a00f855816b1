//! `trust-policy`: checks and repairs AWS IAM role trust policies in terminals and CI.
//!
//! The engine decides everything about policies. This crate reads files, prints what the engine says in the format that
//! was asked for, and answers with an exit status that scripts can rely on.

#![forbid(unsafe_code)]

mod call;
mod check;
mod commands;
mod console;
mod decode;
mod explain;
mod fix;
mod input;
mod known;
mod output;
mod rules;
mod simulate;

use std::process::ExitCode;

use clap::{ColorChoice, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use console::{Console, Failure};

const EXAMPLES: &str = "Examples:
  trust-policy check role.json                     what is wrong, where, and how to repair it
  trust-policy check policies/*.json --format github
  aws iam get-role --role-name deploy | trust-policy check
  trust-policy fix role.json --diff                what the safe repairs would change
  trust-policy fix role.json --write               apply them
  trust-policy rules trailing-comma                the page of a rule
  trust-policy explain role.json                   who can assume the role, in plain words
  trust-policy simulate scenario.json              may this caller assume this role, and why
  trust-policy commands --role-arn ARN --principal ARN
                                                   the `aws` commands to look, assume, verify and mend
  trust-policy decode 'User: … is not authorized …' --policy role.json
                                                   what is behind an error of AWS

Policies never leave this machine: the command opens no network connection.";

/// Checks and repairs AWS IAM role trust policies.
#[derive(Debug, Parser)]
#[command(name = "trust-policy", version, after_help = EXAMPLES, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,

    /// Colour the output; `auto` does so on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Fix(fix::Arguments),
    Rules(rules::Arguments),
    Explain(explain::Arguments),
    Decode(decode::Arguments),
    // These have by far the most options.
    Simulate(Box<simulate::Arguments>),
    Commands(Box<commands::Arguments>),
    /// Print a completion script for a shell
    Completions {
        /// The shell to complete for
        shell: Shell,
    },
}

/// How the command ended: the exit status, in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// It ran, and found nothing that matters.
    Clean = 0,
    /// It ran, and found something that matters.
    Found = 1,
    /// It could not run, or not on every input.
    Incomplete = 2,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let console = Console::new(arguments.color);
    let status = run(&arguments.command, &console).unwrap_or_else(|failure| {
        console.say(&failure.0);
        Status::Incomplete
    });
    ExitCode::from(status as u8)
}

fn run(command: &Command, console: &Console) -> Result<Status, Failure> {
    match command {
        Command::Check(arguments) => check::run(arguments, console),
        Command::Fix(arguments) => fix::run(arguments, console),
        Command::Rules(arguments) => rules::run(arguments, console),
        Command::Explain(arguments) => explain::run(arguments, console),
        Command::Decode(arguments) => decode::run(arguments, console),
        Command::Simulate(arguments) => simulate::run(arguments, console),
        Command::Commands(arguments) => commands::run(arguments, console),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "trust-policy", &mut script);
            console.write(&script)?;
            Ok(Status::Clean)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }
}
