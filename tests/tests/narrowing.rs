//! A `safe` repair never lets in anybody who was kept out before, proven with the simulator.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value, json};
use tests::{apply, block, folder, options, read_options};
use trust_policy::{Decision, Options, Safety, SaveVerdict, Scenario, check, pages, simulate};

/// Every policy of the repository that AWS may take, with the options it is checked under.
fn policies() -> Vec<(String, String, Options)> {
    let mut all = Vec::new();
    for page in pages() {
        for heading in ["Example", "Use instead"] {
            let text = block(&page.markdown, heading).unwrap_or_default().to_owned();
            all.push((format!("{} of {}", heading, page.info.id), text, options(&page.markdown)));
        }
    }
    for entry in fs::read_dir(folder().join("specs")).expect("the repository is whole").flatten() {
        for spec in fs::read_dir(entry.path()).expect("the repository is whole").flatten() {
            let path = spec.path();
            let name = path.display().to_string();
            if !name.ends_with(".json") || name.ends_with(".options.json") {
                continue;
            }
            let beside = fs::read_to_string(path.with_extension("options.json"));
            let options = beside.map_or_else(|_| Options::default(), |json| read_options(&json));
            all.push((name, fs::read_to_string(&path).expect("the repository is whole"), options));
        }
    }
    for file in ["problems.jsonl", "valid.jsonl"] {
        for line in fs::read_to_string(folder().join("corpus").join(file)).expect("the repository is whole").lines() {
            let case: Value = serde_json::from_str(line).expect("the repository is whole");
            let text = case["policy"].as_str().unwrap_or_default().to_owned();
            all.push((case["id"].to_string(), text, Options::default()));
        }
    }
    all
}

const DERIVED: [&str; 5] =
    ["saml:doc", "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:username"];

/// Somebody who asks: the caller, the action, and the condition keys of the request.
fn requests(policy: &Value) -> Vec<Value> {
    let mut callers = BTreeSet::from([
        ("arn:aws:iam::999999999999:user/stranger".to_owned(), "sts:AssumeRole"),
        ("lambda.amazonaws.com".to_owned(), "sts:AssumeRole"),
    ]);
    let mut keys: Vec<(String, Vec<String>)> = Vec::new();
    for statement in list(&policy["Statement"]) {
        for (kind, values) in statement["Principal"].as_object().into_iter().flatten() {
            for principal in list(values).iter().filter_map(|value| value.as_str()) {
                callers.extend(callers_for(kind, principal));
            }
        }
        for (_, tests) in statement["Condition"].as_object().into_iter().flatten() {
            for (key, values) in tests.as_object().into_iter().flatten() {
                // What AWS derives from the caller is never otherwise.
                if DERIVED.iter().any(|derived| derived.eq_ignore_ascii_case(key)) {
                    continue;
                }
                let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                keys.push((key.clone(), list(values).iter().map(text).collect()));
            }
        }
    }
    // Nothing said, everything as the policy wants it, everything otherwise, and each key alone.
    let wanted = |(key, values): &(String, Vec<String>)| {
        let value = values.first().map_or("x", String::as_str).replace(['*', '?'], "x");
        (key.clone(), json!(value))
    };
    let other = |(key, _): &(String, Vec<String>)| (key.clone(), json!("something-else"));
    let mut contexts: Vec<Value> = vec![json!({})];
    contexts.push(keys.iter().map(wanted).collect::<serde_json::Map<_, _>>().into());
    contexts.push(keys.iter().map(other).collect::<serde_json::Map<_, _>>().into());
    contexts.extend(keys.iter().map(|key| Value::from(serde_json::Map::from_iter([wanted(key)]))));
    let mut requests = Vec::new();
    for (principal, action) in &callers {
        for context in &contexts {
            requests.push(json!({"action": action, "principal": principal, "context": context}));
        }
    }
    requests
}

fn callers_for(kind: &str, principal: &str) -> Vec<(String, &'static str)> {
    let account = principal.split(':').nth(4).filter(|_| principal.starts_with("arn:")).unwrap_or(principal);
    match kind {
        "Service" => vec![(principal.to_owned(), "sts:AssumeRole")],
        "Federated" if principal.contains("saml-provider") => vec![(principal.to_owned(), "sts:AssumeRoleWithSAML")],
        "Federated" => vec![(principal.to_owned(), "sts:AssumeRoleWithWebIdentity")],
        _ => vec![
            (principal.to_owned(), "sts:AssumeRole"),
            (format!("arn:aws:iam::{account}:user/somebody"), "sts:AssumeRole"),
            (format!("arn:aws:sts::{account}:assumed-role/some-role/session"), "sts:AssumeRole"),
        ],
    }
}

fn list(value: &Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    }
}

fn allowed(policy: &str, request: &Value) -> bool {
    let scenario = json!({
        "role": {"arn": "arn:aws:iam::111122223333:role/app", "trustPolicy": policy},
        "request": request,
        "identityPolicies": [{"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}],
    });
    let scenario = Scenario::parse(&scenario.to_string()).expect("the scenario is whole");
    simulate(&scenario).decision == Decision::Allowed
}

#[test]
fn safe_repairs_let_nobody_new_in() {
    let (mut proven, mut widened) = (0, Vec::new());
    for (name, text, options) in policies() {
        let report = check(&text, &options);
        // What AWS refuses lets nobody in, and every repair of it somebody.
        let Ok(policy) = serde_json::from_str::<Value>(&text) else { continue };
        if report.save.verdict == SaveVerdict::Rejected {
            continue;
        }
        let fixes = report.findings.iter().flat_map(|finding| finding.fixes.iter().map(move |fix| (finding.rule, fix)));
        for (rule, fix) in fixes.filter(|(_, fix)| fix.safety == Safety::Safe) {
            let repaired = apply(&text, &fix.edits);
            for request in requests(&policy) {
                proven += 1;
                if allowed(&repaired, &request) && !allowed(&text, &request) {
                    widened.push(format!("{name}: {rule}: {} lets in {request}", fix.title));
                }
            }
        }
    }
    assert!(proven > 1000, "only {proven} requests were tried");
    assert!(widened.is_empty(), "{} of {proven}:\n{}", widened.len(), widened.join("\n"));
}
