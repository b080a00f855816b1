//! Every remedy that the simulator offers works, and lets nobody else in whom its title does not speak of.

use serde_json::Value;
use trust_policy::{Decision, Edit, Layer, Remedy, Scenario, simulate};

/// The denied scenarios: what AWS documents, and calls with several faults at once.
fn denied() -> Vec<(String, Scenario, Value)> {
    let documented = include_str!("../corpus/simulations.jsonl").lines();
    let several = include_str!("../corpus/remedies.jsonl").lines();
    let mut cases = Vec::new();
    for line in documented.chain(several) {
        let case: Value = serde_json::from_str(line).expect("the corpus is JSON");
        let scenario = Scenario::parse(&case["scenario"].to_string()).expect("the corpus holds scenarios");
        if simulate(&scenario).decision != Decision::Allowed {
            cases.push((case["id"].as_str().unwrap_or_default().to_owned(), scenario, case["remedies"].clone()));
        }
    }
    cases
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.start as usize..edit.end as usize, &edit.text);
    }
    text
}

#[test]
fn every_remedy_lets_the_caller_in() {
    for (id, scenario, _) in denied() {
        for remedy in simulate(&scenario).remedies {
            assert_eq!(simulate(&remedy.scenario).decision, Decision::Allowed, "{id}: {}", remedy.title);
            let edited = apply(&scenario.role.trust_policy, &remedy.edits);
            assert_eq!(edited, remedy.scenario.role.trust_policy, "{id}: {}", remedy.title);
            serde_json::from_str::<Value>(&edited).unwrap_or_else(|error| panic!("{id}: {}: {error}", remedy.title));
            assert_eq!(!remedy.edits.is_empty(), remedy.side == Layer::TrustPolicy, "{id}: {}", remedy.title);
        }
    }
}

#[test]
fn the_least_widening_remedies_come_first() {
    for (id, scenario, expected) in denied() {
        let titles: Vec<String> = simulate(&scenario).remedies.into_iter().map(|remedy| remedy.title).collect();
        assert!(titles.len() <= 5, "{id}: {titles:#?}");
        if !expected.is_null() {
            assert_eq!(serde_json::to_value(&titles).unwrap(), expected, "{id}");
        }
    }
}

#[test]
fn where_nothing_helps_nothing_is_offered() {
    let mut helpless: Vec<String> = denied()
        .into_iter()
        .filter(|(_, scenario, _)| simulate(scenario).remedies.is_empty())
        .map(|(id, ..)| id)
        .collect();
    helpless.sort();
    assert_eq!(
        helpless,
        [
            "cognito-unauthenticated",
            "external-id-characters",
            "external-id-too-long",
            "external-id-too-short",
            "federated-user-session",
            "mfa-if-exists-false-denies-web-identities",
            "no-role-arn",
            "nobody-is-not-let-in-by-everybody",
            "other-partition",
            "provider-not-trusted-and-no-token",
            "provider-of-another-account",
            "root-user",
            "tag-characters",
            "tag-key-reserved-prefix",
            "tag-key-too-long",
            "tag-keys-differ-by-case-only",
            "tag-value-reserved-prefix",
            "tag-value-too-long",
            "tags-too-many",
            "token-names-another-role",
            "token-of-another-issuer",
            "unknown-caller",
            "web-identity-cannot-call-assume-role",
        ]
    );
}

