//! What the tests that cross crates share: rule pages as examples, and the promises that every finding and fix keeps.

use std::collections::BTreeMap;
use std::path::PathBuf;

use trust_policy::{Edit, Finding, Fix, Options, Report, Safety, Severity, check};

/// The folder of this crate.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The text of the first code block under a heading of a rule's page.
#[must_use]
pub fn block<'p>(page: &'p str, heading: &str) -> Option<&'p str> {
    let section = page.split_once(&format!("\n## {heading}\n"))?.1;
    let section = section.split("\n## ").next()?;
    let (_, body) = section.split_once("```")?.1.split_once('\n')?;
    let end = if body.starts_with("```") { 0 } else { body.find("\n```")? };
    Some(&body[..end])
}

/// The options under which the examples of a rule's page are checked: those of its section `Options`, if it has one.
#[must_use]
pub fn options(page: &str) -> Options {
    block(page, "Options").map_or_else(Options::default, read_options)
}

/// Options as JSON.
#[must_use]
pub fn read_options(json: &str) -> Options {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error} in\n{json}"))
}

/// The text with a fix applied.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.start as usize]);
        out.push_str(&edit.text);
        at = edit.end as usize;
    }
    out + &text[at..]
}

/// Findings as `line:column severity rule path`, one a line.
#[must_use]
pub fn summary(report: &Report) -> String {
    let line = |finding: &Finding| {
        let at = finding.span.start;
        let severity = format!("{:?}", finding.severity).to_lowercase();
        format!("{}:{} {severity} {} {}\n    {}\n", at.line, at.column, finding.rule, finding.path, finding.message)
    };
    report.findings.iter().map(line).collect()
}

/// Checks every promise that does not depend on what a rule is about. Panics with a sentence where one is broken.
///
/// Spans lie in the text; findings are sorted; no two say the same about the same place; every fix has edits in order
/// that do not overlap, removes its finding, and adds no other.
pub fn keeps_promises(text: &str) {
    keeps_promises_with(text, &Options::default());
}

/// The same for a caller who knows more than the text.
pub fn keeps_promises_with(text: &str, options: &Options) {
    let report = check(text, options);
    assert_eq!(report, check(text, options), "the same text gives the same report");
    let mut seen = Vec::new();
    let mut last = (0, "");
    for finding in &report.findings {
        let (start, end) = (finding.span.start.offset as usize, finding.span.end.offset as usize);
        assert!(text.get(start..end).is_some(), "the span of {} lies in the text", finding.rule);
        assert!(last <= (start, finding.rule), "findings are sorted: {} at {start}", finding.rule);
        last = (start, finding.rule);
        let said = (finding.rule, start, end, finding.message.as_str());
        assert!(!seen.contains(&said), "said twice: {said:?}");
        seen.push(said);
        wording(finding);
        finding.fixes.iter().for_each(|fix| fix_keeps_promise(text, options, &report, finding, fix));
    }
}

/// The style of the texts: a sentence without capital and full stop, then whole sentences.
fn wording(finding: &Finding) {
    let Finding { rule, message, why, .. } = finding;
    assert!(!message.is_empty() && !message.ends_with('.') && !message.contains('\n'), "{rule}: message `{message}`");
    assert!(why.ends_with(['.', '?', '!']) && why.starts_with(|c: char| !c.is_lowercase()), "{rule}: why `{why}`");
    if let Some(help) = &finding.help {
        assert!(help.ends_with(['.', '?', '!']), "{rule}: help `{help}`");
    }
}

fn fix_keeps_promise(text: &str, options: &Options, before: &Report, finding: &Finding, fix: &Fix) {
    let what = format!("fix `{}` of {}", fix.title, finding.rule);
    assert!(!fix.edits.is_empty(), "{what} changes something");
    for pair in fix.edits.windows(2) {
        assert!(pair[0].end <= pair[1].start, "{what}: edits are in order and apart");
    }
    let fixed = apply(text, &fix.edits);
    assert_ne!(fixed, text, "{what} changes something");
    let after = check(&fixed, options);
    let counts = |report: &Report| {
        let mut counts: BTreeMap<(&str, Severity), usize> = BTreeMap::new();
        for finding in &report.findings {
            *counts.entry((finding.rule, finding.severity)).or_default() += 1;
        }
        counts
    };
    let (had, has) = (counts(before), counts(&after));
    let this = (finding.rule, finding.severity);
    assert!(
        has.get(&this).copied().unwrap_or(0) < had[&this],
        "{what} removes its finding; text now:\n{fixed}\n{}",
        summary(&after)
    );
    for (other, count) in &has {
        // A placeholder is a finding until a person fills it in; a suggestion on the way to a valid policy is no harm.
        let expected = fix.safety == Safety::FillIn || other.1 == Severity::Suggestion;
        let grew = *count > had.get(other).copied().unwrap_or(0);
        assert!(!grew || expected, "{what} adds {other:?}; text now:\n{fixed}\n{}", summary(&after));
    }
}
