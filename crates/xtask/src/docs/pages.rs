//! The frame around a rule's text: head, facts and navigation. Links are relative, so that the site works anywhere.

use serde::Serialize;
use trust_policy::{PrincipalKind, RulePage};

use super::markdown::{self, escape};
use crate::failure::{Failure, Result};

/// The page of one rule. Each fact leads to the other rules of which it is so.
pub(super) fn rule(rule: &RulePage) -> Result<String> {
    let info = &rule.info;
    let severity = word(&info.severity);
    let listed = |name: &str, value: &str, words: &str| {
        format!("<a href=\"index.html?{name}={value}\">{words}</a>", value = escape(value))
    };
    let kinds = kinds(rule);
    let principals: Vec<String> = kinds.iter().map(|(value, words)| listed("principal", value, words)).collect();
    let mut facts = vec![
        ("Finding", listed("severity", &severity, &severity)),
        ("Confidence", word(&info.confidence)),
        ("Repair", word(&info.fix)),
        ("Group", listed("group", info.group, info.group)),
        ("Principal", principals.join(", ")),
    ];
    let checks: Vec<String> =
        rule.aws_checks().iter().map(|check| listed("check", check, &format!("<code>{check}</code>"))).collect();
    if !checks.is_empty() {
        facts.push(("IAM Access Analyzer", checks.join(", ")));
    }
    let facts: String =
        facts.iter().map(|(name, value)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>\n")).collect();
    let content = format!(
        "<h1><code>{id}</code></h1>\n<p class=\"summary\">{summary}</p>\n<dl>\n{facts}</dl>\n{body}",
        id = escape(info.id),
        summary = summary(rule)?,
        body = markdown::body(&rule.markdown, rule.block("Options")),
    );
    let navigation = "<a href=\"../index.html\">Playground</a> <a href=\"index.html\">All rules</a>";
    Ok(frame(&Frame { title: info.id, navigation, script: false }, &content))
}

/// The list of all rules, by the part of a policy that they look at. A script filters it; without one it is a plain list.
pub(super) fn index(rules: &[RulePage]) -> Result<String> {
    let mut groups: Vec<&str> = Vec::new();
    for rule in rules {
        if !groups.contains(&rule.info.group) {
            groups.push(rule.info.group);
        }
    }
    let mut content = format!(
        "<h1>Rules</h1>\n<p class=\"summary\">Each with its reason, an example and what to write instead.</p>\n{filter}         <p id=\"count\" role=\"status\">{count} rules</p>\n",
        filter = filter(rules, &groups),
        count = rules.len(),
    );
    for group in groups {
        content.push_str(&format!(
            "<section data-group=\"{group}\" aria-labelledby=\"group-{group}\">\n<h2 id=\"group-{group}\">{group}</h2>\n             <ul class=\"rules\">\n",
            group = escape(group)
        ));
        for rule in rules.iter().filter(|rule| rule.info.group == group) {
            content.push_str(&listed(rule)?);
        }
        content.push_str("</ul>\n</section>\n");
    }
    content.push_str("<p id=\"none\" hidden>No rule is like that. <a href=\"index.html\">Show all rules</a></p>\n");
    let navigation = "<a href=\"../index.html\">Playground</a>";
    Ok(frame(&Frame { title: "Rules", navigation, script: true }, &content))
}

/// One rule in the list, with what the script looks at.
fn listed(rule: &RulePage) -> Result<String> {
    let kinds = kinds(rule);
    let values: Vec<&str> = kinds.iter().map(|(value, _)| *value).collect();
    Ok(format!(
        "<li data-severity=\"{severity}\" data-check=\"{checks}\" data-principal=\"{principals}\">         <a href=\"{id}.html\"><code>{id}</code></a> <span class=\"{severity}\">{severity}</span><br>{summary}</li>\n",
        severity = word(&rule.info.severity),
        checks = escape(&rule.aws_checks().join(" ")),
        principals = values.join(" "),
        id = escape(rule.info.id),
        summary = summary(rule)?,
    ))
}

/// The kinds of principals for which a rule speaks: how the address names them, and how people do.
fn kinds(rule: &RulePage) -> Vec<(&'static str, &'static str)> {
    let kinds = rule.principals();
    if kinds.len() == PrincipalKind::ALL.len() {
        return vec![ANY_KIND];
    }
    kinds.into_iter().map(kind).collect()
}

const ANY_KIND: (&str, &str) = ("any", "any kind");

fn kind(kind: PrincipalKind) -> (&'static str, &'static str) {
    match kind {
        PrincipalKind::Account => ("account", "account, user or role"),
        PrincipalKind::Service => ("service", "service"),
        PrincipalKind::Saml => ("saml", "SAML provider"),
        PrincipalKind::WebIdentity => ("web-identity", "web identity provider"),
    }
}

/// What the list can be searched and filtered by. Hidden until the script is there.
fn filter(rules: &[RulePage], groups: &[&str]) -> String {
    let severities = ["error", "security", "warning", "suggestion"].map(|severity| (severity, severity));
    let mut codes: Vec<&str> = rules.iter().flat_map(RulePage::aws_checks).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut checks = vec![("yes", "has one"), ("no", "has none")];
    checks.extend(codes.into_iter().map(|code| (code, code)));
    let mut kinds = vec![ANY_KIND];
    kinds.extend(PrincipalKind::ALL.map(kind));
    let groups: Vec<_> = groups.iter().map(|group| (*group, *group)).collect();
    format!(
        "<search>\n<form id=\"filter\" hidden>\n         <div class=\"wide\"><label for=\"q\">Search</label><input type=\"search\" id=\"q\" name=\"q\" autocomplete=\"off\" spellcheck=\"false\"></div>\n         {severity}{check}{principal}{group}<button type=\"reset\">Show all</button>\n</form>\n</search>\n",
        severity = choice("severity", "Finding", &severities),
        check = choice("check", "AWS check", &checks),
        principal = choice("principal", "Principal", &kinds),
        group = choice("group", "Group", &groups),
    )
}

fn choice(name: &str, label: &str, values: &[(&str, &str)]) -> String {
    let options: String =
        values.iter().map(|(value, words)| format!("<option value=\"{value}\">{words}</option>")).collect();
    format!(
        "<div><label for=\"{name}\">{label}</label><select id=\"{name}\" name=\"{name}\">         <option value=\"\">all</option>{options}</select></div>\n"
    )
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

/// What stands around the content.
struct Frame<'f> {
    title: &'f str,
    navigation: &'f str,
    /// Whether the page has the script that filters the list.
    script: bool,
}

fn frame(frame: &Frame<'_>, content: &str) -> String {
    let (allowed, script) = match frame.script {
        true => ("script-src 'self'; ", "<script src=\"rules.js\" defer></script>\n"),
        false => ("", ""),
    };
    format!(
        "<!doctype html>
<!-- Written by `cargo xtask docs`. -->
<html lang=\"en\">
<head>
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; {allowed}style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'\">
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"color-scheme\" content=\"light dark\">
<meta name=\"referrer\" content=\"no-referrer\">
<title>{title} · Trust Policy Playground</title>
<link rel=\"icon\" href=\"../favicon.svg\" type=\"image/svg+xml\">
<link rel=\"stylesheet\" href=\"rules.css\">
{script}</head>
<body>
<nav aria-label=\"Site\">{navigation}</nav>
<main>
{content}</main>
</body>
</html>
",
        title = escape(frame.title),
        navigation = frame.navigation,
    )
}
