//! Running other programs: found on `PATH`, with the terminal handed through, and a sentence when they fail.

use std::env;
use std::ffi::OsStr;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Result};

/// Finds a program on `PATH`, by any of the endings that this system runs.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    find_in(&env::var_os("PATH")?, name)
}

pub(crate) fn find_in(path: &OsStr, name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    env::split_paths(path)
        .flat_map(|folder| endings.iter().map(move |ending| folder.join(format!("{name}{ending}"))))
        .find(|candidate| candidate.is_file())
}

/// A command by name. Windows starts a script such as `npm.cmd` only when its whole path is given.
pub(crate) fn program(name: &str) -> Command {
    let mut command = Command::new(find(name).unwrap_or_else(|| name.into()));
    // Cargo tells this process about the `xtask` package; a build started from here must not take that for its own.
    for (key, _) in env::vars_os() {
        let text = key.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") || text == "CARGO_CRATE_NAME" {
            command.env_remove(&key);
        }
    }
    command
}

/// Puts a folder in front of the `PATH` that the command sees.
pub(crate) fn put_on_path(command: &mut Command, folders: &[PathBuf]) -> Result<()> {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&inherited));
    let joined = env::join_paths(all).map_err(|error| Failure::new(format!("PATH cannot be extended: {error}")))?;
    command.env("PATH", joined);
    Ok(())
}

/// Runs a command to its end, its output on the terminal, and fails with `advice` unless it succeeds.
pub(crate) fn run(command: &mut Command, advice: &str) -> Result<()> {
    println!("$ {}", shown(command));
    // The line must stand above what the command prints, also in a file.
    let _ = io::stdout().flush();
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(advice)) }
}

/// Runs a command for what it prints, and nothing when it fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Says what is about to happen, so that it stands out among the output of other programs.
pub(crate) fn heading(text: &str) {
    if io::stdout().is_terminal() {
        println!("\n\u{1b}[1m== {text}\u{1b}[0m");
    } else {
        println!("\n== {text}");
    }
}

/// A note on one line, about something that was installed or left out.
pub(crate) fn note(text: &str) {
    println!("   {text}");
}

fn cannot_start(command: &Command, error: &io::Error) -> Failure {
    Failure::new(format!("`{}` did not start: {error}", command.get_program().display()))
}

/// The command as a person would type it, programs by their name alone.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut line = program.file_stem().unwrap_or(program.as_os_str()).to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_nowhere_on_the_path_is_not_found() {
        assert_eq!(find_in(OsStr::new(""), "cargo"), None);
    }

    #[test]
    fn a_command_is_shown_without_the_folder_of_its_program() {
        let mut command = Command::new("/opt/somewhere/npm");
        command.args(["ci", "--no-audit"]);
        assert_eq!(shown(&command), "npm ci --no-audit");
    }
}
