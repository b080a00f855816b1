//! The phrases of the sources: every `phrase!` with its text.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every phrase in the sources, sorted.
pub(crate) fn all(sources: &Path) -> Result<Vec<String>, String> {
    let mut phrases = BTreeSet::new();
    let mut folders = vec![PathBuf::from(sources)];
    while let Some(folder) = folders.pop() {
        let failed = |error| format!("{} cannot be read: {error}", folder.display());
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).map_err(failed)?;
                for source in text.split("phrase!(").skip(1) {
                    phrases.extend(literal(source).map_err(|fault| format!("{}: {fault}", path.display()))?);
                }
            }
        }
    }
    phrases.remove("");
    match phrases.iter().find(|phrase| phrase.contains('\n')) {
        Some(phrase) => Err(format!("a phrase is one line: {phrase}")),
        None => Ok(phrases.into_iter().collect()),
    }
}

/// What the string literal says that stands at the start of the source text; nothing where none does.
fn literal(source: &str) -> Result<Option<String>, String> {
    let Some(inside) = source.trim_start().strip_prefix('"') else { return Ok(None) };
    let mut chars = inside.chars();
    let mut said = String::new();
    loop {
        match chars.next() {
            Some('"') => return Ok(Some(said)),
            Some('\\') => match chars.next() {
                Some('\n') => chars = chars.as_str().trim_start().chars(),
                Some(c @ ('"' | '\\')) => said.push(c),
                other => return Err(format!("a phrase has the escape {other:?}: {said}")),
            },
            Some(c) => said.push(c),
            None => return Err(format!("a phrase does not end: {said:.60}")),
        }
    }
}
