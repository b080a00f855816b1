//! `trust-policy check`: what AWS would say to each policy, and what else there is to know about it.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use trust_policy::{Options, Report, Severity, check_bytes};

use crate::console::{Console, Failure};
use crate::known::Known;
use crate::output::{self, Checked};
use crate::{Status, input};

const EXIT: &str = "Exit status:
  0  nothing at or above --fail-on was found
  1  something was
  2  the command could not run, or could not read every file";

/// Check policies: what AWS would say, where, why, and how to repair it
#[derive(Debug, Args)]
#[command(after_help = EXIT)]
pub(crate) struct Arguments {
    /// Files to check; `-` is standard input, which is also read when no file is named
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// The least that makes the exit status 1, from bad to harmless
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = FailOn::Error)]
    fail_on: FailOn,

    #[command(flatten)]
    known: Known,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people: the source line, a caret, why it matters and what to do
    Text,
    /// For programs: the stable JSON of this tool
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub workflow annotations
    Github,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    /// AWS refuses it, or it can never work
    Error,
    /// It lets in people it should not
    Security,
    /// It may not do what it says
    Warning,
    /// It could be clearer or simpler
    Suggestion,
    /// Always exit with 0 when the command ran
    Never,
}

impl FailOn {
    fn includes(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Security => severity >= Severity::Security,
            Self::Warning => severity >= Severity::Warning,
            Self::Suggestion => severity >= Severity::Suggestion,
            Self::Never => false,
        }
    }
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let known = arguments.known.options()?;
    let mut checked = Vec::new();
    let mut complete = true;
    for path in input::paths(&arguments.paths)? {
        match input::read(&path) {
            Ok(bytes) => {
                let options = Options { source: Some(input::name(&path)), ..known.clone() };
                let (text, report) = check_bytes(&bytes, &options);
                checked.push(Checked { text, report });
            }
            Err(failure) => {
                console.say(&failure.0);
                complete = false;
            }
        }
    }
    match arguments.format {
        Format::Text => console.print(&output::text(&checked))?,
        Format::Json => console.write(output::json(&checked).as_bytes())?,
        Format::Sarif => console.write(output::sarif(&checked, complete).as_bytes())?,
        Format::Github => console.write(output::github(&checked).as_bytes())?,
    }
    Ok(if !complete {
        Status::Incomplete
    } else if checked.iter().any(|checked| fails(&checked.report, arguments.fail_on)) {
        Status::Found
    } else {
        Status::Clean
    })
}

fn fails(report: &Report, fail_on: FailOn) -> bool {
    report.findings.iter().any(|finding| fail_on.includes(finding.severity))
}
