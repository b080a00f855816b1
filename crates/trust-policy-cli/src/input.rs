//! Reads what is to be checked: files and standard input, as bytes in whatever encoding.

use std::fs::{self, File};
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use crate::console::Failure;

/// The path that stands for standard input.
pub(crate) const STDIN: &str = "-";

/// More than any dump of an account. Keeps an endless device from filling the memory.
const MAX_FILE: u64 = 256 << 20;

/// The paths of the command line; standard input when there are none and something is piped in.
pub(crate) fn paths(given: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    if io::stdin().is_terminal() {
        return Err(Failure::new(
            "nothing to read: name a file, or pipe a policy in; `trust-policy --help` shows examples",
        ));
    }
    Ok(vec![PathBuf::from(STDIN)])
}

pub(crate) fn is_stdin(path: &Path) -> bool {
    path == Path::new(STDIN)
}

/// How a report calls the source.
pub(crate) fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// How people are told about a source.
pub(crate) fn shown(source: &str) -> &str {
    if source == STDIN { "stdin" } else { source }
}

/// The bytes of a file, or of standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |why: String| Failure::new(format!("cannot read `{}`: {why}", path.display()));
    let result = if is_stdin(path) { read_all(io::stdin().lock()) } else { File::open(path).and_then(read_all) };
    match result {
        Ok(bytes) if bytes.len() as u64 > MAX_FILE => Err(failed(format!("it has more than {} MiB", MAX_FILE >> 20))),
        Ok(bytes) => Ok(bytes),
        Err(_) if fs::metadata(path).is_ok_and(|metadata| metadata.is_dir()) => {
            Err(failed("it is a folder; name the files in it".to_owned()))
        }
        Err(error) => Err(failed(error.to_string())),
    }
}

/// Reads one byte more than is allowed, to tell what is too long.
fn read_all(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
