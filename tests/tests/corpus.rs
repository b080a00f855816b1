//! Real policies: what people had and what AWS accepts.
//!
//! `corpus/problems.jsonl` holds problems that people really had. `expect` names the rules of which one must be found;
//! it is empty where the text alone is right and only the context tells (another caller, another token), and then no
//! error may be claimed. `rejectedNow` marks a policy that AWS took once and refuses today, or of which the sources do not
//! agree. `corpus/valid.jsonl` holds policies that AWS accepts: nothing above a suggestion there.
//! `corpus/articles.jsonl` holds the policies of the two articles that the project grew from.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use trust_policy::{Options, SaveVerdict, Severity, check};

fn corpus(name: &str) -> Vec<Value> {
    let text = fs::read_to_string(tests::folder().join("corpus").join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn text<'c>(case: &'c Value, member: &str) -> &'c str {
    case[member].as_str().unwrap_or_default()
}

fn expected(case: &Value) -> Vec<&str> {
    case["expect"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn every_problem_is_named() {
    let mut score: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut missed = Vec::new();
    for case in corpus("problems.jsonl").iter().chain(&corpus("articles.jsonl")) {
        let expected = expected(case);
        if expected.is_empty() {
            continue;
        }
        let report = check(text(case, "policy"), &Options::default());
        let found = report.findings.iter().any(|finding| expected.contains(&finding.rule));
        let (named, all) = score.entry(text(case, "category").to_owned()).or_default();
        *named += usize::from(found);
        *all += 1;
        if !found {
            missed.push(format!("{} wants {expected:?}, has\n{}", text(case, "id"), tests::summary(&report)));
        }
    }
    for (category, (named, all)) in &score {
        println!("{category:<24} {named:>3} of {all:>3}");
    }
    assert!(missed.is_empty(), "{} missed:\n{}", missed.len(), missed.join("\n"));
}

#[test]
fn what_only_the_context_tells_is_not_claimed() {
    for case in corpus("problems.jsonl").iter().filter(|case| expected(case).is_empty()) {
        let report = check(text(case, "policy"), &Options::default());
        let claims = report.findings.iter().any(|finding| finding.severity == Severity::Error);
        assert!(!claims, "{}: {}\n{}", text(case, "id"), text(case, "cause"), tests::summary(&report));
    }
}

#[test]
fn valid_policies_have_nothing_above_a_suggestion() {
    for case in corpus("valid.jsonl") {
        let report = check(text(&case, "policy"), &Options::default());
        let worst = report.findings.iter().map(|finding| finding.severity).max();
        assert!(worst <= Some(Severity::Suggestion), "{}\n{}", text(&case, "id"), tests::summary(&report));
        assert_ne!(report.save.verdict, SaveVerdict::Rejected, "{}", text(&case, "id"));
    }
}

#[test]
fn the_verdict_is_what_happened() {
    let mut wrong = Vec::new();
    for case in corpus("problems.jsonl").iter().filter(|case| !expected(case).is_empty()) {
        let report = check(text(case, "policy"), &Options::default());
        let verdict = report.save.verdict;
        let fits = match text(case, "verdict") {
            "rejected_on_save" => verdict != SaveVerdict::Accepted || text(case, "id").contains("wrapped"),
            _ => verdict != SaveVerdict::Rejected || case["rejectedNow"].as_bool() == Some(true),
        };
        if !fits {
            let summary = tests::summary(&report);
            wrong.push(format!("{}: {verdict:?} but {}\n{summary}", text(case, "id"), text(case, "verdict")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_promise_is_kept_on_real_policies() {
    for case in corpus("problems.jsonl").iter().chain(&corpus("valid.jsonl")).chain(&corpus("articles.jsonl")) {
        tests::keeps_promises(text(case, "policy"));
    }
}
