//! `cargo xtask sizes`: what a browser downloads, file by file, beside the budgets.

mod first_load;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use crate::build;
use crate::failure::{Failure, Result};
use crate::repository::Repository;
use crate::setup::node;
use crate::setup::wasm::Flavour;
use crate::shell;

/// The engine, compressed with Brotli.
const ENGINE_BUDGET: u64 = 130_000;
/// Everything that the page loads before a person does anything, compressed with Brotli.
const FIRST_LOAD_BUDGET: u64 = 260_000;

/// The script of the widget, which is all that a wiki loads before somebody presses its button, compressed with gzip: it has
/// a fixed name and goes to hosts of every kind.
const WIDGET_BUDGET: u64 = 4_000;

/// How large something is: as it is, and as a host sends it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Size {
    raw: u64,
    gzip: u64,
    pub(crate) brotli: u64,
}

impl std::iter::Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), |sum, size| Self {
            raw: sum.raw + size.raw,
            gzip: sum.gzip + size.gzip,
            brotli: sum.brotli + size.brotli,
        })
    }
}

/// One line of the table; lines without a budget are there to explain the ones that have one.
#[derive(Debug)]
struct Row {
    what: String,
    size: Size,
    budget: Option<Budget>,
}

/// The most that something may weigh, as it is compressed.
#[derive(Debug, Clone, Copy)]
enum Budget {
    Brotli(u64),
    Gzip(u64),
}

impl Row {
    fn is_over(&self) -> bool {
        self.budget.is_some_and(|budget| match budget {
            Budget::Brotli(most) => self.size.brotli > most,
            Budget::Gzip(most) => self.size.gzip > most,
        })
    }
}

/// Builds the page and measures it.
pub(crate) fn command(repository: &Repository) -> Result<()> {
    build::site(repository)?;
    report(repository)
}

/// Measures the built page and prints the table; fails if a budget is exceeded.
pub(crate) fn report(repository: &Repository) -> Result<()> {
    let mut rows = measure(&repository.site())?;
    rows.push(words(&repository.engine_package(Flavour::Light))?);
    print!("{}", table(&rows));
    let over: Vec<&str> = rows.iter().filter(|row| row.is_over()).map(|row| row.what.as_str()).collect();
    if over.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("over the size budget: {}; the table above shows which file grew", over.join(" and "))))
}

fn measure(site: &Path) -> Result<Vec<Row>> {
    let files = first_load::files(site)?;
    let sizes = compress(site, &files)?;
    let is_engine = |file: &&PathBuf| file.extension().is_some_and(|extension| extension == "wasm");
    if !files.iter().any(|file| is_engine(&file)) {
        return Err(Failure::new("the built page loads no engine: run `cargo xtask serve` to see what it says"));
    }
    let engine = files.iter().zip(&sizes).filter(|(file, _)| is_engine(file)).map(|(_, size)| *size).sum();
    let mut rows = vec![
        Row { what: "engine".to_owned(), size: engine, budget: Some(Budget::Brotli(ENGINE_BUDGET)) },
        Row {
            what: "first load".to_owned(),
            size: sizes.iter().copied().sum(),
            budget: Some(Budget::Brotli(FIRST_LOAD_BUDGET)),
        },
    ];
    let mut parts: Vec<Row> = files
        .iter()
        .zip(sizes)
        .map(|(file, size)| Row { what: format!("  {}", file.display()), size, budget: None })
        .collect();
    parts.sort_by_key(|row| std::cmp::Reverse(row.size.brotli));
    rows.append(&mut parts);
    rows.push(widget(site)?);
    Ok(rows)
}

/// The widget's script, which the page itself does not load.
fn widget(site: &Path) -> Result<Row> {
    let size = compress(site, &[PathBuf::from("widget.js")])?.into_iter().sum();
    Ok(Row { what: "widget before activation".to_owned(), size, budget: Some(Budget::Gzip(WIDGET_BUDGET)) })
}

/// The words and tables that the engine keeps beside its WebAssembly. They are a part of the script, not a file of their
/// own; the row is there so that moving them out of the engine hides nothing.
fn words(package: &Path) -> Result<Row> {
    let script = package.join("trust_policy_wasm.js");
    let script = fs::read_to_string(&script).map_err(Failure::io("read", &script))?;
    let files: Vec<PathBuf> = imports(&script).map(PathBuf::from).collect();
    let size = compress(package, &files)?.into_iter().sum();
    Ok(Row { what: "engine's words, in the script".to_owned(), size, budget: None })
}

