//! What AWS documents about who may assume a role, as scenarios with their answers.

use serde_json::Value;
use trust_policy::{Decision, Layer, Range, Scenario, simulate, simulate_pasted};

#[test]
fn scenarios_are_decided_as_documented() {
    let mut wrong = Vec::new();
    for line in include_str!("../corpus/simulations.jsonl").lines() {
        let case: Value = serde_json::from_str(line).expect("the case is whole");
        let scenario =
            Scenario::parse(&case["scenario"].to_string()).unwrap_or_else(|error| panic!("{}: {error}", case["id"]));
        let answer = serde_json::to_value(simulate(&scenario)).expect("the case is whole");
        let mut check = |what: &str| {
            if !case[what].is_null() && answer[what] != case[what] {
                wrong.push(format!(
                    "{}: {what} is {}, not {}: {}",
                    case["id"], answer[what], case[what], answer["summary"]
                ));
            }
        };
        ["decision", "decidedBy", "assumed"].into_iter().for_each(&mut check);
        let summary = answer["summary"].as_str().unwrap_or_default();
        let assumed = answer["assumed"].as_array().is_some_and(|keys| !keys.is_empty());
        assert_eq!(summary.contains("Nothing was said of"), assumed, "{}: what it would be either way", case["id"]);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The policy in the output of `aws iam get-role`, as a person pastes it, and as IAM encodes it.
#[test]
fn a_policy_is_found_in_what_was_pasted() {
    let policy = r#"{
  "Version": "2012-10-17",
  "Statement": [
    { "Sid": "日本", "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole", "Condition": { "Bool": { "aws:SecureTransport": "false" } } },
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:user/bob" },
      "Action": "sts:AssumeRole",
      "Condition": { "StringEquals": { "sts:ExternalId": "x-1" } }
    }
  ]
}"#;
    let encoded: String = policy.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for pasted in [
        policy.to_owned(),
        format!(
            r#"{{"Role": {{"Arn": "arn:aws:iam::111122223333:role/日本", "AssumeRolePolicyDocument": {policy}}}}}"#
        ),
        encoded,
    ] {
        let mut scenario = Scenario::default();
        scenario.role.arn = "arn:aws:iam::111122223333:role/app".to_owned();
        scenario.role.trust_policy.clone_from(&pasted);
        scenario.request.action = "sts:AssumeRole".to_owned();
        scenario.request.principal = "arn:aws:iam::111122223333:user/alice".to_owned();
        scenario.request.external_id = Some("x-1".to_owned());
        let (simulation, places) = simulate_pasted(&scenario);
        assert_eq!(simulation.decided_by, Some(Layer::TrustPolicy), "{pasted}");
        let traces = &simulation.layers[0].statements;
        let counts: Vec<usize> = traces.iter().map(|trace| trace.conditions.len()).collect();
        assert_eq!(places.iter().map(|place| place.conditions.len()).collect::<Vec<_>>(), counts);
        let at = |range: &Range| &pasted[range.start.offset as usize..range.end.offset as usize];
        let condition = at(&places[1].conditions[0]).replace("%22", "\"").replace("%2D", "-");
        assert!(condition.contains("\"sts:ExternalId\"") || pasted.starts_with('%'), "{condition}");
        assert!(at(&places[1].span).len() > at(&places[1].conditions[0]).len());
        // A remedy is an edit of what was pasted: with it, the caller comes in.
        let remedy =
            simulation.remedies.iter().find(|remedy| !remedy.edits.is_empty()).expect("the policy can be changed");
        let mut repaired = pasted.clone();
        for edit in remedy.edits.iter().rev() {
            repaired.replace_range(edit.start as usize..edit.end as usize, &edit.text);
        }
        scenario.role.trust_policy = repaired;
        assert_eq!(simulate_pasted(&scenario).0.decision, Decision::Allowed, "{pasted}");
    }
    let mut scenario = Scenario::default();
    scenario.role.arn = "arn:aws:iam::111122223333:role/app".to_owned();
    scenario.role.trust_policy = "no policy at all".to_owned();
    assert!(simulate_pasted(&scenario).1.is_empty());
}