/// Callers that are not the one of the scenario, with every permission on their own side and all that the remedied
/// request passes.
fn others(scenario: &Scenario) -> Vec<Scenario> {
    let with = |action: &str, principal: &str| {
        let mut other = scenario.clone();
        other.request.action = action.to_owned();
        other.request.principal = principal.to_owned();
        other.request.context.retain(|(key, _)| !key.to_lowercase().starts_with("aws:principal"));
        other.identity_policies = vec![
            r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}"#
                .to_owned(),
        ];
        other.permissions_boundary = None;
        other.session_policies = Vec::new();
        other.service_control_policies = Vec::new();
        other.resource_control_policies = Vec::new();
        other.vpc_endpoint_policy = None;
        other
    };
    let mut all = Vec::new();
    for account in ["111122223333", "444455556666", "777788889999"] {
        for caller in ["iam::ACCOUNT:user/mallory", "iam::ACCOUNT:role/mallory", "sts::ACCOUNT:assumed-role/mallory/s1"]
        {
            all.push(with("sts:AssumeRole", &format!("arn:aws:{}", caller.replace("ACCOUNT", account))));
        }
    }
    all.push(with("sts:AssumeRole", "states.amazonaws.com"));
    let action = &scenario.request.action;
    if let Some(claims) = &scenario.request.token {
        let mut other = with(action, &scenario.request.principal);
        let strange = |name: &str| name != "iss" && name != "aud" && name != "exp";
        other.request.token = Some(
            claims
                .iter()
                .map(|(name, values)| match strange(name) {
                    true => (name.clone(), vec!["repo:mallory/mallory:ref:refs/heads/main".to_owned()]),
                    false => (name.clone(), values.clone()),
                })
                .collect(),
        );
        all.push(other);
    }
    if scenario.request.saml.is_some() {
        all.push(with(action, "arn:aws:iam::111122223333:saml-provider/Mallory"));
    }
    all
}

/// Whether the title says that it lets in more than the caller that it names.
fn says_so(remedy: &Remedy) -> bool {
    remedy.title.contains("whoever") || remedy.title.contains("everyone")
}

/// Asks for every other caller whether a remedy lets it in, unsaid. Answers how often it asked.
fn ask_others(id: &str, scenario: &Scenario, remedy: &Remedy) -> usize {
    let others = others(&remedy.scenario);
    for after in &others {
        let mut before = after.clone();
        before.role.trust_policy.clone_from(&scenario.role.trust_policy);
        let came_in = simulate(after).decision == Decision::Allowed && simulate(&before).decision != Decision::Allowed;
        let caller = &after.request.principal;
        assert!(!came_in || says_so(remedy), "{id}: `{}` also lets `{caller}` in", remedy.title);
    }
    others.len()
}

#[test]
fn nobody_else_comes_in_unsaid() {
    let mut asked = 0;
    for (id, scenario, _) in denied() {
        for remedy in simulate(&scenario).remedies {
            asked += ask_others(&id, &scenario, &remedy);
        }
    }
    assert!(asked > 1000, "only {asked} questions were asked");
}

/// The policies of one scenario with the call of another: faults that nobody thought of.
#[test]
fn remedies_hold_whatever_is_wrong() {
    let cases = denied();
    let mut offered = 0;
    for (at, (policies, of_policies, _)) in cases.iter().enumerate() {
        // Other calls for each.
        for (call, of_call, _) in cases.iter().skip(at % 97).step_by(97) {
            let scenario = Scenario { request: of_call.request.clone(), ..of_policies.clone() };
            let id = format!("{policies} with the call of {call}");
            for remedy in simulate(&scenario).remedies {
                assert_eq!(simulate(&remedy.scenario).decision, Decision::Allowed, "{id}: {}", remedy.title);
                let edited = apply(&scenario.role.trust_policy, &remedy.edits);
                assert_eq!(edited, remedy.scenario.role.trust_policy, "{id}: {}", remedy.title);
                ask_others(&id, &scenario, &remedy);
                offered += 1;
            }
        }
    }
    assert!(offered > 200, "only {offered} remedies were offered");
}

