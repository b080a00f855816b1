//! `trust-policy simulate`: may this caller, with this request, assume this role?

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use trust_policy::{Decision, Layer, LayerTrace, SCHEMA, Scenario, Simulation, StatementTrace, simulate};

use crate::Status;
use crate::call::Call;
use crate::console::{Console, Failure};
use crate::input;
use crate::output;
use crate::output::visible::line;

const EXAMPLE: &str = "A scenario:
  {
    \"role\": { \"arn\": \"arn:aws:iam::111122223333:role/deploy\", \"trustPolicy\": { … } },
    \"request\": { \"action\": \"sts:AssumeRole\", \"principal\": \"arn:aws:iam::444455556666:user/alice\" },
    \"identityPolicies\": [{ … }]
  }
Or without one:
  trust-policy simulate --policy trust.json --role-arn arn:aws:iam::111122223333:role/deploy \\
    --principal arn:aws:iam::444455556666:user/alice --external-id 4711

A token (`request.token`, `--token`) is a JWT, its claims in JSON, or an event that gets one:
  { \"preset\": \"github-push\", \"repository\": \"octo-org/octo-repo\", \"ref\": \"refs/heads/main\" }

The exit status is 0 when the request is allowed, 1 when it is not, 2 when the scenario cannot be read.";

/// Tell whether a request to assume a role would be allowed, and why
#[derive(Debug, Args)]
#[command(after_help = EXAMPLE)]
pub(crate) struct Arguments {
    /// A scenario in JSON; `-` or nothing for standard input
    path: Option<PathBuf>,

    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    call: Call,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// What `--format json` answers with.
#[derive(Serialize)]
struct Envelope<'s> {
    schema: u32,
    #[serde(flatten)]
    simulation: &'s Simulation,
    /// What there is to know about the scenario itself.
    notes: &'s [String],
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let scenario = match arguments.call.scenario()? {
        Some(scenario) => scenario,
        None => read(arguments)?,
    };
    let (notes, simulation) = (scenario.notes(), simulate(&scenario));
    match arguments.format {
        Format::Json => {
            let envelope = Envelope { schema: SCHEMA, simulation: &simulation, notes: &notes };
            console.write(output::pretty(&envelope).as_bytes())?;
        }
        Format::Text => console.print(&text_of(&simulation, &notes, &scenario.role.trust_policy))?,
    }
    Ok(if simulation.decision == Decision::Allowed { Status::Clean } else { Status::Found })
}

/// The scenario of the file, or of standard input.
fn read(arguments: &Arguments) -> Result<Scenario, Failure> {
    let paths = input::paths(arguments.path.as_slice())?;
    let path = paths.first().ok_or_else(|| Failure::new("name a scenario"))?;
    let bytes = input::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    // Editors on Windows begin files with a mark that JSON does not know.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Scenario::parse(text).map_err(|error| Failure::new(format!("{}: {error}", input::shown(&input::name(path)))))
}

const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const QUIET: Style = Style::new().dimmed();

fn text_of(simulation: &Simulation, notes: &[String], before: &str) -> String {
    let style = if simulation.decision == Decision::Allowed { GOOD } else { BAD };
    let mut out = format!("{style}{}{style:#}: {}\n", decision(simulation.decision), line(&simulation.summary));
    if let Some(error) = &simulation.error {
        let message = error.message.as_deref().unwrap_or("(AWS's words are not documented)");
        out.push_str(&format!("AWS would reply {}: {}\n", error.code, line(message)));
    }
    if !simulation.assumed.is_empty() {
        let keys = line(&simulation.assumed.join("`, `")).into_owned();
        out.push_str(&format!(
            "Nothing was said of `{keys}`: taken to be missing. Give them under `request.context`, or by `--context`.\n"
        ));
    }
    for note in notes {
        out.push_str(&format!("{}\n", line(note)));
    }
    for trace in &simulation.layers {
        layer(trace, &mut out);
    }
    for remedy in &simulation.remedies {
        out.push_str(&format!("\nRemedy ({}): {}\n", name(remedy.side), line(&remedy.title)));
        if !remedy.edits.is_empty() {
            changes(before, &remedy.scenario.role.trust_policy, &mut out);
        }
        if let Some(command) = &remedy.command {
            for text in command.lines() {
                out.push_str(&format!("    {}\n", line(text)));
            }
        }
    }
    out
}

/// The lines of the trust policy that change.
fn changes(before: &str, after: &str, out: &mut String) {
    for change in TextDiff::from_lines(before, after).iter_all_changes() {
        let (sign, style) = match change.tag() {
            ChangeTag::Delete => ('-', BAD),
            ChangeTag::Insert => ('+', GOOD),
            ChangeTag::Equal => continue,
        };
        let line = line(change.value().trim_end_matches(['\r', '\n']));
        out.push_str(&format!("    {style}{sign}{style:#} {line}\n"));
    }
}

fn layer(trace: &LayerTrace, out: &mut String) {
    out.push_str(&format!("\n{}: {}\n", name(trace.layer), decision(trace.decision)));
    for statement in &trace.statements {
        out.push_str(&format!("  {} {}\n", mark(statement.matches), line(&about(statement))));
        for condition in &statement.conditions {
            let told = format!("{} {}: {}", condition.operator, condition.key, condition.why);
            out.push_str(&format!("      {} {}\n", mark(condition.matches), line(&told)));
        }
    }
}

fn about(statement: &StatementTrace) -> String {
    let sid = statement.sid.as_deref().filter(|sid| !sid.is_empty());
    let sid = sid.map_or(String::new(), |sid| format!(" \"{sid}\""));
    let mut lacks = Vec::new();
    for (fits, what) in
        [(statement.principal, "the principal"), (statement.action, "the action"), (statement.resource, "the resource")]
    {
        if !fits {
            lacks.push(what);
        }
    }
    let not = if lacks.is_empty() { String::new() } else { format!(": not {}", lacks.join(", not ")) };
    format!("{}{sid} {}{not}", statement.path, statement.effect)
}

fn mark(holds: bool) -> String {
    if holds { format!("{GOOD}yes{GOOD:#}") } else { format!("{QUIET}no {QUIET:#}") }
}

fn decision(decision: Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allowed",
        Decision::ImplicitlyDenied => "implicitly denied",
        Decision::ExplicitlyDenied => "explicitly denied",
        Decision::InvalidRequest => "invalid request",
    }
}

fn name(layer: Layer) -> &'static str {
    match layer {
        Layer::Request => "Request",
        Layer::ServiceControlPolicy => "Service control policies",
        Layer::ResourceControlPolicy => "Resource control policies",
        Layer::VpcEndpointPolicy => "VPC endpoint policy",
        Layer::TrustPolicy => "Trust policy",
        Layer::IdentityPolicy => "Identity policies",
        Layer::PermissionsBoundary => "Permissions boundary",
        Layer::SessionPolicy => "Session policies",
    }
}
