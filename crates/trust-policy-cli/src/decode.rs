//! `trust-policy decode`: what an error message of AWS says, and what is behind it.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use serde::Serialize;
use trust_policy::{Cause, Decoded, Evidence, Guide, GuideAnswer, GuideStep, Likelihood, Range, SCHEMA, decode, guide};

use crate::Status;
use crate::commands::ShellName;
use crate::console::{Console, Failure};
use crate::input;
use crate::known::Known;
use crate::output::{self, visible, wrapped};

const EXAMPLES: &str = "Examples:
  trust-policy decode 'Not authorized to perform sts:AssumeRoleWithWebIdentity' --policy role.json
  terraform apply 2>&1 | trust-policy decode - --policy role.json
  trust-policy decode 'Incorrect token audience' --answer provider.json
  trust-policy decode                              a few questions, for those with a symptom only
  trust-policy decode 4.1                          what is behind an answer to them

Exit status:
  0  the message was recognised, or the questions were listed
  1  the text is no message of AWS about roles
  2  the command could not run";

/// The width of the text.
const WIDTH: usize = 80;

/// Tell what an error message of AWS means, and what is likely behind it
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// The message, with whatever stands around it, or an event of CloudTrail; `-` for standard input. Without any, a few
    /// questions are listed; the number of an answer, such as 4.1, shows what is behind it
    message: Option<String>,

    /// The trust policy of the role, or the output of `aws iam get-role`
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// What a command of an earlier answer printed, or its error; may be given more than once, `-` for standard input
    #[arg(long, value_name = "FILE")]
    answer: Vec<PathBuf>,

    /// The shell that the commands are for; JSON has those for POSIX shells
    #[arg(long, value_enum, default_value_t = ShellName::Posix)]
    shell: ShellName,

    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    known: Known,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// What `--format json` answers with.
#[derive(Serialize)]
struct Envelope<T> {
    schema: u32,
    #[serde(flatten)]
    answer: T,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let Some(message) = message(arguments)? else {
        return list(arguments.format, console);
    };
    if let Some(answer) = chosen(&message) {
        if arguments.policy.is_some() || !arguments.answer.is_empty() {
            return Err(Failure::new(
                "the number of an answer stands alone; `--policy` and `--answer` belong to a message of AWS",
            ));
        }
        return choose(answer, arguments, console);
    }
    let policy = arguments.policy.as_deref().map(read).transpose()?;
    let answers = arguments.answer.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let evidence = Evidence { policy, options: arguments.known.options()?, answers };
    let decoded = decode(&message, &evidence);
    match arguments.format {
        Format::Json => console.write(output::pretty(&Envelope { schema: SCHEMA, answer: &decoded }).as_bytes())?,
        Format::Text => console.print(&text_of(&decoded, arguments.shell))?,
    }
    Ok(if decoded.recognised { Status::Clean } else { Status::Found })
}

/// The message of the command line or of standard input; `None` when nothing is given at all.
fn message(arguments: &Arguments) -> Result<Option<String>, Failure> {
    let stdin = match arguments.message.as_deref() {
        Some(text) => text == input::STDIN,
        // Without anything to read there is the guided way.
        None if io::stdin().is_terminal() => return Ok(None),
        None => true,
    };
    let files = arguments.policy.iter().chain(&arguments.answer);
    let from_stdin = files.filter(|path| input::is_stdin(path)).count();
    if from_stdin + usize::from(stdin && arguments.message.is_some()) > 1 {
        return Err(Failure::new("standard input can be read once; name files for the others"));
    }
    match &arguments.message {
        Some(text) if !stdin => return Ok(Some(text.clone())),
        None if from_stdin > 0 => {
            return Err(Failure::new("give the message: `trust-policy decode MESSAGE --policy -`"));
        }
        _ => {}
    }
    let text = read(Path::new(input::STDIN))?;
    Ok(Some(text).filter(|text| arguments.message.is_some() || !text.trim().is_empty()))
}

fn read(path: &Path) -> Result<String, Failure> {
    Ok(trust_policy::read_text(&input::read(path)?))
}

const BOLD: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();
const BAD: Style = AnsiColor::Red.on_default().bold();
const DOUBT: Style = AnsiColor::Yellow.on_default().bold();

fn text_of(decoded: &Decoded, shell: ShellName) -> String {
    let mut out = String::new();
    let code = decoded.code.as_deref().map(|code| format!("{code}: ")).unwrap_or_default();
    paragraph(&format!("{code}{}", decoded.meaning), BOLD, 0, &mut out);
    let parts = &decoded.parts;
    // Other actions are on other things.
    let is_role = |name: &str| !name.starts_with("arn:") || name.contains(":role/");
    let resource = if parts.resource.as_deref().is_none_or(is_role) { "role" } else { "resource" };
    let named = [
        ("call", &decoded.api),
        ("caller", &parts.principal),
        ("service", &parts.service),
        ("action", &parts.action),
        (resource, &parts.resource),
        ("value", &parts.value),
        ("issuer", &parts.issuer),
        ("blamed", &parts.policy_type),
        ("request", &parts.request_id),
    ];
    for (label, value) in named {
        if let Some(value) = value {
            out.push_str(&format!("  {QUIET}{label:<8}{QUIET:#} {}\n", visible::line(value)));
        }
    }
    if !decoded.recognised && !parts.arns.is_empty() {
        out.push_str(&format!("  {QUIET}names{QUIET:#}    {}\n", visible::line(&parts.arns.join(", "))));
    }
    if !decoded.told.is_empty() {
        out.push('\n');
    }
    for sentence in &decoded.told {
        paragraph(&format!("- {sentence}"), Style::new(), 2, &mut out);
    }
    // Lines of a policy inside an output would be those of nothing that the reader sees.
    print_causes(&decoded.causes, decoded.policy.is_none(), shell, &mut out);
    if let Some(question) = &decoded.question {
        out.push('\n');
        paragraph(question, QUIET, 0, &mut out);
    }
    out
}

