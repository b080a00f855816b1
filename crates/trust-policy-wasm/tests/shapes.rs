//! The hand-written TypeScript types against real output, member by member.

#![cfg(target_arch = "wasm32")]

use std::collections::BTreeMap;

use js_sys::{Array, JSON, Object, Reflect};
use trust_policy_wasm::{
    CheckOptions, check, commands, decode, explain, fix, guide, rules, simulate, token_presets, version,
};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

/// Where the types are written.
const SOURCE: &str = concat!(
    include_str!("../src/types.rs"),
    include_str!("../src/full/decode.rs"),
    include_str!("../src/full/rules.rs"),
    include_str!("../src/full/simulate.rs")
);

const BROKEN: &str = r#"{
  "Sid 日本🎉": 1,
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Principal": { "Service": "ec2" }, "Action": "sts:AssumeRole", }]
"#;

/// The members of each interface and the type of each member.
fn interfaces() -> BTreeMap<&'static str, BTreeMap<&'static str, &'static str>> {
    let blocks = SOURCE.split("export interface ").skip(1);
    let parse = |block: &'static str| {
        let (name, rest) = block.split_once(" {")?;
        let members =
            rest.split_once("\n}")?.0.lines().filter_map(|line| line.trim().strip_suffix(';')?.split_once(": "));
        Some((name, members.collect()))
    };
    blocks.filter_map(parse).collect()
}

/// What a name stands for: `export type Name = "a" | "b"`.
fn alias(name: &str) -> Option<&'static str> {
    let (_, rest) = SOURCE.split_once(&format!("export type {name} ="))?;
    Some(rest.split_once(';')?.0)
}

/// Panics unless the value is of the type.
fn conforms(value: &JsValue, written: &str, place: &str) {
    let written = written.trim().trim_start_matches('|').trim();
    if let Some(written) = written.strip_suffix("| null") {
        if !value.is_null() {
            conforms(value, written.trim(), place);
        }
        return;
    }
    if let Some(item) = written.strip_suffix("[]") {
        assert!(Array::is_array(value), "{place} is a list");
        for (at, value) in Array::from(value).iter().enumerate() {
            conforms(&value, item, &format!("{place}[{at}]"));
        }
    } else if let Some(members) = interfaces().get(written) {
        let keys: Vec<String> =
            Object::keys(value.unchecked_ref::<Object>()).iter().filter_map(|key| key.as_string()).collect();
        let mut sorted: Vec<&str> = keys.iter().map(String::as_str).collect();
        sorted.sort_unstable();
        assert_eq!(sorted, members.keys().copied().collect::<Vec<_>>(), "the members of {place}");
        for (name, written) in members {
            let member = Reflect::get(value, &JsValue::from_str(name)).expect("the member is there");
            conforms(&member, written, &format!("{place}.{name}"));
        }
    } else if let Some(meaning) = alias(written) {
        conforms(value, meaning, place);
    } else {
        let fits = written.split('|').map(str::trim).any(|option| match option {
            "string" => value.is_string(),
            "number" => value.as_f64().is_some(),
            "boolean" => value.as_bool().is_some(),
            "null" => value.is_null(),
            "unknown" => !value.is_undefined(),
            literal => value.as_string().is_some_and(|text| literal == format!("\"{text}\"")),
        });
        assert!(fits, "{place} is {written}, not {value:?}");
    }
}

#[wasm_bindgen_test]
fn reports_are_as_typed() {
    trust_policy_wasm::start();
    for text in [BROKEN, "", "%7B%7D", "resource \"aws_iam_role\" \"x\" {}"] {
        conforms(check(text, None).expect("a text is no mistake").as_ref(), "Report", "report");
    }
}

#[wasm_bindgen_test]
fn repairs_are_as_typed() {
    trust_policy_wasm::start();
    for level in ["safe", "review"] {
        conforms(fix(BROKEN, level, None).expect("the level exists").as_ref(), "Fixed", "fixed");
    }
}

#[wasm_bindgen_test]
fn rules_are_as_typed() {
    trust_policy_wasm::start();
    let rules = rules().expect("the rules are data");
    conforms(rules.as_ref(), "RuleInfo[]", "rules");
    assert!(Array::from(rules.as_ref()).length() > 0);
    assert_eq!(version(), env!("CARGO_PKG_VERSION"));
}

