//! Every rule's page is executed: its example gives exactly its finding, what to use instead gives none.
//!
//! Examples of rules about size would be longer than a page: they are marked as abridged (```` ```text abridged ````), and
//! the whole ones are in `limits.rs`.

use trust_policy::{FixKind, Options, RulePage, Safety, check, fix};

/// Every page whose example is whole.
fn pages() -> impl Iterator<Item = RulePage> {
    trust_policy::pages().filter(|page| !page.markdown.contains("\n## Example\n```text abridged\n"))
}

fn example(page: &RulePage) -> &str {
    tests::block(&page.markdown, "Example").unwrap_or_else(|| panic!("{}: no example", page.info.id))
}

fn instead(page: &RulePage) -> &str {
    tests::block(&page.markdown, "Use instead").unwrap_or_else(|| panic!("{}: nothing to use instead", page.info.id))
}

fn options(page: &RulePage) -> Options {
    tests::options(&page.markdown)
}

#[test]
fn examples_give_exactly_their_finding() {
    for page in pages() {
        let report = check(example(&page), &options(&page));
        let rules: Vec<_> = report.findings.iter().map(|finding| finding.rule).collect();
        let only = rules.iter().all(|rule| *rule == page.info.id);
        assert!(!rules.is_empty(), "{}: its example gives no finding: write one that does", page.info.id);
        assert!(only, "{}: the example gives\n{}", page.info.id, tests::summary(&report));
    }
}

#[test]
fn what_to_use_instead_is_clean() {
    for page in pages() {
        let report = check(instead(&page), &options(&page));
        assert!(report.findings.is_empty(), "{}: instead gives\n{}", page.info.id, tests::summary(&report));
    }
}

#[test]
fn examples_keep_every_promise() {
    pages().for_each(|page| tests::keeps_promises_with(example(&page), &options(&page)));
}

#[test]
fn repairs_lead_to_what_to_use_instead() {
    for page in pages().filter(|page| page.info.fix == FixKind::Always) {
        let fixed = fix(example(&page), Safety::Review, &options(&page));
        assert_eq!(fixed.text, instead(&page), "{}", page.info.id);
    }
}

#[test]
fn declared_fixes_are_offered() {
    for page in pages() {
        let findings = check(example(&page), &options(&page)).findings;
        let offered = findings.iter().any(|finding| !finding.fixes.is_empty());
        match page.info.fix {
            FixKind::Always => assert!(findings.iter().all(|finding| !finding.fixes.is_empty()), "{}", page.info.id),
            FixKind::Sometimes => assert!(offered, "{}: show a finding with a fix in the example", page.info.id),
            FixKind::Never => assert!(!offered, "{}", page.info.id),
        }
    }
}

#[test]
fn pages_say_more_than_the_template() {
    let template = include_str!("../../crates/xtask/src/new_rule/template.rs");
    let prose = template.lines().filter_map(|line| line.strip_prefix("//! ")).filter(|line| line.ends_with('.'));
    for page in trust_policy::pages() {
        for line in prose.clone() {
            assert!(!page.markdown.contains(line), "{}: its page still says \"{line}\": fill it in", page.info.id);
        }
    }
}

#[test]
fn codes_of_findings_are_listed() {
    for page in pages() {
        let (listed, report) = (page.aws_checks(), check(example(&page), &options(&page)));
        for code in report.findings.iter().filter_map(|finding| finding.aws_check).chain(page.info.aws_check) {
            assert!(listed.contains(&code), "{}: {code}", page.info.id);
        }
    }
}

#[test]
fn pages_have_every_section() {
    for RulePage { info, markdown, .. } in trust_policy::pages() {
        let first = markdown.lines().next().unwrap_or_default();
        assert!(first.ends_with('.'), "{}: the first line is a sentence: `{first}`", info.id);
        for heading in ["What it checks", "Why it matters", "Example", "Use instead", "References"] {
            assert!(markdown.contains(&format!("\n## {heading}\n")), "{}: no section `{heading}`", info.id);
        }
    }
}

#[test]
fn fixes_that_need_thought_are_explained() {
    for page in pages() {
        let findings = check(example(&page), &options(&page)).findings;
        let unsafe_fix = findings.iter().flat_map(|finding| &finding.fixes).any(|fix| fix.safety != Safety::Safe);
        let explained = page.markdown.contains("\n## Fix safety\n");
        assert!(explained || !unsafe_fix, "{}: explain the safety of the fix", page.info.id);
    }
}

#[test]
fn ids_are_unique_and_name_their_files() {
    let mut ids: Vec<_> = trust_policy::pages().map(|page| page.info.id).collect();
    ids.sort_unstable();
    let twice = ids.windows(2).find(|pair| pair[0] == pair[1]);
    assert_eq!(twice, None, "an id is used twice");
    let rules = tests::folder().join("../crates/trust-policy/src/rules");
    let mut files: Vec<String> = Vec::new();
    for group in std::fs::read_dir(rules).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
        for file in std::fs::read_dir(group.path()).unwrap() {
            let name = file.unwrap().file_name().into_string().unwrap();
            files.push(name.trim_end_matches(".rs").replace('_', "-"));
        }
    }
    files.sort_unstable();
    assert_eq!(ids, files, "every file under rules/ is in the table, under its own name");
}