fn print_causes(causes: &[Cause], places: bool, shell: ShellName, out: &mut String) {
    for (at, cause) in causes.iter().enumerate() {
        out.push('\n');
        let commands = match shell {
            ShellName::Posix => &cause.next,
            ShellName::PowerShell => &cause.next_powershell,
        };
        print_cause(at + 1, cause, cause.place.filter(|_| places), commands, out);
    }
}

fn print_cause(number: usize, cause: &Cause, place: Option<Range>, commands: &[String], out: &mut String) {
    let (style, likelihood) = match cause.likelihood {
        Likelihood::High => (BAD, "likely"),
        Likelihood::Medium => (DOUBT, "possible"),
        Likelihood::Low => (QUIET, "unlikely"),
    };
    out.push_str(&format!("{number}. {style}{likelihood}{style:#}\n"));
    paragraph(&cause.title, BOLD, 3, out);
    let line = place.map(|place| format!("line {}, column {}", place.start.line, place.start.column));
    let told: Vec<&str> = line.as_deref().into_iter().chain(cause.path.as_deref()).collect();
    if !told.is_empty() {
        paragraph(&told.join(", "), QUIET, 3, out);
    }
    paragraph(&cause.why, Style::new(), 3, out);
    if let Some(fix) = cause.fixes.first() {
        paragraph(&format!("Repair: {}.", fix.title), Style::new(), 3, out);
    }
    for command in commands {
        out.push_str(&format!("     {}\n", visible::line(command)));
    }
}

fn paragraph(text: &str, style: Style, indent: usize, out: &mut String) {
    for line in wrapped(&visible::line(text), WIDTH - indent) {
        out.push_str(&format!("{:indent$}{style}{line}{style:#}\n", ""));
    }
}

/// The guided way: its questions, and where each answer leads.
fn list(format: Format, console: &Console) -> Result<Status, Failure> {
    let guide = guide();
    match format {
        Format::Json => {
            console.write(output::pretty(&Envelope { schema: SCHEMA, answer: Guided { guide: &guide } }).as_bytes())?
        }
        Format::Text => console.print(&text_of_guide(&guide))?,
    }
    Ok(Status::Clean)
}

#[derive(Serialize)]
struct Guided<'g> {
    guide: &'g Guide,
}

/// An answer to one of the questions, by the numbers of both.
fn chosen(message: &str) -> Option<(GuideStep, usize)> {
    let (step, answer) = message.trim().split_once('.')?;
    let (step, answer): (usize, usize) = (step.parse().ok()?, answer.parse().ok()?);
    let step = guide().steps.into_iter().nth(step.checked_sub(1)?)?;
    let answer = answer.checked_sub(1)?;
    (answer < step.answers.len()).then_some((step, answer))
}

#[derive(Serialize)]
struct Chosen<'g> {
    answer: &'g GuideAnswer,
}

/// What is behind an answer; where it leads on, the next question.
fn choose((step, at): (GuideStep, usize), arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let answer = &step.answers[at];
    let mut out = String::new();
    match (arguments.format, answer.step) {
        (Format::Json, _) => {
            let envelope = Envelope { schema: SCHEMA, answer: Chosen { answer } };
            console.write(output::pretty(&envelope).as_bytes())?;
            return Ok(Status::Clean);
        }
        (Format::Text, Some(next)) => {
            let mut guide = guide();
            let number = guide.steps.iter().position(|step| step.id == next).map_or(0, |at| at + 1);
            if let Some(step) = number.checked_sub(1).map(|at| guide.steps.swap_remove(at)) {
                print_step(number, &step, &|_| 0, &mut out);
            }
        }
        (Format::Text, None) => {
            paragraph(answer.meaning.unwrap_or_default(), BOLD, 0, &mut out);
            print_causes(&answer.causes, false, arguments.shell, &mut out);
        }
    }
    console.print(&out)?;
    Ok(Status::Clean)
}

fn text_of_guide(guide: &Guide) -> String {
    let mut out = String::new();
    let number = |id: &str| guide.steps.iter().position(|step| step.id == id).map_or(0, |at| at + 1);
    for (at, step) in guide.steps.iter().enumerate() {
        print_step(at + 1, step, &number, &mut out);
        out.push('\n');
    }
    paragraph("The number of an answer shows what is behind it: trust-policy decode 4.1", QUIET, 0, &mut out);
    paragraph("Paste the message itself to see what is behind it: trust-policy decode MESSAGE", QUIET, 0, &mut out);
    out
}

/// A question with its answers. `number` tells that of a step; 0 leaves it out.
fn print_step(at: usize, step: &GuideStep, number: &dyn Fn(&str) -> usize, out: &mut String) {
    paragraph(&format!("{at}. {}", step.question), BOLD, 0, out);
    for (place, answer) in step.answers.iter().enumerate() {
        paragraph(&format!("{at}.{} {}", place + 1, answer.answer), Style::new(), 3, out);
        let leads = match (answer.step.map(number), answer.causes.first()) {
            (Some(0), _) => continue,
            (Some(step), _) => format!("go on with {step}"),
            (None, first) => first.map(|cause| cause.title.clone()).unwrap_or_default(),
        };
        paragraph(&leads, QUIET, 7, out);
    }
}