/// What the script that wasm-bindgen writes imports: files beside it.
fn imports<'a>(script: &'a str) -> impl Iterator<Item = &'a str> {
    let import = |line: &'a str| line.strip_prefix("import ")?.split_once(" from './")?.1.strip_suffix("';");
    script.lines().filter_map(import)
}

/// Compresses files of a folder with Node.js, which is here for the page's build and has what web servers use.
pub(crate) fn compress(folder: &Path, files: &[PathBuf]) -> Result<Vec<Size>> {
    node::ready()?;
    let broken = || Failure::new("Node.js could not compress the built files: run `cargo xtask sizes` again");
    let mut child = shell::program("node")
        .args(["--input-type=module", "--eval", include_str!("compress.mjs")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|_| broken())?;
    let names: String = files.iter().map(|file| format!("{}\n", folder.join(file).display())).collect();
    // Dropped at the end of the statement, so that the script sees the end of its input.
    child.stdin.take().ok_or_else(broken)?.write_all(names.as_bytes()).map_err(|_| broken())?;
    let output = child.wait_with_output().map_err(|_| broken())?;
    let sizes: Vec<Size> = String::from_utf8_lossy(&output.stdout).lines().filter_map(parse_size).collect();
    if sizes.len() == files.len() { Ok(sizes) } else { Err(broken()) }
}

fn parse_size(line: &str) -> Option<Size> {
    let mut numbers = line.split(' ').map(|word| word.parse().ok());
    Some(Size { raw: numbers.next()??, gzip: numbers.next()??, brotli: numbers.next()?? })
}

fn table(rows: &[Row]) -> String {
    let width = rows.iter().map(|row| row.what.len()).max().unwrap_or_default();
    let mut text = format!("{:width$}  {:>9}  {:>9}  {:>9}  budget\n", "", "raw", "gzip", "brotli");
    for row in rows {
        let Size { raw, gzip, brotli } = row.size;
        text.push_str(&format!("{:width$}  {raw:>9}  {gzip:>9}  {brotli:>9}", row.what));
        if let Some(budget) = row.budget {
            let verdict = if row.is_over() { "OVER" } else { "ok" };
            let budget = match budget {
                Budget::Brotli(most) => format!("{most} brotli"),
                Budget::Gzip(most) => format!("{most} gzip"),
            };
            text.push_str(&format!("  {budget} {verdict}"));
        }
        text.push('\n');
    }
    text
}

/// The text of a file, or nothing for one that is no text, such as an image.
fn text_of(file: &Path) -> Result<Option<String>> {
    let bytes = fs::read(file).map_err(Failure::io("read", file))?;
    Ok(String::from_utf8(bytes).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(brotli: u64, budget: Option<u64>) -> Row {
        Row { what: "engine".to_owned(), size: Size { raw: 3, gzip: 2, brotli }, budget: budget.map(Budget::Brotli) }
    }

    #[test]
    fn a_budget_may_be_used_up_and_not_exceeded() {
        assert!(!row(100, Some(100)).is_over());
        assert!(row(101, Some(100)).is_over());
        assert!(!row(101, None).is_over());
        assert!(!Row { budget: Some(Budget::Gzip(2)), ..row(101, None) }.is_over());
        assert!(Row { budget: Some(Budget::Gzip(1)), ..row(101, None) }.is_over());
    }

    #[test]
    fn the_table_names_what_is_over() {
        let text = table(&[row(100, Some(100)), row(101, Some(100)), row(5, None)]);
        let verdicts: Vec<&str> = text.lines().skip(1).map(|line| line.split_whitespace().last().unwrap()).collect();
        assert_eq!(verdicts, ["ok", "OVER", "5"]);
    }

    #[test]
    fn the_words_are_what_the_script_imports() {
        let script = "/* @ts-self-types */\nimport { book } from './snippets/a-1/inline0.js';\n\nexport class A {}\n";
        assert_eq!(imports(script).collect::<Vec<_>>(), ["snippets/a-1/inline0.js"]);
    }

    #[test]
    fn sizes_are_read_from_what_the_script_prints() {
        assert_eq!(parse_size("30 20 10"), Some(Size { raw: 30, gzip: 20, brotli: 10 }));
        assert_eq!(parse_size("30 20"), None);
    }
}
