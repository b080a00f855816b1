//! `trust-policy explain`, run as people and scripts run it.

mod command;

use command::{Ended, run_in};
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::111122223333:role/deploy";

fn explain(arguments: &[&str], stdin: &str) -> Ended {
    let arguments = [&["explain"], arguments].concat();
    run_in(&tests::folder().join("cli/explain"), &arguments, stdin.as_bytes())
}

/// The rows of a policy of one statement.
fn rows(statement: &str) -> Vec<Value> {
    let policy = format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}]}}"#);
    explain(&["--format", "json", "--role-arn", ROLE], &policy).json()["rows"].as_array().unwrap().clone()
}

#[test]
fn people_read_who_may_and_what_it_takes() {
    let ended = explain(&["policy.json", "--role-arn", ROLE], "");
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    assert_eq!(ended.text(), include_str!("../cli/explain/policy.txt"));
    assert!(ended.text().lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn colours_are_for_terminals() {
    let coloured = explain(&["policy.json", "--color", "always"], "");
    assert!(coloured.text().contains("\u{1b}["));
    assert!(!explain(&["policy.json"], "").text().contains('\u{1b}'));
}

#[test]
fn nothing_from_the_policy_is_obeyed() {
    let policy = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"\\u001b[31mx\"}}}";
    for arguments in [&["--format", "json"][..], &[]] {
        assert!(!explain(arguments, policy).text().contains('\u{1b}'));
    }
}

#[test]
fn programs_read_rows_and_a_graph() {
    let json = explain(&["policy.json", "--role-arn", ROLE, "--format", "json"], "").json();
    assert_eq!((&json["schema"], &json["role"]), (&json!(1), &json!(ROLE)));
    let github = &json["rows"][0];
    let mut names: Vec<&str> = github.as_object().unwrap().keys().map(String::as_str).collect();
    names.sort_unstable();
    let expected = [
        "account",
        "also",
        "api",
        "conditions",
        "denies",
        "findings",
        "kind",
        "needs",
        "path",
        "principal",
        "risk",
        "span",
        "who",
    ];
    assert_eq!(names, expected);
    assert_eq!(github["kind"], "web-identity");
    assert_eq!(github["api"], "sts:AssumeRoleWithWebIdentity");
    assert_eq!(github["needs"]["identityPolicy"], "no");
    assert_eq!(github["denies"], json!([]), "`AWS: *` denies users and roles, not tokens");
    assert_eq!(
        github["conditions"][0]["path"],
        "Statement[0].Condition.StringEquals[\"token.actions.githubusercontent.com:aud\"]"
    );
    let kinds: Vec<&Value> = json["graph"]["nodes"].as_array().unwrap().iter().map(|node| &node["kind"]).collect();
    assert_eq!(kinds, ["role", "web-identity", "account", "user", "everybody", "role", "service"]);
    let edges = json["graph"]["edges"].as_array().unwrap();
    assert!(edges.iter().all(|edge| edge["to"] == ROLE));
    let from: Vec<&Value> = edges.iter().map(|edge| &edge["row"]).collect();
    assert_eq!(from, [0, 1, 2, 3, 5], "the deleted role is a node without an edge");
}

#[test]
fn the_other_side_is_told() {
    let need = |principal: &str| {
        let statement = format!(r#"{{"Effect": "Allow", "Principal": {principal}, "Action": "sts:*"}}"#);
        rows(&statement)[0]["needs"]["identityPolicy"].clone()
    };
    for (principal, expected) in [
        (r#"{"AWS": "arn:aws:iam::111122223333:root"}"#, "yes"),
        (r#"{"AWS": "arn:aws:iam::111122223333:role/app/ci"}"#, "no"),
        (r#"{"AWS": "arn:aws:sts::111122223333:assumed-role/ci/run"}"#, "no"),
        (r#"{"AWS": "arn:aws:iam::444455556666:role/ci"}"#, "yes"),
        (r#"{"AWS": "*"}"#, "depends"),
        (r#"{"Service": "lambda.amazonaws.com"}"#, "no"),
        (r#"{"Federated": "arn:aws:iam::111122223333:saml-provider/corp"}"#, "no"),
    ] {
        assert_eq!(need(principal), expected, "{principal}");
    }
}

#[test]
fn a_denial_without_conditions_shuts_out() {
    let allow = r#"{"Effect": "Allow", "Principal": {"AWS": ["444455556666", "arn:aws:iam::777788889999:role/ci"]}, "Action": "sts:AssumeRole"}"#;
    let deny = r#"{"Effect": "Deny", "Principal": {"AWS": ["arn:aws:iam::777788889999:root", "arn:aws:iam::444455556666:user/bob"]}, "Action": "sts:AssumeRole"}"#;
    let rows = rows(&format!("{allow}, {deny}"));
    assert_eq!(rows[0]["denies"][0]["whole"], false);
    assert_eq!(
        rows[0]["denies"][0]["text"],
        "never for `arn:aws:iam::777788889999:root` and `arn:aws:iam::444455556666:user/bob`"
    );
    assert_eq!(rows[1]["denies"][0]["whole"], true);
    assert_eq!(rows[1]["risk"], "none");
}

#[test]
fn risk_is_what_check_finds_there() {
    let public = r#"{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRole"}"#;
    assert_eq!(rows(public)[0]["risk"], "high");
    let wrong = r#"{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sts:AssumeRoleWithSAML"}"#;
    assert_eq!((&rows(wrong)[0]["risk"], &rows(wrong)[0]["api"]), (&json!("none"), &Value::Null));
    let wide = r#"{"Effect": "Allow", "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {"StringEquals": {"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"}}}"#;
    assert_eq!(rows(wide)[0]["risk"], "high");
    assert_eq!(rows(wide)[0]["who"], "GitHub Actions workflows");
}

#[test]
fn broken_text_is_a_result() {
    for (text, count) in [
        ("", 0),
        ("nonsense", 0),
        ("[]", 0),
        (r#"{"Statement": {"Effect": "Deny", "Principal": "*"}}"#, 0),
        (r#"{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": "sts:AssumeRole",}"#, 1),
        (r#"{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}"#, 1),
        (r#"{"Effect": "Allow", "NotPrincipal": {"AWS": "444455556666"}, "Action": "sts:AssumeRole"}"#, 1),
        (r#"{"Effect": "Allow", "Principal": {"AWS": "${account}"}, "Action": "sts:AssumeRole"}"#, 1),
    ] {
        let ended = explain(&["--format", "json"], text);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{text}");
        assert_eq!(ended.json()["rows"].as_array().unwrap().len(), count, "{text}");
    }
    assert_eq!(
        explain(&[], "nonsense").text().lines().last(),
        Some("Nobody can assume this role: no statement trusts anybody.")
    );
}

#[test]
fn what_cannot_run_says_why() {
    for arguments in [&["absent.json"][..], &["--format", "xml"], &["a.json", "b.json"]] {
        let ended = explain(arguments, "");
        assert_eq!(ended.status, 2, "{arguments:?}");
        assert!(!ended.err.is_empty());
    }
}
