//! `cargo xtask catalogue`: are the tables about AWS in order, and how large are they?
//!
//! The engine searches the tables by their first column and trusts them, so what it relies on is checked here: sorted,
//! unique, complete rows. People rely on the rest: a comment that says what the table is and when it was compiled, and
//! a source for every row.

use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Result};
use crate::repository::Repository;

/// Checks every table, prints its size, and fails with all problems at once.
pub(crate) fn command(repository: &Repository) -> Result<()> {
    let folder = repository.catalogue();
    let entries = fs::read_dir(&folder).map_err(Failure::io("open", &folder))?;
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    paths.sort();
    let mut problems = 0;
    for path in paths {
        let text = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        for problem in problems_in(&text) {
            println!("{name}:{}: {}", problem.line, problem.what);
            problems += 1;
        }
        println!("{name:<28}  {:>5} rows  {:>7} bytes", rows(&text).skip(1).count(), text.len());
    }
    match problems {
        0 => Ok(()),
        _ => Err(Failure::new(format!("the tables have {problems} faults: mend the lines named above"))),
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Problem {
    line: usize,
    what: String,
}

/// The lines that are no comments, with their numbers; the first one names the columns.
fn rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.starts_with('#'))
}

fn problems_in(text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |line: usize, what: String| problems.push(Problem { line, what });

    let comment: String = text.lines().take_while(|line| line.starts_with('#')).collect();
    if !contains_date(&comment) {
        report(1, "the comment at the head must say what this is and when it was compiled (YYYY-MM-DD)".to_owned());
    }
    if text.contains('\r') || !text.ends_with('\n') {
        report(1, "lines must end with a line feed, the last one too".to_owned());
    }
    let mut rows = rows(text);
    let Some((line, header)) = rows.next() else {
        report(1, "there is no row that names the columns".to_owned());
        return problems;
    };
    let columns: Vec<&str> = header.split('\t').collect();
    let source = columns.iter().position(|column| *column == "source");
    if source.is_none() {
        report(line, "there is no column `source`".to_owned());
    }

    let mut before = "";
    for (line, row) in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        if cells.len() != columns.len() {
            report(line, format!("{} cells, where the table has {} columns", cells.len(), columns.len()));
            continue;
        }
        if cells.iter().any(|cell| cell.trim() != *cell) {
            report(line, "a cell begins or ends with white space".to_owned());
        }
        if source.is_some_and(|source| cells[source].is_empty()) {
            report(line, "no source".to_owned());
        }
        let key = cells[0];
        match key.cmp(before) {
            _ if key.is_empty() => report(line, "the first cell is empty".to_owned()),
            std::cmp::Ordering::Less => report(line, format!("`{key}` stands behind `{before}`: sort by bytes")),
            std::cmp::Ordering::Equal => report(line, format!("`{key}` is there twice")),
            std::cmp::Ordering::Greater => {}
        }
        before = key;
    }
    problems
}

/// Whether a text has something like 2026-11-23 in it.
fn contains_date(text: &str) -> bool {
    text.split(|character: char| !character.is_ascii_digit() && character != '-').any(|word| {
        let parts: Vec<usize> = word.split('-').map(str::len).collect();
        parts == [4, 2, 2]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "# Names. Compiled 2026-11-23.\nname\tsource\n";

    fn problems(rows: &str) -> Vec<String> {
        problems_in(&format!("{HEAD}{rows}"))
            .into_iter()
            .map(|problem| format!("{}: {}", problem.line, problem.what))
            .collect()
    }

    #[test]
    fn a_sorted_table_with_sources_is_in_order() {
        assert_eq!(problems("a\tdocs\nb\tdocs\n"), [""; 0]);
        assert_eq!(problems(""), [""; 0]);
    }

    #[test]
    fn rows_must_be_sorted_and_unique() {
        assert_eq!(problems("b\tdocs\na\tdocs\n"), ["4: `a` stands behind `b`: sort by bytes"]);
        assert_eq!(problems("a\tdocs\na\tdocs\n"), ["4: `a` is there twice"]);
    }

    #[test]
    fn rows_must_be_complete() {
        assert_eq!(problems("a\n"), ["3: 1 cells, where the table has 2 columns"]);
        assert_eq!(problems("a\t\n"), ["3: no source"]);
        assert_eq!(problems(" a\tdocs\n"), ["3: a cell begins or ends with white space"]);
    }

    #[test]
    fn a_table_says_what_it_is_and_when_it_was_compiled() {
        assert_eq!(problems_in("# Names.\nname\tsource\n").len(), 1);
        assert_eq!(problems_in("name\n").len(), 2);
        assert!(contains_date("as of 2026-11-23."));
        assert!(!contains_date("version 0.21.202609261"));
    }
}
