//! `--format text`: for people. The finding, its place with the source line, why it matters and what to do.

use std::collections::BTreeMap;

use anstyle::{AnsiColor, Style};
use trust_policy::{Finding, Report, Safety, SaveVerdict, Severity};

use super::snippet::{self, Mark, Source, Styles};
use super::{Checked, confidence, counted, safety, severity, tally, visible};
use crate::input::shown;

/// How many findings of one rule are shown in full for a file.
const SHOWN: usize = 3;

/// How many lines are named for those that are not.
const NAMED_LINES: usize = 10;

const QUIET: Style = AnsiColor::Blue.on_default().bold();
const LABEL: Style = AnsiColor::Blue.on_default();
const BOLD: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const DOUBT: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();

/// Everything there is to say, with styles in it.
pub(crate) fn print(checked: &[Checked]) -> String {
    let mut out = String::new();
    for (at, file) in checked.iter().enumerate() {
        let apart = at > 0 && !(file.report.findings.is_empty() && checked[at - 1].report.findings.is_empty());
        if apart {
            out.push('\n');
        }
        print_file(file, &mut out);
    }
    if !checked.is_empty() {
        summary(checked, &mut out);
    }
    out
}

pub(crate) fn style_of(severity: Severity) -> Style {
    let color = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Security => AnsiColor::Magenta,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Suggestion => AnsiColor::Cyan,
    };
    color.on_default().bold()
}

fn print_file(Checked { text, report }: &Checked, out: &mut String) {
    let source = Source::new(text);
    let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for item in &report.findings {
        by_rule.entry(item.rule).or_default().push(item);
    }
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for item in &report.findings {
        let count = seen.entry(item.rule).or_default();
        *count += 1;
        if *count <= SHOWN {
            finding(&source, shown(&report.source), item, out);
        }
        if *count == SHOWN {
            more_like(item, &by_rule[item.rule][SHOWN..], out);
        }
    }
    verdict(report, out);
}

fn finding(source: &Source<'_>, name: &str, finding: &Finding, out: &mut String) {
    let style = style_of(finding.severity);
    let (word, start) = (severity(finding.severity), finding.span.start);
    let message = visible::line(&finding.message);
    out.push_str(&format!("{style}{word}[{}]{style:#}{BOLD}: {message}{BOLD:#}\n", finding.rule));
    let path = if finding.path.is_empty() { String::new() } else { format!(" ({})", visible::line(&finding.path)) };
    let marks = marks(finding);
    let last = finding.related.iter().map(|related| related.span.end.line).fold(finding.span.end.line, u32::max);
    let indent = snippet::gutter(last as usize);
    let name = visible::line(name);
    out.push_str(&format!(" {:indent$}{QUIET}-->{QUIET:#} {name}:{}:{}{path}\n", "", start.line, start.column));
    snippet::render(source, &marks, Styles { gutter: QUIET, primary: style, label: LABEL }, out);
    out.push_str(&format!(" {:indent$} {QUIET}|{QUIET:#}\n", ""));
    let mut note = |what: &str, text: &str| {
        let text = visible::line(text);
        out.push_str(&format!(" {:indent$} {QUIET}={QUIET:#} {BOLD}{what}{BOLD:#}: {text}\n", ""));
    };
    note("why", &finding.why);
    if let Some(help) = &finding.help {
        note("help", help);
    }
    for fix in &finding.fixes {
        note(&format!("fix ({})", safety(fix.safety)), &fix.title);
    }
    if finding.confidence != trust_policy::Confidence::High {
        note("confidence", confidence(finding.confidence));
    }
    out.push('\n');
}

fn marks(finding: &Finding) -> Vec<Mark<'_>> {
    let range = |range: &trust_policy::Range| range.start.offset as usize..range.end.offset as usize;
    let related =
        finding.related.iter().map(|related| Mark { span: range(&related.span), label: Some(&related.label) });
    std::iter::once(Mark { span: range(&finding.span), label: None }).chain(related).collect()
}

/// Stands for the findings that repeat what was said often enough.
fn more_like(shown: &Finding, rest: &[&Finding], out: &mut String) {
    if rest.is_empty() {
        return;
    }
    let mut lines: Vec<u32> = rest.iter().map(|finding| finding.span.start.line).collect();
    lines.dedup();
    let named: Vec<String> = lines.iter().take(NAMED_LINES).map(u32::to_string).collect();
    let more = if lines.len() > NAMED_LINES { ", …" } else { "" };
    let word = if lines.len() == 1 { "line" } else { "lines" };
    let (style, severity) = (style_of(shown.severity), severity(shown.severity));
    out.push_str(&format!(
        "{style}{severity}[{}]{style:#}: and {} more like it, {word} {}{more}\n\n",
        shown.rule,
        rest.len(),
        named.join(", ")
    ));
}

