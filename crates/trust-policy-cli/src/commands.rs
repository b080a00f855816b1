//! `trust-policy commands`: the `aws` commands for a call, ready to copy.

use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::{Args, ValueEnum};
use serde::Serialize;
use trust_policy::{Command, OptionValue, Options, Purpose, SCHEMA, Shell, Situation, commands, find_policy};

use crate::Status;
use crate::call::pair;
use crate::console::{Console, Failure};
use crate::input;
use crate::output::{self, visible, wrapped};

const EXIT: &str =
    "What is not told stands in the commands <LIKE_THIS>. The output is a script in which everything but the
commands is a comment; nothing is run.

Exit status:
  0  the commands were printed
  2  the command could not run";

/// The width of titles and notes.
const WIDTH: usize = 80;

/// Print the `aws` commands to look into a call, to make it, to verify it and to mend it
#[derive(Debug, Args)]
#[command(after_help = EXIT)]
pub(crate) struct Arguments {
    /// The role to assume
    #[arg(long, value_name = "ARN")]
    role_arn: Option<String>,

    /// Who calls: the ARN of a user, role, session or provider, an account, or a service
    #[arg(long, value_name = "ARN|ACCOUNT|SERVICE")]
    principal: Option<String>,

    /// The trust policy that is to be saved, or the output of `aws iam get-role`; `-` for standard input
    #[arg(long, value_name = "FILE")]
    policy: Option<PathBuf>,

    /// The identity provider of the caller: its ARN, or the issuer of its tokens
    #[arg(long, value_name = "ARN|ISSUER")]
    provider: Option<String>,

    /// The audience of its tokens
    #[arg(long, requires = "provider")]
    audience: Option<String>,

    /// The external id
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    external_id: Option<String>,

    /// The caller has to sign in with MFA
    #[arg(long)]
    mfa: bool,

    /// With this device
    #[arg(long, value_name = "ARN")]
    mfa_serial: Option<String>,

    /// The name of the session
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    session_name: Option<String>,

    /// The source identity
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    source_identity: Option<String>,

    /// How long the session is to last
    #[arg(long, value_name = "SECONDS")]
    duration: Option<i64>,

    /// A session tag; may be given more than once
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    tag: Vec<(String, String)>,

    /// The key of a transitive session tag; may be given more than once
    #[arg(long, value_name = "KEY")]
    transitive_tag: Vec<String>,

    /// The Region whose endpoint of AWS STS is called; it has to be of the role's partition
    #[arg(long)]
    region: Option<String>,

    /// The encoded authorization message of an error
    #[arg(long, value_name = "MESSAGE")]
    encoded_message: Option<String>,

    /// The shell to write them for
    #[arg(long, value_enum, default_value_t = ShellName::Posix)]
    shell: ShellName,

    /// How to print them
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum ShellName {
    /// sh, bash, dash, zsh
    Posix,
    /// Windows PowerShell 5 and PowerShell 7
    #[value(name = "powershell")]
    PowerShell,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// For people: a script
    Text,
    /// For programs: each command for both shells
    Json,
}

/// What `--format json` answers with.
#[derive(Serialize)]
struct Envelope<'e> {
    schema: u32,
    commands: &'e [Command],
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let commands = commands(&situation(arguments)?);
    match arguments.format {
        Format::Json => {
            console.write(output::pretty(&Envelope { schema: SCHEMA, commands: &commands }).as_bytes())?;
        }
        Format::Text => {
            let shell = match arguments.shell {
                ShellName::Posix => Shell::Posix,
                ShellName::PowerShell => Shell::PowerShell,
            };
            console.print(&script(&commands, shell))?;
        }
    }
    Ok(Status::Clean)
}

fn situation(arguments: &Arguments) -> Result<Situation, Failure> {
    let found = match &arguments.policy {
        Some(path) => find_policy(&input::read(path)?),
        None => Default::default(),
    };
    if let Some(path) = arguments.policy.as_ref().filter(|_| found.text.is_empty()) {
        return Err(Failure::new(format!("{}: there is no policy in it", input::shown(&input::name(path)))));
    }
    let role_arn = arguments.role_arn.clone().or(found.role_arn);
    if let Some(arn) = &role_arn {
        let refused = |error| Failure::new(format!("--role-arn: {error}"));
        Options::default().set("roleArn", OptionValue::Text(arn.clone())).map_err(refused)?;
    }
    Ok(Situation {
        role_arn,
        caller_arn: arguments.principal.clone(),
        provider: arguments.provider.clone(),
        audience: arguments.audience.clone(),
        external_id: arguments.external_id.clone(),
        mfa: arguments.mfa,
        mfa_serial: arguments.mfa_serial.clone(),
        session_name: arguments.session_name.clone(),
        source_identity: arguments.source_identity.clone(),
        tags: arguments.tag.clone(),
        transitive_tag_keys: arguments.transitive_tag.clone(),
        duration_seconds: arguments.duration,
        region: arguments.region.clone(),
        trust_policy: Some(found.text),
        encoded_message: arguments.encoded_message.clone(),
    })
}

const HEADING: Style = Style::new().bold();
const CHANGES: Style = AnsiColor::Red.on_default().bold();
const QUIET: Style = Style::new().dimmed();

/// A script: what is no command is a comment, in both kinds of shells.
fn script(commands: &[Command], shell: Shell) -> String {
    let mut out = String::new();
    let mut purpose = None;
    for command in commands {
        if purpose != Some(command.purpose) {
            purpose = Some(command.purpose);
            let separation = if out.is_empty() { "" } else { "\n" };
            out.push_str(&format!("{separation}{HEADING}# === {} ==={HEADING:#}\n", heading(command.purpose)));
        }
        out.push('\n');
        match command.changes {
            true => comment(CHANGES, &format!("CHANGES SOMETHING: {}", command.title), &mut out),
            false => comment(HEADING, &command.title, &mut out),
        }
        if let Some(note) = &command.note {
            comment(QUIET, note, &mut out);
        }
        out.push_str(match shell {
            Shell::Posix => &command.posix,
            Shell::PowerShell => &command.powershell,
        });
        out.push('\n');
    }
    out
}

fn heading(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Inspect => "Look: these change nothing",
        Purpose::Assume => "Assume the role",
        Purpose::Verify => "Verify",
        Purpose::Change => "Change: each of these changes something",
    }
}

fn comment(style: Style, text: &str, out: &mut String) {
    for line in wrapped(&visible::line(text), WIDTH - 2) {
        out.push_str(&format!("{style}# {line}{style:#}\n"));
    }
}