#[wasm_bindgen_test]
fn messages_are_decoded_as_typed() {
    trust_policy_wasm::start();
    let denied = "An error occurred (AccessDenied) when calling the AssumeRole operation: User: \
        arn:aws:iam::444455556666:user/alice is not authorized to perform: sts:AssumeRole on resource: \
        arn:aws:iam::111122223333:role/deploy";
    let policy = r#"{"Version": "2012-10-17", "Statement": [{"Sid": "日本🎉", "Effect": "Allow",
        "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::444455556666:user/bob"}}]}"#;
    for (message, policy) in
        [(denied, None), (denied, Some(policy)), ("MalformedPolicyDocument", Some(BROKEN)), ("hello", None)]
    {
        let decoded = decode(message, policy.map(str::to_owned), None, None).expect("a text is no mistake");
        conforms(decoded.as_ref(), "Decoded", "decoded");
    }
    // What a command printed brings the trust policy along.
    let role = format!(
        r#"{{"Role": {{"Arn": "arn:aws:iam::111122223333:role/deploy", "AssumeRolePolicyDocument": {policy}}}}}"#
    );
    let answers = vec![role, "no output".to_owned()];
    let decoded = decode(denied, None, None, Some(answers)).expect("a text is no mistake");
    conforms(decoded.as_ref(), "Decoded", "decoded");
    let member = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).expect("the member is there");
    assert_eq!(Array::from(&member(decoded.as_ref(), "told")).length(), 2);
    assert_eq!(member(decoded.as_ref(), "policy").as_string().as_deref(), Some(policy));
    let first = Array::from(&member(decoded.as_ref(), "causes")).get(0);
    let place = member(&first, "where");
    let offset = |end: &str| member(&member(&place, end), "offset").as_f64().expect("an offset") as usize;
    let units: Vec<u16> = policy.encode_utf16().collect();
    let shown = String::from_utf16_lossy(&units[offset("start")..offset("end")]);
    assert_eq!(shown, r#"{"AWS": "arn:aws:iam::444455556666:user/bob"}"#);
    conforms(guide().expect("the guide is data").as_ref(), "Guide", "guide");
}

#[wasm_bindgen_test]
fn commands_are_as_typed() {
    trust_policy_wasm::start();
    let tag: Array = [JsValue::from_str("team"), JsValue::from_str("blue")].into_iter().collect();
    let tags: Array = [tag].into_iter().collect();
    let situation = options(&[
        ("roleArn", "arn:aws:iam::111122223333:role/deploy".into()),
        ("callerArn", "arn:aws:iam::444455556666:user/alice".into()),
        ("mfa", true.into()),
        ("tags", tags.into()),
        ("region", JsValue::NULL),
    ]);
    let list = commands(situation.into()).expect("it is a situation");
    conforms(list.as_ref(), "Command[]", "commands");
    let text = JSON::stringify(list.as_ref()).ok().and_then(|text| text.as_string()).expect("commands are data");
    assert!(text.contains("Key=team,Value=blue") && text.contains("get-session-token"), "{text}");
    assert!(commands(options(&[("rolArn", "x".into())]).into()).is_err(), "a misspelt member is told");
}

#[wasm_bindgen_test]
fn offsets_are_utf16() {
    trust_policy_wasm::start();
    let report = check(BROKEN, None).expect("a text is no mistake");
    let findings: JsValue = Reflect::get(report.as_ref(), &"findings".into()).expect("there are findings");
    let findings = Array::from(&findings);
    let units: Vec<u16> = BROKEN.encode_utf16().collect();
    let place = |finding: &JsValue, end: &str| {
        let span = Reflect::get(finding, &"span".into()).expect("a span");
        let position = Reflect::get(&span, &end.into()).expect("a position");
        Reflect::get(&position, &"offset".into()).ok().and_then(|offset| offset.as_f64()).expect("an offset") as usize
    };
    let service = findings
        .iter()
        .find(|finding| Reflect::get(finding, &"rule".into()).is_ok_and(|rule| rule == "service-principal-name"))
        .expect("the service is found");
    assert_eq!(String::from_utf16_lossy(&units[place(&service, "start")..place(&service, "end")]), "ec2");
}

