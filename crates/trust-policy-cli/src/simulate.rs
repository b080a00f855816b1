//! `trust-policy simulate`: may this caller, with this request, assume this role?

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use serde::Serialize;
use similar::{ChangeTag, TextDiff};
use trust_policy::{Decision, Layer, LayerTrace, SCHEMA, Scenario, Simulation, StatementTrace, simulate};

use crate::Status;
use crate::console::{Console, Failure};
use crate::input;
use crate::output::{self, visible};

const EXAMPLE: &str = "A scenario:
  {
    \"role\": { \"arn\": \"arn:aws:iam::111122223333:role/deploy\", \"trustPolicy\": { … } },
    \"request\": { \"action\": \"sts:AssumeRole\", \"principal\": \"arn:aws:iam::444455556666:user/alice\" },
    \"identityPolicies\": [{ … }]
  }
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
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let paths = input::paths(arguments.path.as_slice())?;
    let path = paths.first().ok_or_else(|| Failure::new("name a scenario"))?;
    let bytes = input::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let scenario = Scenario::parse(&text)
        .map_err(|error| Failure::new(format!("{}: {error}", input::shown(&input::name(path)))))?;
    let simulation = simulate(&scenario);
    match arguments.format {
        Format::Json => {
            let envelope = Envelope { schema: SCHEMA, simulation: &simulation };
            console.write(output::pretty(&envelope).as_bytes())?;
        }
        Format::Text => console.print(&text_of(&simulation, &scenario.role.trust_policy))?,
    }
    Ok(if simulation.decision == Decision::Allowed { Status::Clean } else { Status::Found })
}

const GOOD: Style = AnsiColor::Green.on_default().bold();
const BAD: Style = AnsiColor::Red.on_default().bold();
const QUIET: Style = Style::new().dimmed();

fn text_of(simulation: &Simulation, before: &str) -> String {
    let style = if simulation.decision == Decision::Allowed { GOOD } else { BAD };
    let mut out = format!("{style}{}{style:#}: {}\n", decision(simulation.decision), simulation.summary);
    if let Some(error) = &simulation.error {
        let message = error.message.as_deref().unwrap_or("(AWS's words are not documented)");
        out.push_str(&format!("AWS would reply {}: {message}\n", error.code));
    }
    if !simulation.assumed.is_empty() {
        let keys = simulation.assumed.join("`, `");
        out.push_str(&format!(
            "Nothing was said of `{keys}`: taken to be missing. Give them under `request.context`.\n"
        ));
    }
    for trace in &simulation.layers {
        layer(trace, &mut out);
    }
    for remedy in &simulation.remedies {
        let title = visible::line(&remedy.title);
        out.push_str(&format!("\nRemedy ({}): {}\n", name(remedy.side), title));
        if !remedy.edits.is_empty() {
            changes(before, &remedy.scenario.role.trust_policy, &mut out);
        }
        if let Some(command) = &remedy.command {
            for line in command.lines() {
                out.push_str(&format!("    {}\n", visible::line(line)));
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
        let line = visible::line(change.value().trim_end_matches(['\r', '\n']));
        out.push_str(&format!("    {style}{sign}{style:#} {line}\n"));
    }
}

fn layer(trace: &LayerTrace, out: &mut String) {
    out.push_str(&format!("\n{}: {}\n", name(trace.layer), decision(trace.decision)));
    for statement in &trace.statements {
        out.push_str(&format!("  {} {}\n", mark(statement.matches), about(statement)));
        for condition in &statement.conditions {
            let (mark, why) = (mark(condition.matches), &condition.why);
            out.push_str(&format!("      {mark} {} {}: {why}\n", condition.operator, condition.key));
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
