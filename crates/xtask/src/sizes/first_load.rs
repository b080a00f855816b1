//! Which of the built files a browser fetches for the first view, and which only when a person asks for more.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::text_of;
use crate::failure::{Failure, Result};

/// Where Vite lists what belongs to parts that are imported on demand.
const ON_DEMAND: &str = "const __vite__mapDeps=";

/// What the page names and no browser needs for the first view: the service worker comes once the page is ready, the
/// manifest and its icons are for installing it, and the picture is for those who show a preview of a link.
const LATER: [&str; 4] = ["service-worker.js", "manifest.webmanifest", "icons", "preview.png"];

/// `index.html` and every file that it names, or that a named file names in its turn, relative to the site.
pub(super) fn files(site: &Path) -> Result<Vec<PathBuf>> {
    let mut others = BTreeMap::new();
    collect(site, site, &mut others)?;
    let mut loaded = BTreeSet::from([PathBuf::from("index.html")]);
    let mut waiting = vec![PathBuf::from("index.html")];
    while let Some(file) = waiting.pop() {
        let Some(text) = text_of(&site.join(&file))? else {
            continue;
        };
        for (name, path) in &others {
            if fetches(&text, name) && loaded.insert(path.clone()) {
                waiting.push(path.clone());
            }
        }
    }
    Ok(loaded.into_iter().collect())
}

/// Every file by its name. Other HTML pages are visited, not loaded.
fn collect(site: &Path, folder: &Path, found: &mut BTreeMap<String, PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder)
        .map_err(|_| Failure::new("the page is not built yet: run `cargo xtask serve` or `cargo xtask sizes`"))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if folder == site && LATER.iter().any(|later| entry.file_name() == *later) {
            continue;
        }
        if path.is_dir() {
            collect(site, &path, found)?;
        } else if path.extension().is_none_or(|extension| extension != "html")
            && let Ok(relative) = path.strip_prefix(site)
        {
            found.insert(entry.file_name().to_string_lossy().into_owned(), relative.to_owned());
        }
    }
    Ok(())
}

/// Whether a file's text makes the browser fetch the file of that name at once: each mention does, except in the
/// argument of `import()` and in the list of what such an import needs.
fn fetches(text: &str, name: &str) -> bool {
    text.lines().filter(|line| !line.starts_with(ON_DEMAND)).any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let before = line[..at].trim_end_matches(|character: char| character != '(' && is_path_or_quote(character));
            let whole_name = line[..at].ends_with(['/', '"', '\'', '`', '(']);
            whole_name && !before.ends_with("import(")
        })
    })
}

fn is_path_or_quote(character: char) -> bool {
    character.is_ascii_alphanumeric() || "./-_\"'`".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn static_imports_style_sheets_and_modules_are_fetched_at_once() {
        assert!(fetches(r#"<script type="module" src="./assets/index-a.js">"#, "index-a.js"));
        assert!(fetches(r#"import{b}from"./index-a.js";"#, "index-a.js"));
        assert!(fetches(r#"import"./index-a.js";"#, "index-a.js"));
        assert!(fetches("new URL(`engine.wasm`,import.meta.url)", "engine.wasm"));
        assert!(fetches("url(./dots.png)", "dots.png"));
    }

    #[test]
    fn what_is_imported_on_demand_is_not() {
        assert!(!fetches("()=>import(`./lazy-b.js`).then(run)", "lazy-b.js"));
        assert!(!fetches(r#"import("./assets/lazy-b.js")"#, "lazy-b.js"));
        assert!(!fetches(r#"const __vite__mapDeps=(i,m=["./lazy-b.js"])=>i;"#, "lazy-b.js"));
    }

    #[test]
    fn a_longer_name_is_another_file() {
        assert!(!fetches(r#"from"./my-index-a.js""#, "index-a.js"));
    }

    #[test]
    fn what_comes_after_the_first_view_is_not_counted() {
        let site = std::env::temp_dir().join(format!("first-load-{}", std::process::id()));
        fs::create_dir_all(site.join("icons")).unwrap();
        let page = "\"service-worker.js\" \"preview.png\" \"icons/192.png\" \"index-a.js\"";
        for (file, text) in [("index.html", page), ("service-worker.js", "\"lazy-b.js\""), ("icons/192.png", "")] {
            fs::write(site.join(file), text).unwrap();
        }
        for file in ["preview.png", "index-a.js", "lazy-b.js"] {
            fs::write(site.join(file), "").unwrap();
        }
        assert_eq!(files(&site).unwrap(), [PathBuf::from("index-a.js"), PathBuf::from("index.html")]);
        fs::remove_dir_all(site).unwrap();
    }
}
