//! What AWS documents about who may assume a role, as scenarios with their answers.

use serde_json::Value;
use trust_policy::{Scenario, simulate};

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
