//! Takes from the catalogue's tables what the engine needs, and checks the rest.
//!
//! The files under `catalogue/` carry a source for every row, which people need and the browser does not. This script
//! writes the columns that the engine reads, one row a line, to `OUT_DIR`. What is said of a condition key becomes two
//! letters before its name.

use std::path::Path;
use std::{env, fs};

/// A table: its file, and the columns that the engine reads.
const TABLES: [(&str, &[&str]); 3] = [
    ("service-principals.tsv", &["service_principal"]),
    ("condition-keys.tsv", &["key", "value_type", "single_or_multi", "applies_to_actions"]),
    ("oidc-providers.tsv", &["issuer", "name", "tenancy", "required", "identity", "audience", "subjects"]),
];

/// What nearly every service principal ends with; the engine adds it.
const DOMAIN: &str = ".amazonaws.com";

fn main() {
    println!("cargo:rerun-if-changed=catalogue");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR for build scripts");
    for (file, columns) in TABLES {
        let path = Path::new("catalogue").join(file);
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut rows = strip(file, &text, columns);
        if file == "service-principals.tsv" {
            rows.iter_mut().for_each(|row| *row = row.strip_suffix(DOMAIN).unwrap_or(row).to_owned());
            rows.sort();
        }
        if file == "condition-keys.tsv" {
            rows.iter_mut().for_each(|row| *row = pack_key(row));
        }
        fs::write(Path::new(&out).join(file), rows.join("\n")).expect("OUT_DIR can be written");
    }
}

/// The wanted columns of a table, without its comments and its header.
fn strip(file: &str, text: &str, wanted: &[&str]) -> Vec<String> {
    let mut rows = text.lines().filter(|line| !line.starts_with('#'));
    let header: Vec<&str> = rows.next().unwrap_or_default().split('\t').collect();
    let column = |name: &&str| {
        header.iter().position(|column| column == name).unwrap_or_else(|| panic!("{file}: no column {name}"))
    };
    let picked: Vec<usize> = wanted.iter().map(column).collect();
    let mut lines: Vec<String> = Vec::new();
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        assert_eq!(cells.len(), header.len(), "{file}: every row has {} columns: {row}", header.len());
        lines.push(picked.iter().map(|column| cells[*column]).collect::<Vec<_>>().join("\t"));
    }
    assert!(lines.is_sorted(), "{file}: the rows are sorted by their first column");
    let doubled = lines.windows(2).find(|pair| pair[0].split('\t').next() == pair[1].split('\t').next());
    assert!(doubled.is_none(), "{file}: a row stands there twice: {doubled:?}");
    lines
}

/// A condition key as the engine reads it: a letter for the type of its values, a capital if there is but one, a letter
/// for what carries it, and the name.
fn pack_key(row: &str) -> String {
    let cells: Vec<&str> = row.split('\t').collect();
    let [name, value_type, values, actions] = cells[..] else { panic!("four columns: {row}") };
    let letter = match value_type {
        "String" => 's',
        "Numeric" => 'n',
        "Date" => 'd',
        "Bool" => 'b',
        "IPAddress" => 'i',
        "ARN" => 'a',
        other => panic!("{name}: no type of values: {other}"),
    };
    let letter = if values == "single" { letter.to_ascii_uppercase() } else { letter };
    let carriers = actions.split(',').map(|action| match action {
        "sts:AssumeRole" => 1,
        "sts:AssumeRoleWithSAML" => 2,
        "sts:AssumeRoleWithWebIdentity" => 4,
        "sts:TagSession" | "sts:SetSourceIdentity" | "sts:SetContext" => 8,
        global if global.starts_with("global") => 16,
        _ => 0,
    });
    let carriers = char::from(b'@' + carriers.fold(0, |all, carrier| all | carrier));
    format!("{letter}{carriers}{name}")
}
