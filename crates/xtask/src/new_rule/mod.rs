//! `cargo xtask new-rule <group> <id>`: a rule's file with every part of it to fill in, and its row in the table.

use std::fs;

use crate::failure::{Failure, Result};
use crate::repository::Repository;

const TEMPLATE: &str = include_str!("template.txt");
const TABLE: &str = "\nrules! {";
const WIDEST_LINE: usize = 118;

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
    println!("Started {}.\nFill in every part of it; `cargo test` says what is missing.", shown.display());
    Ok(())
}

/// Adds a module behind the others of its group; a new group comes last. Nothing else of the table changes.
fn add_row(source: &str, group: &str, module: &str) -> Result<String> {
    let broken =
        || Failure::new("the table of rules is not `rules! { group: rule, rule; }` any more: add the row by hand");
    let start = source.find(TABLE).ok_or_else(broken)? + TABLE.len();
    let end = start + source[start..].find("\n}").ok_or_else(broken)?;
    let table = &source[start..end];
    let mut modules = table.split([',', ';', ':']).map(str::trim);
    if modules.any(|known| known == module) {
        return Err(Failure::new(format!("there is a rule `{}` already: choose another id", module.replace('_', "-"))));
    }
    let (place, row) = match table.find(&format!("\n    {group}:")) {
        Some(group_start) => {
            let place = group_start + table[group_start..].find(';').ok_or_else(broken)?;
            let line = place - table[..place].rfind('\n').unwrap_or_default();
            let fits = line + module.len() < WIDEST_LINE;
            (place, format!(",{}{module}", if fits { " " } else { "\n        " }))
        }
        None => (table.len(), format!("\n    {group}: {module};")),
    };
    let place = start + place;
    Ok(format!("{}{row}{}", &source[..place], &source[place..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str =
        "mod finding;\n\nrules! {\n    syntax: trailing_comma, missing_comma;\n    principal: wildcard;\n}\n";

    #[test]
    fn a_rule_comes_last_in_its_group_and_a_new_group_comes_last() {
        assert_eq!(
            add_row(SOURCE, "syntax", "stray_quote").unwrap(),
            "mod finding;\n\nrules! {\n    syntax: trailing_comma, missing_comma, stray_quote;\n    principal: wildcard;\n}\n"
        );
        assert_eq!(
            add_row(SOURCE, "condition", "misspelt_key").unwrap(),
            "mod finding;\n\nrules! {\n    syntax: trailing_comma, missing_comma;\n    principal: wildcard;\n    condition: misspelt_key;\n}\n"
        );
    }

    #[test]
    fn a_row_that_would_be_too_long_goes_on_in_the_next_line() {
        let long = "a".repeat(WIDEST_LINE);
        assert!(add_row(SOURCE, "syntax", &long).unwrap().contains(&format!("missing_comma,\n        {long};")));
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
