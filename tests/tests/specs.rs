//! Cases of the rules: `specs/<rule>/{valid,invalid}-*.json` and what is said of them.
//!
//! A `valid-` file must not give the rule's finding, an `invalid-` file must. What `check` says of an `invalid-` file and
//! what `fix --review` makes of it stands in the `.snap` file beside it. Adding a case is adding a file; run with
//! `UPDATE_SPECS=1` to write the snapshots, then read them. What the caller knows besides the text stands in
//! `<name>.options.json`, with the names that JavaScript has for it.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::fs;
use std::path::Path;

use trust_policy::{Options, Safety, check, fix, rules};

#[test]
fn specs() {
    let update = std::env::var_os("UPDATE_SPECS").is_some();
    let mut cases = 0;
    let mut folders: Vec<_> =
        fs::read_dir(tests::folder().join("specs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    for folder in folders {
        let rule = folder.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(rules().iter().any(|info| info.id == rule), "specs/{rule} names no rule");
        let mut files: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in &files {
            let name = file.file_name().unwrap().to_str().unwrap();
            if !name.ends_with(".json") || name.ends_with(".options.json") {
                continue;
            }
            spec(&rule, file, update);
            cases += 1;
        }
    }
    assert!(cases > 0, "there are specs");
}

fn spec(rule: &str, file: &Path, update: bool) {
    let name = file.display();
    let text = fs::read_to_string(file).unwrap();
    let options = fs::read_to_string(file.with_extension("options.json"));
    let options = options.map_or_else(|_| Options::default(), |json| tests::read_options(&json));
    let report = check(&text, &options);
    let found = report.findings.iter().any(|finding| finding.rule == rule);
    tests::keeps_promises_with(&text, &options);
    let stem = file.file_name().unwrap().to_str().unwrap();
    if stem.starts_with("valid-") {
        assert!(!found, "{name}: {rule} is found\n{}", tests::summary(&report));
        return;
    }
    assert!(stem.starts_with("invalid-"), "{name}: a spec is valid- or invalid-");
    assert!(found, "{name}: {rule} is not found, but\n{}", tests::summary(&report));
    let fixed = fix(&text, Safety::Review, &options).text;
    let actual = format!("{}\n--- after fix --review\n{fixed}", tests::summary(&report));
    let snapshot = file.with_extension("snap");
    if update {
        fs::write(&snapshot, &actual).unwrap();
    }
    let expected = fs::read_to_string(&snapshot).unwrap_or_default();
    assert_eq!(actual, expected, "{name}: the snapshot differs; run with UPDATE_SPECS=1 and read it");
}
