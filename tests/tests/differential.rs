//! Random policies and requests, decided by the simulator and by a second evaluator that is as plain as the documentation.
//!
//! The second one works on JSON alone, shares no code with the engine and knows nothing of texts, places or traces.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use trust_policy::{Scenario, simulate};

const ROLE: &str = "arn:aws:iam::111122223333:role/app";
const CALLERS: [&str; 6] = [
    "arn:aws:iam::111122223333:user/alice",
    "arn:aws:iam::444455556666:user/alice",
    "arn:aws:sts::111122223333:assumed-role/ops/s1",
    "arn:aws:sts::444455556666:assumed-role/ops/s1",
    "ec2.amazonaws.com",
    "lambda.amazonaws.com",
];
const PRINCIPALS: [(&str, &str); 10] = [
    ("AWS", "*"),
    ("AWS", "111122223333"),
    ("AWS", "arn:aws:iam::444455556666:root"),
    ("AWS", "arn:aws:iam::111122223333:user/alice"),
    ("AWS", "arn:aws:iam::444455556666:user/alice"),
    ("AWS", "arn:aws:iam::111122223333:role/ops"),
    ("AWS", "arn:aws:iam::444455556666:role/ops"),
    ("AWS", "arn:aws:sts::111122223333:assumed-role/ops/s1"),
    ("Service", "ec2.amazonaws.com"),
    ("Service", "lambda.amazonaws.com"),
];
const ACTIONS: [&str; 5] = ["sts:AssumeRole", "STS:assume*", "sts:TagSession", "*", "s3:GetObject"];
const OPERATORS: [&str; 12] = [
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "StringEqualsIgnoreCase",
    "NumericLessThan",
    "NumericGreaterThanEquals",
    "NumericNotEquals",
    "Bool",
    "Null",
    "ForAnyValue:StringLike",
    "ForAllValues:StringEquals",
];
/// Keys that nothing but the request's context fills.
const KEYS: [&str; 3] = ["aws:PrincipalTag/a", "aws:TagKeys", "aws:RequestedRegion"];
const VALUES: [&str; 7] = ["red", "Red", "r*", "5", "17", "true", "false"];

// ---- the plain evaluator ----

fn list(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(|item| item.as_str().unwrap_or_default().to_owned()).collect(),
        Value::Null => Vec::new(),
        one => vec![one.as_str().unwrap_or_default().to_owned()],
    }
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern.first(), text.first()) {
        (None, None) => true,
        (Some(b'*'), _) => glob(&pattern[1..], text) || (!text.is_empty() && glob(pattern, &text[1..])),
        (Some(a), Some(b)) if a == b || *a == b'?' => glob(&pattern[1..], &text[1..]),
        _ => false,
    }
}

fn one(operator: &str, wanted: &str, actual: &str) -> bool {
    let numbers = || Some((wanted.parse::<f64>().ok()?, actual.parse::<f64>().ok()?));
    match operator {
        "StringEquals" => wanted == actual,
        "StringEqualsIgnoreCase" => wanted.eq_ignore_ascii_case(actual),
        "StringLike" => glob(wanted.as_bytes(), actual.as_bytes()),
        "NumericLessThan" => numbers().is_some_and(|(wanted, actual)| actual < wanted),
        "NumericGreaterThanEquals" => numbers().is_some_and(|(wanted, actual)| actual >= wanted),
        "NumericEquals" => numbers().is_some_and(|(wanted, actual)| actual == wanted),
        "Bool" => wanted.eq_ignore_ascii_case(actual),
        other => unreachable!("{other}"),
    }
}

fn test(operator: &str, wanted: &[String], actual: Option<&[String]>) -> bool {
    let (set, rest) = operator.split_once(':').map_or(("", operator), |(set, rest)| (set, rest));
    let (rest, if_exists) = rest.strip_suffix("IfExists").map_or((rest, false), |rest| (rest, true));
    if rest == "Null" {
        return wanted.iter().any(|wanted| (wanted == "true") == actual.is_none());
    }
    let (positive, negated) = match rest {
        "StringNotEquals" => ("StringEquals", true),
        "StringNotLike" => ("StringLike", true),
        "NumericNotEquals" => ("NumericEquals", true),
        positive => (positive, false),
    };
    let Some(actual) = actual else { return if_exists || set == "ForAllValues" || (set.is_empty() && negated) };
    let holds = |actual: &String| wanted.iter().any(|wanted| one(positive, wanted, actual)) != negated;
    match (set, negated) {
        ("ForAllValues", _) | ("", true) => actual.iter().all(holds),
        _ => actual.iter().any(holds),
    }
}

/// How a statement means the caller: 0 not at all, 1 as one of an account, 2 by its role, 3 as anybody, 4 by itself.
fn meant(principal: &Value, caller: &str) -> u8 {
    let account = caller.split(':').nth(4);
    let mut best = 0;
    for (kind, values) in principal.as_object().into_iter().flatten() {
        for value in list(values) {
            let role = caller.contains(":assumed-role/ops/")
                && value == format!("arn:aws:iam::{}:role/ops", account.unwrap_or(""));
            let how = match (kind.as_str(), value.as_str()) {
                (_, value) if value == caller => 4,
                ("AWS", _) if role => 2,
                ("AWS", "*") if account.is_some() => 3,
                ("AWS", value)
                    if account.is_some_and(|own| value == own || value == format!("arn:aws:iam::{own}:root")) =>
                {
                    1
                }
                _ => 0,
            };
            best = best.max(how);
        }
    }
    best
}

