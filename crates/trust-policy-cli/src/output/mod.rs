//! The formats of `check`: for people, for programs, for code scanning and for workflow logs.

mod github;
mod json;
mod page;
mod sarif;
mod snippet;
mod text;
pub(crate) mod visible;
mod wrap;

use trust_policy::{Confidence, FixKind, PrincipalKind, Report, Safety, Severity};

pub(crate) use github::print as github;
pub(crate) use json::{pretty, print as json};
pub(crate) use page::{print as page, summary};
pub(crate) use sarif::print as sarif;
pub(crate) use text::{print as text, style_of};
pub(crate) use wrap::wrapped;

/// A report and the text that its offsets speak of.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) text: String,
    pub(crate) report: Report,
}

pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Security => "security",
        Severity::Warning => "warning",
        Severity::Suggestion => "suggestion",
    }
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => "high",
        Confidence::Medium => "medium",
        Confidence::Low => "low",
    }
}

fn safety(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "safe",
        Safety::Review => "review",
        Safety::FillIn => "fill-in",
    }
}

pub(crate) fn fix_kind(kind: FixKind) -> &'static str {
    match kind {
        FixKind::Always => "always",
        FixKind::Sometimes => "sometimes",
        FixKind::Never => "never",
    }
}

pub(crate) fn principal_kind(kind: PrincipalKind) -> &'static str {
    match kind {
        PrincipalKind::Account => "account",
        PrincipalKind::Service => "service",
        PrincipalKind::Saml => "saml",
        PrincipalKind::WebIdentity => "web-identity",
    }
}

/// `2 errors, 1 suggestion`: the worst first; `no findings` for none.
pub(crate) fn tally(severities: impl Iterator<Item = Severity>) -> String {
    const WORDS: [(Severity, &str, &str); 4] = [
        (Severity::Error, "error", "errors"),
        (Severity::Security, "security finding", "security findings"),
        (Severity::Warning, "warning", "warnings"),
        (Severity::Suggestion, "suggestion", "suggestions"),
    ];
    let severities: Vec<Severity> = severities.collect();
    let counts = WORDS.iter().filter_map(|(severity, one, many)| {
        let count = severities.iter().filter(|found| *found == severity).count();
        (count > 0).then(|| counted(count, one, many))
    });
    let words: Vec<String> = counts.collect();
    if words.is_empty() { "no findings".to_owned() } else { words.join(", ") }
}

/// A number and its noun.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_is_counted_first() {
        let found = [Severity::Suggestion, Severity::Error, Severity::Security, Severity::Error];
        assert_eq!(tally(found.into_iter()), "2 errors, 1 security finding, 1 suggestion");
        assert_eq!(tally(std::iter::empty()), "no findings");
    }
}