#[wasm_bindgen_test]
fn a_callers_mistake_is_a_sentence() {
    trust_policy_wasm::start();
    let thrown = fix(BROKEN, "all", None).expect_err("there is no such level");
    let message = Reflect::get(&thrown, &"message".into()).expect("an error has a message");
    assert!(message.as_string().is_some_and(|text| text.contains("\"safe\" or \"review\"")));
    let list = |items: &[&str]| JsValue::from(items.iter().map(|item| JsValue::from_str(item)).collect::<Array>());
    for (name, value, said) in [
        ("roleArn", JsValue::from_f64(1.0), "the option roleArn is a text or a list of texts"),
        ("roleArn", "deploy".into(), "the option roleArn is the ARN of a role, not `deploy`"),
        ("account", "1111".into(), "the option account is the twelve digits of an account id, not `1111`"),
        ("account", list(&["111122223333"]), "the option account is a text"),
        ("trustedAccounts", "111122223333".into(), "the option trustedAccounts is a list of texts, not `111122223333`"),
        ("organizationId", "x".into(), "the option organizationId is the id of an organization, such as"),
        ("silence", list(&["no-such-rule"]), "the option silence is a list of rule ids, not `no-such-rule`"),
    ] {
        let thrown = check(BROKEN, Some(options(&[(name, value)]))).expect_err("the value is none");
        let message = Reflect::get(&thrown, &"message".into()).expect("an error has a message");
        let message = message.as_string().expect("a message is a text");
        assert!(message.contains(said), "{message}");
    }
}

fn options(members: &[(&str, JsValue)]) -> CheckOptions {
    let options = Object::new();
    for (name, value) in members {
        Reflect::set(&options, &(*name).into(), value).expect("an object takes members");
    }
    options.unchecked_into()
}

#[wasm_bindgen_test]
fn options_are_read_by_name() {
    trust_policy_wasm::start();
    let accounts: Array = [JsValue::from_str("444455556666")].into_iter().collect();
    let silenced: Array = [JsValue::from_str("service-principal-name")].into_iter().collect();
    let known = options(&[
        ("roleArn", JsValue::NULL),
        ("account", "111122223333".into()),
        ("trustedAccounts", accounts.into()),
        ("organizationId", "".into()),
        ("silence", silenced.into()),
    ]);
    let text = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"AWS": ["111122223333", "444455556666", "777788889999"], "Service": "ec2"}}]}"#;
    let report = check(text, Some(known)).expect("the options are fine");
    let findings = Array::from(&Reflect::get(report.as_ref(), &"findings".into()).expect("there are findings"));
    let rules: Vec<JsValue> =
        findings.iter().filter_map(|finding| Reflect::get(&finding, &"rule".into()).ok()).collect();
    assert_eq!(rules, ["untrusted-account"]);
}

const SCENARIO: &str = r#"{
  "role": {
    "arn": "arn:aws:iam::111122223333:role/app",
    "trustPolicy": {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
        "Action": "sts:AssumeRole",
        "Condition": { "StringEquals": { "sts:ExternalId": "日本" } }
      }
    }
  },
  "request": { "action": "sts:AssumeRole", "principal": "arn:aws:iam::444455556666:user/alice" }
}"#;

#[wasm_bindgen_test]
fn simulations_are_as_typed() {
    trust_policy_wasm::start();
    let object = js_sys::JSON::parse(SCENARIO).expect("the scenario is JSON");
    for scenario in [JsValue::from_str(SCENARIO), object] {
        let simulation = simulate(&scenario).expect("the scenario is whole");
        conforms(&simulation, "Simulation", "the simulation");
        let decision = Reflect::get(&simulation, &"decision".into()).expect("there is a decision");
        assert_eq!(decision.as_string().as_deref(), Some("implicitly-denied"));
    }
    let thrown = simulate(&JsValue::from_str("{}")).expect_err("there is no role in it");
    let message = Reflect::get(&thrown, &"message".into()).expect("an error has a message");
    assert_eq!(message.as_string().as_deref(), Some("the scenario lacks `role`"));
}

#[wasm_bindgen_test]
fn explanations_and_presets_are_as_typed() {
    trust_policy_wasm::start();
    let policy = js_sys::JSON::parse(SCENARIO).expect("the scenario is JSON");
    let role = Reflect::get(&policy, &"role".into()).expect("there is a role");
    let policy = Reflect::get(&role, &"trustPolicy".into()).expect("it has a policy");
    let text = js_sys::JSON::stringify(&policy).expect("data").as_string().expect("a text");
    let explanation = explain(&text, None).expect("a text is no mistake");
    conforms(&explanation, "Explanation", "the explanation");
    let rows = Array::from(&Reflect::get(&explanation, &"rows".into()).expect("there are rows"));
    assert_eq!(rows.length(), 1);
    conforms(&token_presets().expect("the presets are data"), "TokenPreset[]", "the presets");
}
