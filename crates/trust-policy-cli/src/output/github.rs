//! `--format github`: workflow commands, which GitHub shows beside the lines of a pull request.

use std::fmt::Write;

use trust_policy::{Finding, Severity};

use super::{Checked, visible};
use crate::input::STDIN;

/// One annotation for each finding.
pub(crate) fn print(checked: &[Checked]) -> String {
    let mut out = String::new();
    for Checked { report, .. } in checked {
        for finding in &report.findings {
            annotation(&report.source, finding, &mut out);
        }
    }
    out
}

fn annotation(source: &str, finding: &Finding, out: &mut String) {
    let (start, end) = (finding.span.start, finding.span.end);
    let mut properties = Vec::new();
    if source != STDIN {
        properties.push(("file", visible::line(source).into_owned()));
    }
    properties.push(("line", start.line.to_string()));
    // Columns are only taken when the annotation stays on one line.
    if start.line == end.line {
        properties.push(("col", start.column.to_string()));
        properties.push(("endLine", end.line.to_string()));
        properties.push(("endColumn", end.column.to_string()));
    } else {
        properties.push(("endLine", end.line.to_string()));
    }
    properties.push(("title", finding.rule.to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", escape_property(value))).collect();
    let paragraphs = [Some(finding.message.as_str()), Some(&*finding.why), finding.help.as_deref()];
    let message: Vec<_> = paragraphs.into_iter().flatten().map(|paragraph| visible::line(paragraph)).collect();
    writeln!(out, "::{} {}::{}", level(finding.severity), properties.join(","), escape_message(&message.join("\n")))
        .expect("a string takes all that is written");
}

/// GitHub has three levels. `error` is kept for what AWS refuses, as in the exit status.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Security | Severity::Warning => "warning",
        Severity::Suggestion => "notice",
    }
}

fn escape_message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_commands_are_made_of_is_escaped() {
        assert_eq!(escape_message("50%\r\na: b, c"), "50%25%0D%0Aa: b, c");
        assert_eq!(escape_property("C:\\a,b%\n"), "C%3A\\a%2Cb%25%0A");
    }
}