/// `Err` when a statement denies, else how the best permission means the caller.
fn ask(policy: &Value, caller: Option<&str>, context: &Map<String, Value>) -> Result<u8, ()> {
    let mut best = 0;
    let mut denied = false;
    for statement in policy["Statement"].as_array().into_iter().flatten() {
        let everybody = list(&statement["Principal"]["AWS"]).contains(&"*".to_owned());
        // What denies everybody denies services too.
        let how = match caller {
            Some(_) if everybody && statement["Effect"] == "Deny" => 3,
            Some(caller) => meant(&statement["Principal"], caller),
            None => 4,
        };
        let named = |name: &str| {
            let glob = |action: &String| glob(action.to_lowercase().as_bytes(), b"sts:assumerole");
            list(&statement[name]).iter().any(glob)
        };
        let action = if statement["NotAction"].is_null() { named("Action") } else { !named("NotAction") };
        let conditions = statement["Condition"].as_object().into_iter().flatten().all(|(operator, keys)| {
            keys.as_object().into_iter().flatten().all(|(key, wanted)| {
                let actual = context.get(key).map(list);
                test(operator, &list(wanted), actual.as_deref())
            })
        });
        if how == 0 || !action || !conditions {
            continue;
        }
        match statement["Effect"].as_str() {
            Some("Deny") => denied = true,
            _ => best = best.max(how),
        }
    }
    if denied { Err(()) } else { Ok(best) }
}

fn expected(
    trust: &Value,
    identity: &Value,
    boundary: &Value,
    caller: &str,
    context: &Map<String, Value>,
) -> &'static str {
    let service = !caller.starts_with("arn:");
    let trust = ask(trust, Some(caller), context);
    let identity = if service { Ok(4) } else { ask(identity, None, context) };
    let boundary = if service || boundary.is_null() { Ok(4) } else { ask(boundary, None, context) };
    let (Ok(trust), Ok(identity), Ok(boundary)) = (trust, identity, boundary) else { return "explicitly-denied" };
    let same = service || caller.contains(":111122223333:");
    let allowed =
        trust > 0 && (service || (same && trust >= 3) || (boundary > 0 && (identity > 0 || (same && trust >= 2))));
    if allowed { "allowed" } else { "implicitly-denied" }
}

// ---- random policies ----

fn pick(from: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(from).prop_map(str::to_owned)
}

fn conditions() -> impl Strategy<Value = Value> {
    let suffix = prop::sample::select(&["", "", "IfExists"][..]);
    let values = prop::collection::vec(pick(&VALUES), 1..3);
    let test = (pick(&OPERATORS), suffix, pick(&KEYS), values).prop_map(|(operator, suffix, key, values)| {
        // `Null` has no suffix, and knows two values.
        let null = operator == "Null";
        let suffix = if null { "" } else { suffix };
        let values = if null { vec![(values.len() == 1).to_string()] } else { values };
        (format!("{operator}{suffix}"), key, json!(values))
    });
    prop::collection::vec(test, 0..3).prop_map(|tests| {
        let mut all = Map::new();
        for (operator, key, values) in tests {
            all.entry(operator).or_insert_with(|| json!({}))[key] = values;
        }
        Value::Object(all)
    })
}

fn statement(with_principal: bool) -> impl Strategy<Value = Value> {
    let principals = prop::collection::vec(prop::sample::select(&PRINCIPALS[..]), 1..3);
    let effect = prop::sample::select(&["Allow", "Allow", "Allow", "Deny"][..]);
    let element = prop::sample::select(&["Action", "Action", "Action", "NotAction"][..]);
    (effect, principals, element, prop::collection::vec(pick(&ACTIONS), 1..3), conditions()).prop_map(
        move |(effect, principals, element, actions, condition)| {
            let mut statement = json!({"Effect": effect, "Condition": condition});
            statement[element] = json!(actions);
            if !with_principal {
                statement["Resource"] = json!("*");
                return statement;
            }
            let mut groups = Map::new();
            for (kind, principal) in principals {
                let group = groups.entry(kind).or_insert_with(|| json!([]));
                group.as_array_mut().expect("a list").push(json!(principal));
            }
            statement["Principal"] = Value::Object(groups);
            statement
        },
    )
}

fn policy(with_principal: bool) -> impl Strategy<Value = Value> {
    prop::collection::vec(statement(with_principal), 1..4)
        .prop_map(|statements| json!({"Version": "2012-10-17", "Statement": statements}))
}

fn context() -> impl Strategy<Value = Map<String, Value>> {
    let values = prop::collection::vec(pick(&["red", "RED", "5", "17", "true"]), 1..3);
    let one = (prop::sample::select(&KEYS[..]), values).prop_map(|(key, values)| {
        // Only one of the keys has several values.
        let values = if key == "aws:TagKeys" { json!(values) } else { json!(values[0]) };
        (key.to_owned(), values)
    });
    prop::collection::vec(one, 0..4).prop_map(|keys| keys.into_iter().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_simulator_decides_as_the_plain_evaluator(
        trust in policy(true),
        identity in policy(false),
        boundary in prop::option::of(policy(false)),
        caller in pick(&CALLERS),
        context in context(),
    ) {
        let boundary = boundary.unwrap_or(Value::Null);
        let scenario = json!({
            "role": {"arn": ROLE, "trustPolicy": &trust},
            "request": {"action": "sts:AssumeRole", "principal": &caller, "context": &context},
            "identityPolicies": [&identity],
            "permissionsBoundary": &boundary,
        });
        let parsed = Scenario::parse(&scenario.to_string()).expect("the scenario is whole");
        let answer = serde_json::to_value(simulate(&parsed)).expect("plain data");
        let expected = expected(&trust, &identity, &boundary, &caller, &context);
        prop_assert_eq!(&answer["decision"], expected, "{}", scenario);
    }
}
