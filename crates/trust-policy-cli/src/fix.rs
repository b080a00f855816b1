//! `trust-policy fix`: applies the repairs that need no thought, and keeps every other byte.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::Args;
use similar::TextDiff;
use tempfile::NamedTempFile;
use trust_policy::{Fixed, Options, Safety, check_bytes, fix};

use crate::console::{Console, Failure};
use crate::known::Known;
use crate::output::tally;
use crate::{Status, input};

const EXIT: &str = "What was done and what remains is said on standard error.

Exit status:
  0  the command ran, whether or not findings remain (`trust-policy check` tells)
  2  the command could not run";

/// Repair a policy: print it with every safe fix applied, every other byte as it was
#[derive(Debug, Args)]
#[command(after_help = EXIT)]
pub(crate) struct Arguments {
    /// The file to repair; `-` is standard input, which is also read when no file is named
    path: Option<PathBuf>,

    /// Apply the repairs, too, that change who may assume the role or guess what was meant
    #[arg(long)]
    review: bool,

    /// Write the file instead of printing it
    #[arg(long, conflicts_with = "diff")]
    write: bool,

    /// Print a unified diff, for `patch -p0`, instead of the document
    #[arg(long)]
    diff: bool,

    #[command(flatten)]
    known: Known,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    if arguments.write && arguments.path.as_deref().is_none_or(input::is_stdin) {
        return Err(Failure::new("--write needs a file: what came from standard input cannot be written back"));
    }
    let paths = input::paths(arguments.path.as_slice())?;
    let known = arguments.known.options()?;
    for path in &paths {
        repair(arguments, path, &known, console)?;
    }
    Ok(Status::Clean)
}

fn repair(arguments: &Arguments, path: &Path, known: &Options, console: &Console) -> Result<(), Failure> {
    let bytes = input::read(path)?;
    let options = Options { source: Some(input::name(path)), ..known.clone() };
    let (text, _) = check_bytes(&bytes, &options);
    let level = if arguments.review { Safety::Review } else { Safety::Safe };
    let fixed = fix(&text, level, &options);
    if arguments.write {
        // Also when only the encoding changes: AWS reads UTF-8.
        if fixed.text.as_bytes() != bytes {
            write(path, &fixed.text)?;
        }
    } else if arguments.diff {
        console.write_document(&diff(path, &text, &fixed.text))?;
    } else {
        console.write_document(&fixed.text)?;
    }
    say_what_was_done(&fixed, text.as_bytes() == bytes, path, console);
    Ok(())
}

/// Puts a file in the place of another, so that nobody ever sees half of it.
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |why: String| Failure::new(format!("cannot write `{}`: {why}", path.display()));
    // The file that a link leads to is written; the link stays.
    let target = fs::canonicalize(path).map_err(|error| failed(error.to_string()))?;
    let before = fs::metadata(&target).map_err(|error| failed(error.to_string()))?;
    if before.permissions().readonly() {
        return Err(failed("it is read-only".to_owned()));
    }
    let folder = target.parent().unwrap_or(Path::new("."));
    let replace = || {
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        keep_owner(file.as_file(), &before);
        file.as_file().set_permissions(before.permissions())?;
        file.as_file().sync_all()?;
        file.persist(&target).map_err(|error| error.error)
    };
    replace().map(drop).map_err(|error| failed(error.to_string()))
}

/// The new file belongs to whom the old one did, where the system allows it: an administrator may repair another's file.
#[cfg(unix)]
fn keep_owner(file: &File, before: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};

    // Without the right to do so the file belongs to whoever writes it, as in any editor.
    let _ = fchown(file, Some(before.uid()), Some(before.gid()));
}

#[cfg(not(unix))]
fn keep_owner(_file: &File, _before: &Metadata) {}

fn diff(path: &Path, before: &str, after: &str) -> String {
    let name = input::name(path);
    let name = input::shown(&name);
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(name, name).to_string()
}

fn say_what_was_done(fixed: &Fixed, was_utf8: bool, path: &Path, console: &Console) {
    let name = input::shown(&input::name(path)).to_owned();
    for (title, rule, count) in repairs(fixed) {
        let times = if count == 1 { String::new() } else { format!(", {count} times") };
        console.say(format_args!("{name}: {title} ({rule}){times}"));
    }
    if !was_utf8 {
        console.say(format_args!("{name}: it was not UTF-8, and is written as UTF-8"));
    }
    if fixed.applied.is_empty() {
        console.say(format_args!("{name}: nothing to repair"));
    }
    if !fixed.report.findings.is_empty() {
        let remaining = tally(fixed.report.findings.iter().map(|finding| finding.severity));
        let verb = if fixed.report.findings.len() == 1 { "remains" } else { "remain" };
        console.say(format_args!("{name}: {remaining} {verb}; `trust-policy check` shows where"));
    }
}

/// What was done and how often, in the order in which it was first done.
fn repairs(fixed: &Fixed) -> Vec<(&str, &str, usize)> {
    let mut order: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut repairs: Vec<(&str, &str, usize)> = Vec::new();
    for applied in &fixed.applied {
        let at = *order.entry((&applied.title, applied.rule)).or_insert(repairs.len());
        match repairs.get_mut(at) {
            Some((_, _, count)) => *count += 1,
            None => repairs.push((&applied.title, applied.rule, 1)),
        }
    }
    repairs
}