#[test]
fn broken_policies_are_no_trouble() {
    for (id, scenario, _) in denied() {
        let text = scenario.role.trust_policy.clone();
        for at in (0..text.len()).step_by(29).filter(|at| text.is_char_boundary(*at)) {
            let without = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
            for broken in [text[..at].to_owned(), format!("{}{}", &text[..at], &text[without..])] {
                let mut scenario = scenario.clone();
                scenario.role.trust_policy = broken;
                for remedy in simulate(&scenario).remedies {
                    let edited = apply(&scenario.role.trust_policy, &remedy.edits);
                    assert_eq!(edited, remedy.scenario.role.trust_policy, "{id} at {at}: {}", remedy.title);
                    assert_eq!(
                        simulate(&remedy.scenario).decision,
                        Decision::Allowed,
                        "{id} at {at}: {}",
                        remedy.title
                    );
                }
            }
        }
    }
}

#[test]
fn offsets_for_editors_count_as_editors_do() {
    let scenario = Scenario::parse(
        r#"{
            "role": {
                "arn": "arn:aws:iam::111122223333:role/app",
                "trustPolicy": {"Version": "2012-10-17", "Statement": [{
                    "Sid": "für🦀", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "sts:AssumeRole"
                }]}
            },
            "request": {"action": "sts:AssumeRole", "principal": "arn:aws:iam::444455556666:user/alice"}
        }"#,
    )
    .unwrap();
    let text = &scenario.role.trust_policy;
    let bytes = simulate(&scenario);
    let units = bytes.clone().into_utf16(text);
    let (in_bytes, in_units) = (&bytes.remedies[0].edits[0], &units.remedies[0].edits[0]);
    let before = &text[..in_bytes.start as usize];
    assert!(before.contains('🦀'));
    assert_eq!(in_units.start as usize, before.encode_utf16().count());
}

#[test]
fn commands_hold_everything_that_the_call_passes() {
    let scenario = Scenario::parse(
        r#"{
            "role": {
                "arn": "arn:aws-us-gov:iam::111122223333:role/team/app",
                "trustPolicy": {"Version": "2012-10-17", "Statement": [{
                    "Effect": "Allow",
                    "Principal": {"AWS": "arn:aws-us-gov:iam::444455556666:root"},
                    "Action": ["sts:AssumeRole", "sts:TagSession"],
                    "Condition": {"StringEquals": {"sts:ExternalId": "f3a9c1d2"}}
                }]}
            },
            "request": {
                "action": "sts:AssumeRole",
                "principal": "arn:aws-us-gov:iam::444455556666:user/alice",
                "sessionName": "alice@example.com",
                "durationSeconds": 1800,
                "tags": {"project": "ours alone"},
                "transitiveTagKeys": ["project"]
            }
        }"#,
    )
    .unwrap();
    let remedies = simulate(&scenario).remedies;
    assert_eq!(
        remedies[0].command.as_deref(),
        Some(concat!(
            r#"aws iam put-user-policy --user-name alice --policy-name Assume-app --policy-document '{"Version":"2012-10-17","#,
            r#""Statement":[{"Effect":"Allow","Action":["sts:AssumeRole","sts:TagSession"],"#,
            r#""Resource":"arn:aws-us-gov:iam::111122223333:role/team/app"}]}' --region us-gov-west-1"#,
            "\n",
            "aws sts assume-role --role-arn arn:aws-us-gov:iam::111122223333:role/team/app ",
            "--role-session-name alice@example.com --external-id f3a9c1d2 ",
            r#"--tags "Key=project,Value='ours alone'" --transitive-tag-keys project --duration-seconds 1800 "#,
            "--region us-gov-west-1"
        ))
    );
}

/// What a remedy changes beside the trust policy, written into the question, is the remedy.
#[test]
fn the_changes_of_a_remedy_let_the_caller_in() {
    for (id, scenario, _) in denied() {
        for remedy in simulate(&scenario).remedies {
            let mut then = scenario.clone();
            then.role.trust_policy.clone_from(&remedy.scenario.role.trust_policy);
            let open = then.changes_to(&remedy.scenario);
            let changes = scenario.changes_to(&remedy.scenario);
            assert_eq!(open, changes, "{id}: the trust policy is no change: {}", remedy.title);
            assert_eq!(changes.is_empty(), then == remedy.scenario, "{id}: {}", remedy.title);
        }
    }
}
