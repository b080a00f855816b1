//! `cargo xtask docs`: a static page for every rule, and one that lists and filters them, into `www/public/rules`.
//!
//! A rule's page is the comment at the head of its file, which the engine carries when it is built with `docs`. The
//! pages are not kept in git: every build of the site writes them anew.

mod base64url;
mod markdown;
mod pages;

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Result};
use crate::repository::Repository;

/// Writes all pages and removes those of rules that are gone.
pub(crate) fn write(repository: &Repository) -> Result<()> {
    let folder = repository.rule_pages();
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::io("empty", &folder))?;
    }
    fs::create_dir_all(&folder).map_err(Failure::io("create", &folder))?;

    let rules: Vec<_> = trust_policy::pages().collect();
    for rule in &rules {
        file(&folder, &format!("{}.html", rule.info.id), &pages::rule(rule)?)?;
    }
    file(&folder, "index.html", &pages::index(&rules)?)?;

    file(&folder, "rules.js", include_str!("rules.js"))?;

    // The colours are the page's own.
    let tokens = repository.www().join("src/styles/tokens.css");
    let tokens = fs::read_to_string(&tokens).map_err(Failure::io("read", &tokens))?;
    file(
        &folder,
        "rules.css",
        &format!("/* Written by `cargo xtask docs`. */\n{tokens}\n{}", include_str!("rules.css")),
    )
}

fn file(folder: &Path, name: &str, text: &str) -> Result<()> {
    let path = folder.join(name);
    fs::write(&path, text).map_err(Failure::io("write", &path))
}
