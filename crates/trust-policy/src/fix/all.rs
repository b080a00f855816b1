//! Every repair of a kind, until none is left.

use crate::report::{Applied, Finding, Fix, Fixed, Report, Safety};
use crate::text::{Edit, apply, in_order};

/// How often a text is checked again before the repairs are given up on. Each round applies at least one; mistakes nested
/// in one another need a round each.
const ROUNDS: usize = 64;

/// How many rounds in a row may leave as many mistakes in the text as there were. A repair that guesses wrong could
/// otherwise be made again and again.
const PATIENCE: usize = 2;

/// Applies the repairs up to a safety, round by round, and checks the text again after each.
///
/// In a round the first repair of each finding is taken in the order of the text; one that wants a place that another
/// already has waits for the next round. While the text is not JSON, only repairs of the text are applied: the others are
/// made for the tree that comes of it.
pub(crate) fn apply_all(
    text: &str,
    level: Safety,
    check: impl Fn(&str) -> Report,
    is_syntax: impl Fn(&str) -> bool,
) -> Fixed {
    let mistakes = |report: &Report| report.findings.iter().filter(|finding| is_syntax(finding.rule)).count();
    let mut text = text.to_owned();
    let mut report = check(&text);
    let mut applied = Vec::new();
    let mut fewest = mistakes(&report);
    // The best text so far, and how many of the repairs led to it.
    let mut best = (text.clone(), 0);
    let mut patience = PATIENCE;
    for _ in 0..ROUNDS {
        let broken = report.findings.iter().any(|finding| is_syntax(finding.rule) && wanted(finding, level).is_some());
        let round = choose(&report.findings, level, |finding| !broken || is_syntax(finding.rule));
        if round.is_empty() {
            break;
        }
        let mut edits: Vec<Edit> = Vec::new();
        for (finding, fix) in round {
            for edit in &fix.edits {
                edits.push(edit.clone());
            }
            applied.push(Applied { rule: finding.rule, title: fix.title.clone(), safety: fix.safety });
        }
        let edits = in_order(edits, |edit| (edit.start, edit.end));
        let repaired = apply(&text, &edits);
        if repaired == text {
            break;
        }
        text = repaired;
        report = check(&text);
        let left = mistakes(&report);
        if left < fewest || (left == fewest && !broken) {
            fewest = left;
            patience = PATIENCE;
            best = (text.clone(), applied.len());
        } else if patience == 0 {
            break;
        } else {
            patience -= 1;
        }
    }
    let (best, count) = best;
    if best != text {
        report = check(&best);
    }
    applied.truncate(count);
    Fixed { text: best, applied, report }
}

/// The first repair of a finding that the level allows.
fn wanted(finding: &Finding, level: Safety) -> Option<&Fix> {
    finding.fixes.iter().find(|fix| fix.safety <= level && !fix.edits.is_empty())
}

/// Repairs that do not want the same place, of the findings that may have theirs.
fn choose(findings: &[Finding], level: Safety, may: impl Fn(&Finding) -> bool) -> Vec<(&Finding, &Fix)> {
    let mut chosen: Vec<(&Finding, &Fix)> = Vec::new();
    for finding in findings {
        if !may(finding) {
            continue;
        }
        let Some(fix) = wanted(finding, level) else { continue };
        if !chosen.iter().any(|(_, other)| conflict(fix, other)) {
            chosen.push((finding, fix));
        }
    }
    chosen
}

fn conflict(one: &Fix, other: &Fix) -> bool {
    one.edits.iter().any(|edit| other.edits.iter().any(|taken| edit.conflicts_with(taken)))
}
