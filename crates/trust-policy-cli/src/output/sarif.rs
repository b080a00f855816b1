//! `--format sarif`: SARIF 2.1.0 (OASIS), which GitHub code scanning and others read.
//!
//! `security` findings have the level `warning`, so that `error` is kept for what AWS refuses, as in the exit status;
//! their rules carry a `security-severity`, by which code scanning ranks them.

use std::collections::BTreeMap;
use std::env;
use std::path::{Component, Path};

use serde_json::{Value, json};
use trust_policy::{Edit, Finding, Fix, LineIndex, Report, RulePage, Severity, pages};

use super::{Checked, confidence, fix_kind, pretty, safety, severity, summary, visible};
use crate::input::{self, STDIN};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Code scanning calls 7.0 to 8.9 "high".
const SECURITY_SEVERITY: &str = "8.0";

/// One run over all files. `complete` tells whether every file could be read.
pub(crate) fn print(checked: &[Checked], complete: bool) -> String {
    let rules: Vec<RulePage> = pages().collect();
    let results: Vec<Value> = checked.iter().flat_map(|checked| results(checked, &rules)).collect();
    pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "trust-policy",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": complete }],
            "artifacts": checked.iter().map(|checked| artifact(&checked.report)).collect::<Vec<_>>(),
            "results": results,
        }],
    }))
}

fn rule(page: &RulePage) -> Value {
    let info = &page.info;
    let mut properties = json!({
        "group": info.group, "fix": fix_kind(info.fix), "severity": severity(info.severity),
        "precision": match confidence(info.confidence) { "high" => "very-high", "medium" => "high", _ => "medium" },
        "tags": ["aws", "iam", info.group],
    });
    if info.severity == Severity::Security {
        properties["tags"] = json!(["aws", "iam", "security", info.group]);
        properties["security-severity"] = json!(SECURITY_SEVERITY);
    }
    let mut rule = json!({
        "id": info.id,
        "shortDescription": { "text": summary(&page.markdown) },
        "help": { "text": page.markdown, "markdown": page.markdown },
        "defaultConfiguration": { "level": level(info.severity) },
        "properties": properties,
    });
    // The format wants whole addresses; where the site stands, only whoever hosts it knows.
    if info.url.starts_with("https://") {
        rule["helpUri"] = json!(info.url);
    }
    rule
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Security | Severity::Warning => "warning",
        Severity::Suggestion => "note",
    }
}

fn artifact(report: &Report) -> Value {
    json!({
        "location": { "uri": uri(&report.source) },
        "properties": { "input": report.input, "save": report.save },
    })
}

fn results(Checked { text, report }: &Checked, rules: &[RulePage]) -> Vec<Value> {
    let uri = uri(&report.source);
    let index = LineIndex::new(text);
    // Tells apart findings that are alike; their order in the file is all there is.
    let mut alike: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let result = |finding| {
        let count = alike.entry(identity(finding)).or_default();
        *count += 1;
        result(finding, *count, &uri, rules, &|edit| region(edit, text, &index))
    };
    report.findings.iter().map(result).collect()
}

fn result(finding: &Finding, count: usize, uri: &str, rules: &[RulePage], region_of: &dyn Fn(&Edit) -> Value) -> Value {
    let location = |range: &trust_policy::Range| {
        json!({ "artifactLocation": { "uri": uri }, "region": {
            "startLine": range.start.line, "startColumn": range.start.column,
            "endLine": range.end.line, "endColumn": range.end.column,
        } })
    };
    let related = |related: &trust_policy::Related| json!({ "message": { "text": visible::line(&related.label) }, "physicalLocation": location(&related.span) });
    let paragraphs = [Some(&finding.why), finding.help.as_ref()];
    let text = paragraphs.into_iter().flatten().fold(format!("{}.", finding.message), |text, more| text + " " + more);
    let mut place = json!({ "physicalLocation": location(&finding.span) });
    if !finding.path.is_empty() {
        place["logicalLocations"] = json!([{ "fullyQualifiedName": finding.path }]);
    }
    json!({
        "ruleId": finding.rule,
        "ruleIndex": rules.iter().position(|page| page.info.id == finding.rule),
        "level": level(finding.severity),
        "message": { "text": visible::line(&text) },
        "locations": [place],
        "relatedLocations": finding.related.iter().map(related).collect::<Vec<_>>(),
        "partialFingerprints": { "ruleAndPath/v1": fingerprint(finding, count) },
        "fixes": finding.fixes.iter().map(|fix| repair(fix, uri, region_of)).collect::<Vec<_>>(),
        "properties": {
            "severity": severity(finding.severity),
            "confidence": confidence(finding.confidence),
            "awsCheck": finding.aws_check,
        },
    })
}

fn repair(fix: &Fix, uri: &str, region_of: &dyn Fn(&Edit) -> Value) -> Value {
    let replacement =
        |edit: &Edit| json!({ "deletedRegion": region_of(edit), "insertedContent": { "text": edit.text } });
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri },
            "replacements": fix.edits.iter().map(replacement).collect::<Vec<_>>(),
        }],
        "properties": { "safety": safety(fix.safety) },
    })
}

/// Where an edit deletes; where it begins and ends at one place, it inserts.
fn region(edit: &Edit, text: &str, index: &LineIndex) -> Value {
    let (start_line, start_column) = index.line_column(text, edit.start);
    let (end_line, end_column) = index.line_column(text, edit.end);
    json!({ "startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column })
}

/// What a finding is about, whatever lines are added above it.
fn identity(finding: &Finding) -> (&str, &str, &str) {
    (finding.rule, &finding.path, &finding.message)
}

/// FNV-1a: the same on every machine and in every version, which the standard library's hasher does not promise.
fn fingerprint(finding: &Finding, count: usize) -> String {
    let (rule, path, message) = identity(finding);
    let bytes = [rule, path, message].into_iter().flat_map(|part| part.bytes().chain([0]));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}:{count}")
}

/// The address of a file: relative to where the command runs when it can be, with forward slashes.
fn uri(source: &str) -> String {
    if source == STDIN {
        return input::shown(source).to_owned();
    }
    let path = Path::new(source);
    let here = env::current_dir().unwrap_or_default();
    let relative = path.strip_prefix(&here).unwrap_or(path);
    let parts = relative.components().filter_map(|component| match component {
        Component::CurDir | Component::RootDir => None,
        other => Some(encode(&other.as_os_str().to_string_lossy())),
    });
    let joined = parts.collect::<Vec<_>>().join("/");
    if relative.is_absolute() { format!("file:///{joined}") } else { joined }
}

/// Percent-encodes one step of a path (RFC 3986, `pchar`); a colon too, which in a first step would end a scheme.
fn encode(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_and_encoded() {
        assert_eq!(uri("./policies/my role.json"), "policies/my%20role.json");
        assert_eq!(uri("役割#1.json"), "%E5%BD%B9%E5%89%B2%231.json");
        assert_eq!(uri("../a:b.json"), "../a%3Ab.json");
        assert_eq!(uri("-"), "stdin");
        let inside = env::current_dir().unwrap().join("a.json");
        assert_eq!(uri(inside.to_str().unwrap()), "a.json");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_elsewhere_keeps_its_whole_address() {
        assert_eq!(uri("/nowhere/a b.json"), "file:///nowhere/a%20b.json");
    }
}
