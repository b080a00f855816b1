//! `trust-policy explain`, run as people and scripts run it.

mod command;

use command::{Ended, run_in};
use serde_json::{Value, json};
use trust_policy::{Options, explain};

const ROLE: &str = "arn:aws:iam::111122223333:role/deploy";

fn run(arguments: &[&str], stdin: &str) -> Ended {
    let arguments = [&["explain"], arguments].concat();
    run_in(&tests::folder().join("cli/explain"), &arguments, stdin.as_bytes())
}

/// The rows of a policy of one statement.
fn rows(statement: &str) -> Vec<Value> {
    let policy = format!(r#"{{"Version": "2012-10-17", "Statement": [{statement}]}}"#);
    run(&["--format", "json", "--role-arn", ROLE], &policy).json()["rows"].as_array().expect("a list").clone()
}

#[test]
fn people_read_who_may_and_what_it_takes() {
    let ended = run(&["policy.json", "--role-arn", ROLE], "");
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    assert_eq!(ended.text(), include_str!("../cli/explain/policy.txt"));
    assert!(ended.text().lines().all(|line| line.chars().count() <= 80));
}

#[test]
fn colours_are_for_terminals() {
    let coloured = run(&["policy.json", "--color", "always"], "");
    assert!(coloured.text().contains("\u{1b}["));
    assert!(!run(&["policy.json"], "").text().contains('\u{1b}'));
}

#[test]
fn nothing_from_the_policy_is_obeyed() {
    let policy = "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"\\u001b[31mx\"}}}";
    for arguments in [&["--format", "json"][..], &[]] {
        assert!(!run(arguments, policy).text().contains('\u{1b}'));
    }
}

#[test]
fn programs_read_rows_and_a_graph() {
    let json = run(&["policy.json", "--role-arn", ROLE, "--format", "json"], "").json();
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
    assert_eq!(github["denies"][0]["path"], "Statement[3]", "what denies everybody denies tokens too");
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
    // Who is named itself is not limited by a boundary within the account; who is named by a role is.
    let limited = |principal: &str| {
        let statement = format!(r#"{{"Effect": "Allow", "Principal": {{"AWS": "{principal}"}}, "Action": "sts:*"}}"#);
        rows(&statement)[0]["needs"]["why"].as_str().is_some_and(|why| why.contains("permissions boundary"))
    };
    assert!(limited("arn:aws:iam::111122223333:role/app/ci"));
    assert!(!limited("arn:aws:iam::111122223333:user/alice"));
    assert!(!limited("arn:aws:sts::111122223333:assumed-role/ci/run"));
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
fn a_wildcard_that_counts_as_a_letter_lets_nobody_more_in() {
    let of = |operator: &str| {
        rows(&format!(
            r#"{{"Effect": "Allow", "Principal": {{"Federated":
            "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"}},
            "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {{"{operator}":
            {{"token.actions.githubusercontent.com:sub": "repo:octo-org/*"}}}}}}"#
        ))[0]["who"]
            .clone()
    };
    assert_eq!(of("StringLike"), "GitHub Actions workflows of any repository of octo-org, on any event");
    assert_eq!(of("StringEquals"), "GitHub Actions workflows");
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
        let ended = run(&["--format", "json"], text);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "{text}");
        assert_eq!(ended.json()["rows"].as_array().unwrap().len(), count, "{text}");
    }
    let last = |text: &str| run(&[], text).text().lines().last().unwrap_or_default().to_owned();
    assert_eq!(last("nonsense"), "No policy was found in this text; `trust-policy check` says why.");
    assert_eq!(last(r#"{"Statement": []}"#), "Nobody can assume this role: no statement trusts anybody.");
}

/// The policies of a corpus.
fn policies(corpus: &str) -> impl Iterator<Item = String> {
    corpus.lines().map(|line| {
        let case: Value = serde_json::from_str(line).expect("a corpus is JSON");
        case["policy"].as_str().map_or_else(|| case["policy"].to_string(), str::to_owned)
    })
}

#[test]
fn every_text_is_explained_in_its_own_places() {
    let corpora = [
        include_str!("../corpus/problems.jsonl"),
        include_str!("../corpus/valid.jsonl"),
        include_str!("../corpus/articles.jsonl"),
    ];
    let options = Options::default();
    for text in corpora.into_iter().flat_map(policies) {
        // Half a policy is a text like any other.
        let half = text.char_indices().nth(text.chars().count() / 2).map_or("", |(at, _)| &text[..at]);
        for text in [text.as_str(), half] {
            let explanation = explain(text, &options);
            for row in &explanation.rows {
                let places = row.conditions.iter().map(|condition| condition.span);
                let places = places.chain(row.denies.iter().map(|denial| denial.span)).chain([row.span]);
                for place in places {
                    let (start, end) = (place.start.offset as usize, place.end.offset as usize);
                    assert!(text.get(start..end).is_some(), "{row:?}\n{text}");
                }
                assert!(!row.who.is_empty() && !row.path.is_empty(), "{row:?}\n{text}");
            }
            let ids: Vec<&str> = explanation.graph.nodes.iter().map(|node| node.id.as_str()).collect();
            for edge in &explanation.graph.edges {
                assert!(ids.contains(&edge.from.as_str()) && ids.contains(&edge.to.as_str()), "{edge:?}\n{text}");
                assert!(explanation.rows[edge.row].api == Some(edge.api), "{edge:?}\n{text}");
            }
        }
    }
}

#[test]
fn offsets_can_be_counted_as_editors_in_browsers_do() {
    let text = r#"{"Statement": [{"Sid": "日本🎉", "Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}]}"#;
    let explanation = explain(text, &Options::default()).into_utf16(text);
    let place = explanation.rows[0].span;
    let units: Vec<u16> = text.encode_utf16().collect();
    let part = &units[place.start.offset as usize..place.end.offset as usize];
    assert_eq!(String::from_utf16(part).unwrap(), "ec2.amazonaws.com");
}

#[test]
fn what_cannot_run_says_why() {
    for arguments in [&["absent.json"][..], &["--format", "xml"], &["a.json", "b.json"]] {
        let ended = run(arguments, "");
        assert_eq!(ended.status, 2, "{arguments:?}");
        assert!(!ended.err.is_empty());
    }
}

#[test]
fn the_account_of_the_identity_providers_is_the_roles() {
    let policy = |providers: &[&str]| {
        let statement =
            |principal: Value| json!({"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole"});
        let federated = providers.iter().map(|arn| statement(json!({"Federated": arn})));
        let caller = statement(json!({"AWS": "arn:aws:iam::111122223333:role/ci"}));
        json!({"Version": "2012-10-17", "Statement": federated.chain([caller]).collect::<Vec<_>>()}).to_string()
    };
    let home = |text: &str, options: &Options| explain(text, options).graph.nodes[0].account.clone();
    let okta = "arn:aws:iam::111122223333:saml-provider/Okta";
    let github = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    let other = "arn:aws:iam::444455556666:saml-provider/Okta";
    let unknown = Options::default();
    assert_eq!(home(&policy(&[okta, github]), &unknown).as_deref(), Some("111122223333"));
    assert_eq!(home(&policy(&[okta, other]), &unknown), None);
    assert_eq!(home(&policy(&[]), &unknown), None);
    let known = Options { account: trust_policy::Account::parse("777788889999"), ..Options::default() };
    assert_eq!(home(&policy(&[okta]), &known).as_deref(), Some("777788889999"));
    let rows = explain(&policy(&[okta]), &unknown).rows;
    assert!(rows[1].who.contains("of this account"), "{}", rows[1].who);
}
