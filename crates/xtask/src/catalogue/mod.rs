//! `cargo xtask catalogue`: are the tables about AWS in order, and what does each cost?
//!
//! What the engine relies on stops the build: `tables` checks it. People rely on the rest, which is checked here: a comment
//! that says what the table is and when it was compiled, and a source for every row. With `--refresh` the rows that
//! packages tell of are added first.

mod refresh;
#[path = "../../../trust-policy/build/tables.rs"]
mod tables;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::failure::{Failure, Result};
use crate::repository::Repository;
use crate::shell;
use crate::sizes;

/// Whether to look for new rows.
#[derive(Debug, Default)]
pub(crate) struct Options {
    refresh: bool,
}

impl Options {
    pub(crate) fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut options = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                lexopt::Arg::Long("refresh") => options.refresh = true,
                other => return Err(other.unexpected().into()),
            }
        }
        Ok(options)
    }
}

/// Adds what packages know, if that is wanted; then checks and measures.
pub(crate) fn command(repository: &Repository, options: &Options) -> Result<()> {
    if options.refresh {
        refresh::command(repository)?;
    }
    check(repository)
}

/// Checks every table, prints what it costs, and fails with all problems at once.
pub(crate) fn check(repository: &Repository) -> Result<()> {
    let folder = repository.catalogue();
    let entries = fs::read_dir(&folder).map_err(Failure::io("open", &folder))?;
    let mut paths: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "tsv"))
        .collect();
    paths.sort();
    let mut texts = Vec::new();
    let mut problems = 0;
    for path in paths {
        let text = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for problem in problems_in(&text) {
            println!("{name}:{}: {}", problem.line, problem.what);
            problems += 1;
        }
        texts.push((name, text));
    }
    if problems > 0 {
        return Err(Failure::new(format!("the tables have {problems} faults: mend the lines named above")));
    }
    let packed = tables::pack(&folder).map_err(Failure::new)?;
    let costs = costs(repository, &packed)?;
    println!("{:<24}  {:>5}  compiled    {:>7}  {:>7}  {:>7}", "", "rows", "file", "packed", "brotli");
    let mut sum = Cost::default();
    for (name, text) in &texts {
        let Some(cost) = costs.get(name.as_str()) else {
            return Err(Failure::new(format!(
                "{name} is packed nowhere: add it to crates/trust-policy/build/tables.rs"
            )));
        };
        sum.raw += cost.raw;
        sum.brotli = sum.brotli.zip(cost.brotli).map(|(sum, brotli)| sum + brotli);
        let date = date_in(text).unwrap_or_default();
        println!("{name:<24}  {:>5}  {date}  {:>7}  {cost}", rows(text).skip(1).count(), text.len());
    }
    println!("{:<24}  {:>5}  {:10}  {:>7}  {sum}", "all", "", "", "");
    Ok(())
}

/// What the engine carries of a table, in bytes: as it is, and compressed with Brotli where there is a Node.js to do it.
#[derive(Debug, Clone, Copy)]
struct Cost {
    raw: u64,
    brotli: Option<u64>,
}

impl Default for Cost {
    fn default() -> Self {
        Self { raw: 0, brotli: Some(0) }
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let brotli = self.brotli.map_or_else(|| "-".to_owned(), |brotli| brotli.to_string());
        write!(formatter, "{:>7}  {brotli:>7}", self.raw)
    }
}

/// The cost of each table: of all that is packed from it.
fn costs(repository: &Repository, packed: &[tables::Packed]) -> Result<BTreeMap<&'static str, Cost>> {
    let folder = repository.tools().join("catalogue");
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    let mut files = Vec::new();
    for packed in packed {
        let file = folder.join(packed.file);
        fs::write(&file, &packed.content).map_err(Failure::io("write", &file))?;
        files.push(PathBuf::from(packed.file));
    }
    let brotli: Vec<Option<u64>> = match shell::find("node") {
        Some(_) => sizes::compress(&folder, &files)?.into_iter().map(|size| Some(size.brotli)).collect(),
        None => vec![None; files.len()],
    };
    let mut costs: BTreeMap<&'static str, Cost> = BTreeMap::new();
    for (packed, brotli) in packed.iter().zip(brotli) {
        let cost = costs.entry(packed.table).or_default();
        cost.raw += packed.content.len() as u64;
        cost.brotli = cost.brotli.zip(brotli).map(|(sum, brotli)| sum + brotli);
    }
    Ok(costs)
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

    if date_in(text).is_none() {
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

/// The last date in the comment of a table, such as 2026-11-23.
fn date_in(text: &str) -> Option<&str> {
    let comment = text.lines().take_while(|line| line.starts_with('#'));
    let words = comment.flat_map(|line| line.split(|letter: char| !letter.is_ascii_digit() && letter != '-'));
    let is_date = |word: &&str| word.split('-').map(str::len).eq([4, 2, 2]);
    words.filter(is_date).last()
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
        assert_eq!(date_in("# of 2025-09-17\n# as of 2026-11-23.\n"), Some("2026-11-23"));
        assert_eq!(date_in("# version 0.21.202609261\na\t2026-11-23\n"), None);
    }
}
