//! `cargo xtask new-rule <group> <id>`: a rule's file with every part of it to fill in, and its row in the table.

use std::fs;

use crate::failure::{Failure, Result};
use crate::repository::Repository;

const TEMPLATE: &str = include_str!("template.rs");
const TABLE: &str = "\nrules! {";

/// Which rule to start.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Options {
    group: String,
    id: String,
}

impl Options {
    pub(crate) fn parse(mut arguments: lexopt::Parser) -> Result<Self> {
        let mut names = Vec::new();
        while let Some(argument) = arguments.next()? {
            match argument {
                lexopt::Arg::Value(name) => names.push(lexopt::ValueExt::string(name)?),
                other => return Err(other.unexpected().into()),
            }
        }
        let [group, id] = <[String; 2]>::try_from(names).map_err(|_| {
            Failure::new("name the group and the id: `cargo xtask new-rule principal wildcard-principal`")
        })?;
        if !is_name(&group, '_') {
            return Err(Failure::new(format!("`{group}` is no group: it names a folder, as in `principal`")));
        }
        if !is_name(&id, '-') {
            return Err(Failure::new(format!(
                "`{id}` is no id: write what is wrong in lower case, as in `wildcard-principal`"
            )));
        }
        Ok(Self { group, id })
    }

    fn module(&self) -> String {
        self.id.replace('-', "_")
    }
}

/// Lower-case words with one separator between them.
fn is_name(text: &str, separator: char) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.split(separator).all(|word| {
            !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
        })
}

/// Writes the file and the row. Nothing is written unless both can be.
pub(crate) fn command(repository: &Repository, options: &Options) -> Result<()> {
    let rules = repository.rules();
    let table_path = rules.join("mod.rs");
    let table = fs::read_to_string(&table_path).map_err(Failure::io("read", &table_path))?;
    let module = options.module();
    let with_row = add_row(&table, &options.group, &module)?;

    let folder = rules.join(&options.group);
    let path = folder.join(format!("{module}.rs"));
    if path.exists() {
        return Err(Failure::new(format!("there is a rule `{}` already: choose another id", options.id)));
    }
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;
    fs::write(&path, TEMPLATE.replace("RULE-ID", &options.id)).map_err(Failure::io("write", &path))?;
    fs::write(&table_path, with_row).map_err(Failure::io("write", &table_path))?;

    let shown = path.strip_prefix(repository.root()).unwrap_or(&path);
    println!("{}", next_steps(&shown.display().to_string(), &options.id));
    Ok(())
}

/// What is left to do, in the order in which it is best done.
fn next_steps(file: &str, id: &str) -> String {
    format!(
        "Started {file}, and its row in the table of rules.

Next:
  1. Write its page, the comment at the top: what is wrong, an example, and what to write instead.
  2. Write the check below it. Rules ask the model (crates/trust-policy/src/policy); `Check` says what a rule can look at.
  3. cargo test -p tests --test rule_pages              says what is missing, until nothing is
  4. Add cases: tests/specs/{id}/invalid-<what>.json and valid-<what>.json
     (what the rule must know besides stands in <what>.options.json).
  5. UPDATE_SPECS=1 cargo test -p tests --test specs    writes what is found beside them: read it
  6. Say it in CHANGELOG.md, then run cargo xtask test."
    )
}

/// Adds a module in its place among the others of its group; a new group comes last. Nothing else of the table changes.
fn add_row(source: &str, group: &str, module: &str) -> Result<String> {
    let broken = || {
        Failure::new(
            "the table of rules is not `rules! { group: rule, rule; }`, a line each, any more: add the row by hand",
        )
    };
    let start = source.find(TABLE).ok_or_else(broken)? + TABLE.len();
    let end = start + source[start..].find("\n}").ok_or_else(broken)?;
    let table = &source[start..end];
    let mut modules = table.split([',', ';', ':']).map(str::trim);
    if modules.any(|known| known == module) {
        return Err(Failure::new(format!("there is a rule `{}` already: choose another id", module.replace('_', "-"))));
    }
    let heading = format!("\n    {group}:\n");
    let Some(group_start) = table.find(&heading) else {
        return Ok(format!("{}{heading}        {module};{}", &source[..end], &source[end..]));
    };
    let rows_start = start + group_start + heading.len();
    let rows_end = rows_start + source[rows_start..end].find(';').ok_or_else(broken)?;
    let mut rows: Vec<&str> = source[rows_start..rows_end].split(',').map(str::trim).collect();
    // The others stay in the order that they have.
    let place = rows.iter().position(|known| *known > module).unwrap_or(rows.len());
    rows.insert(place, module);
    Ok(format!("{}        {}{}", &source[..rows_start], rows.join(",\n        "), &source[rows_end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "mod finding;

rules! {
    syntax:
        missing_comma,
        trailing_comma;
    principal:
        wildcard;
}
";

    #[test]
    fn a_rule_takes_its_place_in_the_alphabet_of_its_group() {
        for (module, rows) in [
            ("stray_quote", "missing_comma,\n        stray_quote,\n        trailing_comma;"),
            ("a_quote", "a_quote,\n        missing_comma,\n        trailing_comma;"),
            ("unquoted_key", "missing_comma,\n        trailing_comma,\n        unquoted_key;"),
        ] {
            let before = "missing_comma,\n        trailing_comma;";
            assert_eq!(add_row(SOURCE, "syntax", module).unwrap(), SOURCE.replace(before, rows));
        }
    }

    #[test]
    fn a_new_group_comes_last() {
        let expected = SOURCE.replace("wildcard;\n", "wildcard;\n    condition:\n        misspelt_key;\n");
        assert_eq!(add_row(SOURCE, "condition", "misspelt_key").unwrap(), expected);
    }

    #[test]
    fn the_next_steps_name_the_file_and_the_cases() {
        let steps = next_steps("rules/principal/wildcard.rs", "wildcard");
        for named in ["rules/principal/wildcard.rs", "tests/specs/wildcard/", "rule_pages", "UPDATE_SPECS=1"] {
            assert!(steps.contains(named), "{named}");
        }
    }

    #[test]
    fn an_id_is_used_once_and_a_part_of_another_is_free() {
        assert!(add_row(SOURCE, "principal", "missing_comma").is_err());
        assert!(add_row(SOURCE, "principal", "comma").is_ok());
    }

    #[test]
    fn names_are_lower_case_words() {
        let parse = |group: &str, id: &str| Options::parse(lexopt::Parser::from_args([group, id]));
        assert_eq!(parse("principal", "wildcard-principal").unwrap().module(), "wildcard_principal");
        for (group, id) in
            [("Principal", "a"), ("principal", "wildcard_principal"), ("principal", "a--b"), ("..", "a"), ("a", "../b")]
        {
            assert!(parse(group, id).is_err(), "{group} {id}");
        }
    }

    #[test]
    fn the_template_has_every_section_of_a_rules_page() {
        for section in ["What it checks", "Why it matters", "Example", "Use instead", "Fix safety", "References"] {
            assert!(TEMPLATE.contains(&format!("\n//! ## {section}\n")), "{section}");
        }
    }
}
