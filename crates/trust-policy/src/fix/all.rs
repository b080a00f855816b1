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
    let mut best = Fixed { text: text.to_owned(), applied: Vec::new(), report: check(text) };
    let mut fewest = mistakes(&best.report);
    let mut text = best.text.clone();
    let mut report = best.report.clone();
    let mut applied = Vec::new();
    let mut patience = PATIENCE;
    for _ in 0..ROUNDS {
        let broken = report.findings.iter().any(|finding| is_syntax(finding.rule) && wanted(finding, level).is_some());
        let candidates = report.findings.iter().filter(|finding| !broken || is_syntax(finding.rule));
        let round = choose(candidates, level);
        if round.is_empty() {
            break;
        }
        let mut edits: Vec<Edit> = Vec::new();
        for (finding, fix) in &round {
            edits.extend(fix.edits.iter().cloned());
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
            best = Fixed { text: text.clone(), applied: applied.clone(), report: report.clone() };
        } else if patience == 0 {
            break;
        } else {
            patience -= 1;
        }
    }
    best
}

/// The first repair of a finding that the level allows.
fn wanted(finding: &Finding, level: Safety) -> Option<&Fix> {
    finding.fixes.iter().find(|fix| fix.safety <= level && !fix.edits.is_empty())
}

/// Repairs that do not want the same place.
fn choose<'r>(findings: impl Iterator<Item = &'r Finding>, level: Safety) -> Vec<(&'r Finding, &'r Fix)> {
    let mut chosen: Vec<(&Finding, &Fix)> = Vec::new();
    // Findings are in the order of the text, and so nearly are their edits: only the last few can be in the way. A fix
    // with edits far apart is compared with all.
    let mut taken: Vec<&Edit> = Vec::new();
    for finding in findings {
        let Some(fix) = wanted(finding, level) else { continue };
        let free = fix.edits.iter().all(|edit| !taken.iter().any(|other| edit.conflicts_with(other)));
        if free {
            taken.extend(&fix.edits);
            chosen.push((finding, fix));
        }
    }
    chosen
}