/// What AWS would say to the file: the last line of it, where the eye rests.
fn verdict(report: &Report, out: &mut String) {
    let (style, verdict) = match report.save.verdict {
        SaveVerdict::Accepted => (GOOD, "AWS would accept this"),
        SaveVerdict::Rejected => (BAD, "AWS would refuse this"),
        SaveVerdict::Depends => (DOUBT, "AWS may refuse this: it depends on what is outside the text"),
    };
    let words = [report.save.code.as_deref(), report.save.message.as_deref()];
    let words: String = words.into_iter().flatten().map(|words| format!(": {}", visible::line(words))).collect();
    out.push_str(&format!(
        "{BOLD}{}{BOLD:#}: {style}{verdict}{style:#}{words}\n",
        visible::line(shown(&report.source))
    ));
}

/// One line about all files.
fn summary(checked: &[Checked], out: &mut String) {
    let findings = || checked.iter().flat_map(|checked| &checked.report.findings);
    let tally = tally(findings().map(|finding| finding.severity));
    let first_fix = |safety: Safety| {
        let offers = |finding: &&Finding| finding.fixes.iter().map(|fix| fix.safety).min() == Some(safety);
        findings().filter(offers).count()
    };
    let commands = [(Safety::Safe, "trust-policy fix"), (Safety::Review, "trust-policy fix --review")];
    let can: Vec<String> = commands
        .into_iter()
        .map(|(safety, command)| (first_fix(safety), command))
        .filter(|(count, _)| *count > 0)
        .map(|(count, command)| format!("{count} can be fixed with `{command}`"))
        .collect();
    let can = if can.is_empty() { String::new() } else { format!("; {}", can.join(", ")) };
    out.push_str(&format!("\n{BOLD}{tally}{BOLD:#} in {}{can}\n", counted(checked.len(), "file", "files")));
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstream::adapter::strip_str;
    use trust_policy::{Options, check};

    fn printed(texts: &[&str]) -> String {
        let checked = |(at, text): (usize, &&str)| {
            let options = Options { source: Some(format!("{at}.json")), ..Options::default() };
            Checked { report: check(text, &options), text: (*text).to_owned() }
        };
        let checked: Vec<Checked> = texts.iter().enumerate().map(checked).collect();
        strip_str(&print(&checked)).to_string()
    }

    #[test]
    fn a_finding_has_place_reason_and_repair() {
        let text = printed(&[r#"{
  "Version": "2012-10-17",
  "Statement": [{
    "Effect": "Allow",
    "Principal": {"Service": "ec2.amazonaws.com"},
    "Action": "sts:AssumeRole",
  }]
}"#]);
        let expected = "error[trailing-comma]: there is a comma before the closing bracket
  --> 0.json:6:31 (Statement[0])
   |
 6 |     \"Action\": \"sts:AssumeRole\",
   |                               ^
   |
   = why: A comma stands only between two members.
   = fix (safe): remove the comma

0.json: AWS would refuse this: MalformedPolicyDocument: This policy contains invalid Json

1 error in 1 file; 1 can be fixed with `trust-policy fix`
";
        assert_eq!(text, expected);
    }

    #[test]
    fn repeats_are_folded() {
        let members = "[1,],\n".repeat(14);
        let text = printed(&[&format!("[\n{members}[]]")]);
        assert_eq!(text.matches("error[trailing-comma]: there is").count(), SHOWN);
        assert!(
            text.contains("error[trailing-comma]: and 11 more like it, lines 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, …\n"),
            "{text}"
        );
    }

    #[test]
    fn nothing_from_the_input_is_obeyed() {
        let text = printed(&["{\"Sid\": \"\u{1b}[31mred\u{7}\",}"]);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        assert!(text.contains("| {\"Sid\": \"<U+001B>[31mred<U+0007>\",}\n"), "{text}");
    }

    #[test]
    fn nothing_to_say_is_said() {
        let clean = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"#;
        let text = printed(&[clean, clean]);
        assert_eq!(text, "0.json: AWS would accept this\n1.json: AWS would accept this\n\nno findings in 2 files\n");
    }
}
