//! `trust-policy explain`: who can assume this role, from its trust policy alone.

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use serde::Serialize;
use trust_policy::{
    Explanation, ExplanationRow, Need, Options, Risk, SCHEMA, SaveVerdict, check_bytes, explain_bytes, find_policy,
};

use crate::Status;
use crate::console::{Console, Failure};
use crate::input;
use crate::known::Known;
use crate::output::{self, severity, style_of, visible, wrapped};

const EXIT: &str = "Exit status:
  0  the policy was explained, whatever there is to say about it
  2  the command could not run";

/// The width of the text, and of the labels in it.
const WIDTH: usize = 80;
const LABELS: usize = 14;

/// Tell who can assume the role, in plain words
#[derive(Debug, Args)]
#[command(after_help = EXIT)]
pub(crate) struct Arguments {
    /// The policy; `-` or nothing for standard input
    path: Option<PathBuf>,

    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    known: Known,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs: rows, and the same as a graph
    Json,
}

/// What `--format json` answers with.
#[derive(Serialize)]
struct Envelope<'e> {
    schema: u32,
    #[serde(flatten)]
    explanation: &'e Explanation,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let paths = input::paths(arguments.path.as_slice())?;
    let path = paths.first().ok_or_else(|| Failure::new("name a policy"))?;
    let bytes = input::read(path)?;
    let options = Options { source: Some(input::name(path)), ..arguments.known.options()? };
    let (_, explanation) = explain_bytes(&bytes, &options);
    match arguments.format {
        Format::Json => {
            let envelope = Envelope { schema: SCHEMA, explanation: &explanation };
            console.write(output::pretty(&envelope).as_bytes())?;
        }
        Format::Text => {
            let refused = check_bytes(&bytes, &options).1.save.verdict == SaveVerdict::Rejected;
            let text = match find_policy(&bytes).text.is_empty() {
                true => "No policy was found in this text; `trust-policy check` says why.\n".to_owned(),
                false => text_of(&explanation, refused),
            };
            console.print(&text)?;
        }
    }
    Ok(Status::Clean)
}

const BOLD: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const GOOD: Style = AnsiColor::Green.on_default().bold();
const DOUBT: Style = AnsiColor::Yellow.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();

fn text_of(explanation: &Explanation, refused: bool) -> String {
    let role = explanation.role.as_deref().unwrap_or("this role");
    let mut out = String::new();
    if refused {
        out.push_str(&format!("{BAD}AWS would refuse this policy as it is{BAD:#}; `trust-policy check` says why.\n\n"));
    }
    if explanation.rows.is_empty() {
        out.push_str(&format!("Nobody can assume {}: no statement trusts anybody.\n", visible::line(role)));
        return out;
    }
    out.push_str(&format!("{BOLD}Who can assume {}{BOLD:#}\n", visible::line(role)));
    for (at, row) in explanation.rows.iter().enumerate() {
        out.push('\n');
        print_row(at + 1, row, &mut out);
    }
    out
}

fn print_row(number: usize, row: &ExplanationRow, out: &mut String) {
    let number = format!("{number}.");
    let indent = number.len() + 1;
    for (at, line) in wrapped(&visible::line(&row.who), WIDTH - indent).iter().enumerate() {
        let number = if at == 0 { &number } else { "" };
        out.push_str(&format!("{number:indent$}{BOLD}{line}{BOLD:#}\n"));
    }
    match row.api {
        Some(api) => field("calls", QUIET, &[api].iter().chain(&row.also).copied().collect::<Vec<_>>().join(", "), out),
        None => field("calls", BAD, "nothing that would let it in", out),
    }
    for (at, condition) in row.conditions.iter().enumerate() {
        let phrase = condition.text.strip_prefix("only ").unwrap_or(&condition.text);
        field(if at == 0 { "only" } else { "and only" }, QUIET, phrase, out);
    }
    for denial in &row.denies {
        let style = if denial.whole { BAD } else { QUIET };
        field("but", style, &format!("{} ({})", denial.text, denial.path), out);
    }
    let needed = match row.needs.identity_policy {
        Need::Yes => "needed. ",
        Need::No => "not needed. ",
        Need::Depends => "depends. ",
    };
    field("own policy", QUIET, &format!("{needed}{}", row.needs.why), out);
    let (style, risk) = match row.risk {
        Risk::None => (GOOD, "none"),
        Risk::Low => (DOUBT, "low"),
        Risk::High => (BAD, "high"),
    };
    field("risk", style, risk, out);
    for finding in &row.findings {
        // Without a blank in it, it stands whole at the beginning of the first line.
        let id = format!("{}[{}]", severity(finding.severity), finding.rule);
        let style = style_of(finding.severity);
        let mut told = String::new();
        field("", QUIET, &format!("{id}: {}", finding.message), &mut told);
        out.push_str(&told.replacen(&id, &format!("{style}{id}{style:#}"), 1));
    }
    field("at", QUIET, &format!("line {}, {}", row.span.start.line, row.path), out);
}

/// A label and its text, set in below it.
fn field(label: &str, style: Style, text: &str, out: &mut String) {
    for (at, line) in wrapped(&visible::line(text), WIDTH - LABELS).iter().enumerate() {
        let label = if at == 0 { label } else { "" };
        let width = LABELS - 3;
        out.push_str(&format!("   {style}{label:width$}{style:#}{line}\n"));
    }
}
