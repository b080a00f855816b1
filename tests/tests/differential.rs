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
const OPERATORS: [&str; 20] = [
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "NumericEquals",
    "NumericNotEquals",
    "NumericLessThan",
    "NumericLessThanEquals",
    "NumericGreaterThan",
    "NumericGreaterThanEquals",
    "Bool",
    "Null",
    "ForAnyValue:StringLike",
    "ForAnyValue:StringNotEquals",
    "ForAnyValue:Bool",
    "ForAllValues:StringEquals",
    "ForAllValues:StringNotLike",
    "ForAllValues:NumericLessThan",
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
        "NumericLessThanEquals" => numbers().is_some_and(|(wanted, actual)| actual <= wanted),
        "NumericGreaterThan" => numbers().is_some_and(|(wanted, actual)| actual > wanted),
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
        "StringNotEqualsIgnoreCase" => ("StringEqualsIgnoreCase", true),
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
    hear(policy, caller, context, false)
}

/// The same; of a trust policy, only what denies everybody means services too.
fn hear(policy: &Value, caller: Option<&str>, context: &Map<String, Value>, star_is_all: bool) -> Result<u8, ()> {
    let mut best = 0;
    let mut denied = false;
    for statement in policy["Statement"].as_array().into_iter().flatten() {
        let everybody = list(&statement["Principal"]["AWS"]).contains(&"*".to_owned());
        let how = match caller {
            Some(_) if everybody && (star_is_all || statement["Effect"] == "Deny") => 3,
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

/// The policies of a scenario, besides the role's.
#[derive(Debug)]
struct Others {
    identity: Value,
    boundary: Value,
    session: Value,
    /// Service control policies, one a level.
    levels: Vec<Value>,
    /// Resource control policies, one a level.
    resources: Vec<Value>,
    endpoint: Value,
}

fn expected(trust: &Value, others: &Others, caller: &str, context: &Map<String, Value>) -> &'static str {
    let service = !caller.starts_with("arn:");
    let ask_own = |policy: &Value| if service || policy.is_null() { Ok(4) } else { ask(policy, None, context) };
    let identity = if others.identity.is_null() { Ok(0) } else { ask_own(&others.identity) };
    let bounds = [ask_own(&others.boundary), ask_own(&others.session)];
    let levels: Vec<Result<u8, ()>> = others.levels.iter().map(ask_own).collect();
    let trust = ask(trust, Some(caller), context);
    let about = |policy: &Value| hear(policy, Some(caller), context, true);
    let endpoint = if others.endpoint.is_null() { Ok(4) } else { about(&others.endpoint) };
    let all = [trust, identity, endpoint].into_iter().chain(bounds).chain(levels.iter().copied());
    // What no resource control policy denies is allowed by the one that is attached everywhere.
    if all.chain(others.resources.iter().map(about)).any(|answer| answer.is_err()) {
        return "explicitly-denied";
    }
    let says = |answer: Result<u8, ()>| answer.unwrap_or(0);
    let same = service || caller.contains(":111122223333:");
    let bounded = bounds.into_iter().all(|answer| says(answer) > 0);
    let own_side = match says(trust) {
        _ if service => true,
        3.. if same => true,
        2 if same => bounded,
        _ => bounded && says(identity) > 0,
    };
    let allowed =
        says(trust) > 0 && says(endpoint) > 0 && own_side && levels.into_iter().all(|answer| says(answer) > 0);
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

fn others() -> impl Strategy<Value = Others> {
    let maybe =
        |often: f64| prop::option::weighted(often, policy(false)).prop_map(|policy| policy.unwrap_or(Value::Null));
    let full = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]});
    let level = prop_oneof![2 => Just(full), 1 => policy(false)];
    let everybody = json!({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "*", "Resource": "*"}]
    });
    let endpoint = prop_oneof![4 => Just(Value::Null), 1 => Just(everybody), 1 => of_resources()];
    let own = (maybe(0.8), maybe(0.3), maybe(0.3), prop::collection::vec(level, 0..3));
    (own, prop::collection::vec(of_resources(), 0..2), endpoint).prop_map(
        |((identity, boundary, session, levels), resources, endpoint)| Others {
            identity,
            boundary,
            session,
            levels,
            resources,
            endpoint,
        },
    )
}

/// A policy that names both principals and resources.
fn of_resources() -> impl Strategy<Value = Value> {
    policy(true).prop_map(|mut policy| {
        for statement in policy["Statement"].as_array_mut().into_iter().flatten() {
            statement["Resource"] = json!("*");
        }
        policy
    })
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
        others in others(),
        caller in pick(&CALLERS),
        context in context(),
    ) {
        let scenario = json!({
            "role": {"arn": ROLE, "trustPolicy": &trust},
            "request": {"action": "sts:AssumeRole", "principal": &caller, "context": &context},
            "identityPolicies": &others.identity,
            "permissionsBoundary": &others.boundary,
            "sessionPolicies": &others.session,
            "serviceControlPolicies": others.levels.iter().map(|level| json!([level])).collect::<Vec<_>>(),
            "resourceControlPolicies": others.resources.iter().map(|level| json!([level])).collect::<Vec<_>>(),
            "vpcEndpointPolicy": &others.endpoint,
        });
        let parsed = Scenario::parse(&scenario.to_string()).expect("the scenario is whole");
        let answer = serde_json::to_value(simulate(&parsed)).expect("plain data");
        let expected = expected(&trust, &others, &caller, &context);
        prop_assert_eq!(&answer["decision"], expected, "{}", scenario);
    }
}
