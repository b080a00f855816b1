//! The frame around a rule's text: head, facts and navigation. Links are relative, so that the site works anywhere.

use serde::Serialize;
use trust_policy::RulePage;

use super::markdown::{self, escape};
use crate::failure::{Failure, Result};

/// The page of one rule.
pub(super) fn rule(rule: &RulePage) -> Result<String> {
    let info = &rule.info;
    let mut facts =
        vec![("Finding", word(&info.severity)), ("Confidence", word(&info.confidence)), ("Repair", word(&info.fix))];
    if let Some(check) = info.aws_check {
        facts.push(("IAM Access Analyzer", format!("<code>{}</code>", escape(check))));
    }
    let facts: String =
        facts.iter().map(|(name, value)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>\n")).collect();
    let content = format!(
        "<h1><code>{id}</code></h1>\n<p class=\"summary\">{summary}</p>\n<dl>\n{facts}</dl>\n{body}",
        id = escape(info.id),
        summary = summary(rule)?,
        body = markdown::body(&rule.markdown),
    );
    Ok(frame(info.id, "<a href=\"../index.html\">Playground</a> <a href=\"index.html\">All rules</a>", &content))
}

/// The list of all rules, by the part of a policy that they look at.
pub(super) fn index(rules: &[RulePage]) -> Result<String> {
    let mut groups: Vec<&str> = rules.iter().map(|rule| rule.info.group).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut content =
        format!("<h1>Rules</h1>\n<p class=\"summary\">{} rules, each with its reason.</p>\n", rules.len());
    for group in groups {
        content.push_str(&format!("<h2>{}</h2>\n<dl class=\"rules\">\n", escape(group)));
        for rule in rules.iter().filter(|rule| rule.info.group == group) {
            content.push_str(&format!(
                "<div><dt><a href=\"{id}.html\"><code>{id}</code></a> <span>{severity}</span></dt><dd>{summary}</dd></div>\n",
                id = escape(rule.info.id),
                severity = word(&rule.info.severity),
                summary = summary(rule)?,
            ));
        }
        content.push_str("</dl>\n");
    }
    Ok(frame("Rules", "<a href=\"../index.html\">Playground</a>", &content))
}

fn summary(rule: &RulePage) -> Result<String> {
    markdown::summary(&rule.markdown).ok_or_else(|| {
        Failure::new(format!("the rule `{}` has no first sentence: write it at the head of its file", rule.info.id))
    })
}

/// The word by which an answer of the engine names a value, such as `fill-in`.
fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(escape)).unwrap_or_default()
}

fn frame(title: &str, navigation: &str, content: &str) -> String {
    format!(
        "<!doctype html>
<!-- Written by `cargo xtask docs`. -->
<html lang=\"en\">
<head>
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"referrer\" content=\"no-referrer\">
<title>{title} · Trust Policy Playground</title>
<link rel=\"icon\" href=\"../favicon.svg\" type=\"image/svg+xml\">
<link rel=\"stylesheet\" href=\"rules.css\">
</head>
<body>
<nav aria-label=\"Site\">{navigation}</nav>
<main>
{content}</main>
</body>
</html>
",
        title = escape(title)
    )
}
