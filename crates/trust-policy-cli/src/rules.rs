//! `trust-policy rules`: what is looked for, and the page of each rule.

use clap::{Args, ValueEnum};
use serde::Serialize;
use trust_policy::{PrincipalKind, RuleInfo, RulePage, SCHEMA, pages};

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
#[serde(rename_all = "camelCase")]
struct Listed<'p> {
    #[serde(flatten)]
    info: &'p RuleInfo,
    summary: String,
    /// The kinds of principals for which it speaks.
    principals: Vec<PrincipalKind>,
    /// The codes of the IAM Access Analyzer checks that its findings may name.
    aws_checks: Vec<&'static str>,
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
    Listed {
        info: &page.info,
        summary: output::summary(&page.markdown),
        principals: page.principals(),
        aws_checks: page.aws_checks(),
        page: whole.then_some(page.markdown.as_str()),
    }
}

fn table(pages: &[RulePage]) -> String {
    let width = pages.iter().map(|page| page.info.id.len()).max().unwrap_or(0);
    let groups = pages.iter().map(|page| page.info.group.len()).max().unwrap_or(0);
    let about: Vec<_> = pages.iter().map(|page| principals(&page.principals())).collect();
    let kinds = about.iter().map(String::len).max().unwrap_or(0);
    let mut out = format!(
        "{:width$}  {:10}  {:9}  {:groups$}  {:kinds$}  {:9}  SUMMARY\n",
        "RULE", "SEVERITY", "FIX", "GROUP", "PRINCIPALS", "AWS CHECK"
    );
    for (page, about) in pages.iter().zip(about) {
        let info = &page.info;
        let style = style_of(info.severity);
        let (severity, fix) = (severity(info.severity), fix_kind(info.fix));
        let summary = output::summary(&page.markdown);
        out.push_str(&format!(
            "{:width$}  {style}{severity:10}{style:#}  {fix:9}  {:groups$}  {:kinds$}  {:9}  {summary}\n",
            info.id,
            info.group,
            about,
            if page.aws_checks().is_empty() { "" } else { "yes" },
        ));
    }
    out
}

fn one(page: &RulePage) -> String {
    let info = &page.info;
    let style = style_of(info.severity);
    let (severity, fix) = (severity(info.severity), fix_kind(info.fix));
    let checks = page.aws_checks();
    let checks = if checks.is_empty() { "none".to_owned() } else { checks.join(", ") };
    format!(
        "{style}{severity}[{}]{style:#} (fix: {fix})\nGroup: {}\nPrincipals: {}\nIAM Access Analyzer: {checks}\n\n{}",
        info.id,
        info.group,
        principals(&page.principals()),
        output::page(&page.markdown)
    )
}

/// The kinds of principals, as people call them.
fn principals(kinds: &[PrincipalKind]) -> String {
    if kinds.len() == PrincipalKind::ALL.len() {
        return "any".to_owned();
    }
    kinds.iter().map(|kind| output::principal_kind(*kind)).collect::<Vec<_>>().join(", ")
}
