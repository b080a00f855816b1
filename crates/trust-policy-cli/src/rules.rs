//! `trust-policy rules`: what is looked for, and the page of each rule.

use clap::{Args, ValueEnum};
use serde::Serialize;
use trust_policy::{RuleInfo, RulePage, SCHEMA, pages};

use crate::Status;
use crate::console::{Console, Failure};
use crate::output::{self, fix_kind, severity, style_of};

/// How alike two ids are (0 to 1) for one to be offered in place of the other.
const ALIKE: f64 = 0.7;

/// List the rules, or print the page of one
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The rule whose page to print
    id: Option<String>,

    /// How to print the rules
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
struct Listing<'p> {
    schema: u32,
    rules: Vec<Listed<'p>>,
}

#[derive(Serialize)]
struct Listed<'p> {
    #[serde(flatten)]
    info: &'p RuleInfo,
    summary: String,
    /// The page in Markdown, when one rule was asked for.
    page: Option<&'p str>,
}

pub(crate) fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let pages = match &arguments.id {
        Some(id) => vec![find(id)?],
        None => pages().collect(),
    };
    match (arguments.format, &arguments.id) {
        (Format::Json, id) => {
            let listed = |page| listed(page, id.is_some());
            let listing = Listing { schema: SCHEMA, rules: pages.iter().map(listed).collect() };
            console.write(output::pretty(&listing).as_bytes())?;
        }
        (Format::Text, None) => console.print(&table(&pages))?,
        (Format::Text, Some(_)) => pages.iter().try_for_each(|page| console.print(&one(page)))?,
    }
    Ok(Status::Clean)
}

/// The rule with an id, or a sentence that says which one may have been meant.
pub(crate) fn find(id: &str) -> Result<RulePage, Failure> {
    if let Some(page) = pages().find(|page| page.info.id == id) {
        return Ok(page);
    }
    let likeness = |page: RulePage| (strsim::jaro_winkler(page.info.id, &id.to_lowercase()), page.info.id);
    let nearest = pages().map(likeness).max_by(|a, b| a.0.total_cmp(&b.0));
    let hint = match nearest {
        Some((likeness, nearest)) if likeness >= ALIKE => format!("did you mean `{nearest}`?"),
        _ => "`trust-policy rules` lists them".to_owned(),
    };
    Err(Failure::new(format!("there is no rule `{id}`; {hint}")))
}

fn listed(page: &RulePage, whole: bool) -> Listed<'_> {
    Listed { info: &page.info, summary: output::summary(&page.markdown), page: whole.then_some(page.markdown.as_str()) }
}

fn table(pages: &[RulePage]) -> String {
    let width = pages.iter().map(|page| page.info.id.len()).max().unwrap_or(0);
    let groups = pages.iter().map(|page| page.info.group.len()).max().unwrap_or(0);
    let mut out = format!("{:width$}  {:10}  {:9}  {:groups$}  SUMMARY\n", "RULE", "SEVERITY", "FIX", "GROUP");
    for RulePage { info, markdown } in pages {
        let style = style_of(info.severity);
        let (severity, fix) = (severity(info.severity), fix_kind(info.fix));
        let summary = output::summary(markdown);
        out.push_str(&format!(
            "{:width$}  {style}{severity:10}{style:#}  {fix:9}  {:groups$}  {summary}\n",
            info.id, info.group
        ));
    }
    out
}

fn one(page: &RulePage) -> String {
    let info = &page.info;
    let style = style_of(info.severity);
    let (severity, fix) = (severity(info.severity), fix_kind(info.fix));
    format!("{style}{severity}[{}]{style:#} (fix: {fix})\n\n{}", info.id, output::page(&page.markdown))
}
