//! `trust-policy decode`, run as people and scripts run it, and the messages that it must know.

mod command;

use std::collections::HashMap;

use command::{Ended, run_in};
use proptest::prelude::*;
use serde_json::{Value, json};
use trust_policy::{Decoded, Evidence, Likelihood, decode, guide};

const DENIED: &str = "An error occurred (AccessDenied) when calling the AssumeRole operation: User: \
                      arn:aws:sts::444455556666:assumed-role/ci/run is not authorized to perform: sts:AssumeRole on \
                      resource: arn:aws:iam::111122223333:role/deploy";

fn run(arguments: &[&str], stdin: &str) -> Ended {
    let arguments = [&["decode"], arguments].concat();
    run_in(&tests::folder().join("cli/decode"), &arguments, stdin.as_bytes())
}

fn with_policy(message: &str, policy: &str) -> Decoded {
    decode(message, &Evidence { policy: Some(policy.to_owned()), ..Evidence::default() })
}

/// A policy of one statement that allows.
fn allowing(rest: &str) -> String {
    format!(r#"{{"Version": "2012-10-17", "Statement": [{{"Effect": "Allow", {rest}}}]}}"#)
}

fn titles(decoded: &Decoded, likelihood: Likelihood) -> Vec<&str> {
    decoded.causes.iter().filter(|cause| cause.likelihood == likelihood).map(|cause| cause.title.as_str()).collect()
}

fn lines(corpus: &str) -> impl Iterator<Item = Value> {
    corpus.lines().map(|line| serde_json::from_str(line).expect("a corpus is JSON"))
}

#[test]
fn messages_are_read_through_the_noise_and_other_text_is_not() {
    let mut wrong = Vec::new();
    for case in lines(include_str!("../corpus/errors.jsonl")) {
        let message = case["message"].as_str().unwrap();
        let answer = serde_json::to_value(decode(message, &Evidence::default())).unwrap();
        let mut check = |what: &str, got: &Value, expected: &Value| {
            if got != expected {
                wrong.push(format!("{}: {what} is {got}, not {expected}", case["name"]));
            }
        };
        check("recognised", &answer["recognised"], &case["recognised"]);
        if case["recognised"] == false {
            check("causes", &answer["causes"], &json!([]));
            continue;
        }
        check("code", &answer["code"], &case["code"]);
        check("api", &answer["api"], &case["api"]);
        for (name, value) in case["parts"].as_object().unwrap() {
            check(name, &answer["parts"][name], value);
        }
        if !case["first"].is_null() {
            check("first", &answer["causes"][0]["title"], &case["first"]);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_cause_that_the_policy_shows_comes_first() {
    let problems: HashMap<String, Value> = lines(include_str!("../corpus/problems.jsonl"))
        .map(|case| (case["id"].as_str().unwrap().to_owned(), case["policy"].clone()))
        .collect();
    let (mut all, mut first, mut early, mut missed) = (0, 0, 0, Vec::new());
    for case in lines(include_str!("../corpus/diagnoses.jsonl")) {
        let id = case["id"].as_str().unwrap();
        let policy = problems[id].as_str().map_or_else(|| problems[id].to_string(), str::to_owned);
        let decoded = with_policy(case["error"].as_str().unwrap(), &policy);
        let is_it = |cause: &trust_policy::Cause| match (case["kind"].as_str().unwrap(), &cause.path) {
            ("text", _) => cause.finding.is_some(),
            ("elsewhere", _) => cause.place.is_none(),
            (_, None) => false,
            (_, Some(path)) => case["places"].as_array().unwrap().iter().any(|place| {
                let (place, path) = (place.as_str().unwrap(), path.replace(' ', ""));
                path.starts_with(place) || place.starts_with(&path)
            }),
        };
        all += 1;
        let at = decoded.causes.iter().position(is_it);
        first += usize::from(at == Some(0));
        early += usize::from(at.is_some_and(|at| at < 3));
        if at != Some(0) {
            missed.push(format!("{id}: {at:?}"));
        }
    }
    let share = |count: usize| count * 100 / all;
    let told = format!("first {first} ({} %), among three {early} ({} %) of {all}", share(first), share(early));
    println!("{told}");
    assert!(share(first) >= 92 && share(early) >= 96, "{told}\n{}", missed.join("\n"));
}

#[test]
fn the_true_cause_of_what_people_ask_comes_early() {
    let (mut all, mut hits, mut missed) = (0, 0, Vec::new());
    for case in lines(include_str!("../corpus/questions.jsonl")) {
        let evidence = Evidence { policy: case["policy"].as_str().map(str::to_owned), ..Evidence::default() };
        let decoded = decode(case["error"].as_str().unwrap(), &evidence);
        let told = |wanted: &str, cause: &trust_policy::Cause| match wanted.split_once(':') {
            Some(("path", path)) => cause.path.as_deref().is_some_and(|own| own.starts_with(path)),
            Some(("cond", key)) => cause.path.as_deref().is_some_and(|own| own.contains(&format!("[\"{key}\"]"))),
            Some(("finding", rule)) => cause.finding == Some(rule),
            _ => cause.title == wanted,
        };
        let wanted: Vec<&str> = match case["true"].as_array() {
            Some(several) => several.iter().filter_map(Value::as_str).collect(),
            None => vec![case["true"].as_str().unwrap()],
        };
        let is_it = |cause: &trust_policy::Cause| {
            !cause.why.starts_with("Ruled out: ") && wanted.iter().any(|wanted| told(wanted, cause))
        };
        let at = decoded.causes.iter().position(is_it);
        all += 1;
        if at.is_some_and(|at| at < case["among"].as_u64().unwrap() as usize) {
            hits += 1;
            continue;
        }
        let shown: Vec<_> = decoded.causes.iter().take(2).map(|cause| (&cause.title, &cause.path)).collect();
        missed.push(format!("{}: {at:?}, recognised {}, {shown:?}", case["name"], decoded.recognised));
    }
    println!("{hits} of {all}");
    assert!(missed.is_empty(), "{hits} of {all}\n{}", missed.join("\n"));
}

#[test]
fn outputs_that_are_pasted_back_move_the_answer_on() {
    let mut wrong = Vec::new();
    for case in lines(include_str!("../corpus/answers.jsonl")) {
        let texts = |name: &str| -> Vec<String> {
            case[name].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
        };
        let policy = case["policy"].as_str().map(str::to_owned);
        let evidence = Evidence { policy, answers: texts("answers"), ..Evidence::default() };
        let decoded = decode(case["message"].as_str().unwrap(), &evidence);
        let mut miss = |what: String| wrong.push(format!("{}: {what}", case["name"]));
        let shown: Vec<&str> = decoded.causes.iter().map(|cause| cause.title.as_str()).collect();
        let among = case["among"].as_u64().unwrap() as usize;
        if !shown.iter().take(among).any(|title| Some(*title) == case["first"].as_str()) {
            miss(format!("first is {:?}, not {}", shown.first(), case["first"]));
        }
        let likelihood = serde_json::to_value(decoded.causes.first().map(|cause| cause.likelihood)).unwrap();
        if !case["likelihood"].is_null() && likelihood != case["likelihood"] {
            miss(format!("it is {likelihood}"));
        }
        for title in texts("ruledOut") {
            let cause = decoded.causes.iter().find(|cause| cause.title == title);
            if !cause.is_some_and(|cause| cause.why.starts_with("Ruled out: ")) {
                miss(format!("{title} is not ruled out"));
            }
        }
        if let Some(told) = case["told"].as_str()
            && !decoded.told.iter().any(|sentence| sentence.contains(told))
        {
            miss(format!("told is {:?}", decoded.told));
        }
        let mut commands = decoded.causes.iter().flat_map(|cause| &cause.next);
        if let Some(absent) = case["absent"].as_str()
            && commands.any(|command| command.contains(absent))
        {
            miss(format!("{absent} is still offered"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The service and the operation of a command.
fn operation(command: &str) -> String {
    command.split(' ').skip(1).take(2).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_every_offered_command_prints_is_known() {
    let outputs: Vec<(String, String)> = lines(include_str!("../corpus/outputs.jsonl"))
        .map(|case| (case["command"].as_str().unwrap().to_owned(), case["output"].as_str().unwrap().to_owned()))
        .collect();
    let messages: Vec<String> = lines(include_str!("../corpus/errors.jsonl"))
        .map(|case| case["message"].as_str().unwrap().to_owned())
        .collect();
    let of_guide = guide().steps.into_iter().flat_map(|step| step.answers).flat_map(|answer| answer.causes);
    let of_answers = lines(include_str!("../corpus/answers.jsonl")).flat_map(|case| {
        let answers = case["answers"].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned());
        let evidence = Evidence { answers: answers.collect(), ..Evidence::default() };
        decode(case["message"].as_str().unwrap(), &evidence).causes
    });
    let of_messages = messages.iter().flat_map(|message| decode(message, &Evidence::default()).causes);
    for command in of_messages.chain(of_answers).chain(of_guide).flat_map(|cause| cause.next) {
        assert!(outputs.iter().any(|(own, _)| *own == operation(&command)), "nothing is known of {command}");
    }
    for (command, output) in &outputs {
        // What stands around it is what a terminal shows.
        for text in [output.clone(), format!("$ aws {command}\n{output}\n$ "), output.replace('\n', "\r\n")] {
            let evidence = Evidence { answers: vec![text.clone()], ..Evidence::default() };
            let told = decode(DENIED, &evidence).told;
            let read = told.len() == 1 && !told[0].starts_with("Answer ");
            assert!(read, "{command}: {told:?} of {text}");
        }
    }
}

#[test]
fn commands_are_filled_in_and_change_nothing() {
    let files = [include_str!("../aws-cli/options.tsv"), include_str!("../aws-cli/decode-options.tsv")];
    let rows = files.into_iter().flat_map(str::lines).filter_map(|row| row.split_once('\t'));
    let table: HashMap<&str, Vec<&str>> = rows.map(|(name, options)| (name, options.split(' ').collect())).collect();
    let reads = ["get-", "list-", "describe-", "lookup-", "simulate-", "validate-", "decode-", "configure list"];
    let cases = lines(include_str!("../corpus/errors.jsonl")).chain(lines(include_str!("../corpus/answers.jsonl")));
    for case in cases {
        let answers = case["answers"].as_array().into_iter().flatten().map(|text| text.as_str().unwrap().to_owned());
        let evidence = Evidence { answers: answers.collect(), ..Evidence::default() };
        let decoded = decode(case["message"].as_str().unwrap(), &evidence);
        for command in decoded.causes.iter().flat_map(|cause| &cause.next) {
            let verb = command.strip_prefix("aws ").unwrap_or_else(|| panic!("{command}"));
            let verb = if verb.starts_with("configure") { verb } else { verb.split_once(' ').unwrap().1 };
            assert!(reads.iter().any(|read| verb.starts_with(read)), "{command}");
            assert!(!command.contains(['\n', ';', '$']), "{command}");
            if verb.starts_with("configure") {
                continue;
            }
            let words: Vec<&str> = command.split(' ').collect();
            let known = &table[words[1..3].join(" ").as_str()];
            let passed: Vec<&str> = words.iter().filter_map(|word| word.strip_prefix("--")).collect();
            for option in &passed {
                let common = ["query", "output", "region"].contains(option);
                assert!(common || known.iter().any(|own| own.trim_end_matches('*') == *option), "{command}");
            }
            for needed in known.iter().filter_map(|own| own.strip_suffix('*')) {
                assert!(passed.contains(&needed), "{command} lacks {needed}");
            }
        }
    }
    let decoded = decode(DENIED, &Evidence::default());
    let commands: Vec<&str> = decoded.causes.iter().flat_map(|cause| &cause.next).map(String::as_str).collect();
    for expected in [
        "aws sts get-caller-identity --output json",
        "aws iam get-role --role-name deploy --output json",
        "aws iam simulate-principal-policy --policy-source-arn arn:aws:iam::444455556666:role/ci --action-names \
         sts:AssumeRole --resource-arns arn:aws:iam::111122223333:role/deploy --query 'EvaluationResults[].{action: \
         EvalActionName, decision: EvalDecision}' --output json",
    ] {
        assert!(commands.contains(&expected), "{expected}: {commands:#?}");
    }
    let hostile = DENIED.replace("role/deploy", "role/a$(reboot)");
    let decoded = decode(&hostile, &Evidence::default());
    assert!(decoded.causes.iter().flat_map(|cause| &cause.next).all(|command| !command.contains("reboot")));
    let china = DENIED.replace("arn:aws:", "arn:aws-cn:");
    let decoded = decode(&china, &Evidence::default());
    assert!(
        decoded.causes.iter().flat_map(|cause| &cause.next).all(|command| command.contains(" --region cn-north-1"))
    );
}

#[test]
fn what_the_policy_rules_out_comes_last() {
    let trusted = allowing(r#""Principal": {"AWS": "arn:aws:iam::444455556666:root"}, "Action": "sts:AssumeRole""#);
    let decoded = with_policy(DENIED, &trusted);
    assert_eq!(titles(&decoded, Likelihood::High), ["The caller has no policy that allows it"]);
    let last = decoded.causes.iter().find(|cause| cause.title == "The trust policy does not name the caller").unwrap();
    assert_eq!(last.why, "Ruled out: the trust policy names the caller.");
    assert_eq!(last.likelihood, Likelihood::Low);
    assert!(last.next.is_empty());

    let other = allowing(r#""Principal": {"AWS": "arn:aws:iam::777788889999:root"}, "Action": "sts:AssumeRole""#);
    let decoded = with_policy(DENIED, &other);
    let first = &decoded.causes[0];
    assert_eq!((first.path.as_deref(), first.likelihood), (Some("Statement[0].Principal"), Likelihood::High));
    let place = first.place.unwrap();
    let shown = &other[place.start.offset as usize..place.end.offset as usize];
    assert_eq!(shown, r#"{"AWS": "arn:aws:iam::777788889999:root"}"#);
    // The repair is one that lets the caller in, wherever the policy stands.
    for (before, behind) in [("", ""), (r#"{"Role": {"AssumeRolePolicyDocument": "#, "}}")] {
        let text = format!("{before}{other}{behind}");
        let mut fixes = with_policy(DENIED, &text).causes.remove(0).fixes;
        let mut repaired = text.clone();
        for edit in fixes.remove(0).edits.iter().rev() {
            repaired.replace_range(edit.start as usize..edit.end as usize, &edit.text);
        }
        let ruled_out = with_policy(DENIED, &repaired).causes;
        let named = ruled_out.iter().find(|cause| cause.title == "The trust policy does not name the caller").unwrap();
        assert!(named.why.starts_with("Ruled out: "), "{repaired}");
    }

    let itself =
        allowing(r#""Principal": {"AWS": "arn:aws:iam::111122223333:user/alice"}, "Action": "sts:AssumeRole""#);
    let message = DENIED.replace("sts::444455556666:assumed-role/ci/run", "iam::111122223333:user/alice");
    let decoded = with_policy(&message, &itself);
    let own = decoded.causes.iter().find(|cause| cause.title == "The caller has no policy that allows it").unwrap();
    assert!(own.why.starts_with("Ruled out: "), "{}", own.why);
}

#[test]
fn a_policy_type_that_aws_names_is_believed() {
    let other = allowing(r#""Principal": {"AWS": "arn:aws:iam::777788889999:root"}, "Action": "sts:AssumeRole""#);
    let message = format!("{DENIED} because no identity-based policy allows the sts:AssumeRole action");
    let decoded = with_policy(&message, &other);
    assert_eq!(decoded.causes[0].title, "The caller has no policy that allows it");
    assert_eq!(titles(&decoded, Likelihood::High).len(), 1);
}

#[test]
fn what_aws_rules_out_needs_no_command() {
    let message = DENIED.replace("sts::444455556666:assumed-role/ci/run", "iam::444455556666:user/alice");
    let decoded = decode(
        &format!("{message} because no permissions boundary allows the sts:AssumeRole action"),
        &Evidence::default(),
    );
    let (first, others) = decoded.causes.split_first().unwrap();
    assert_eq!(first.title, "The caller's permissions boundary does not allow it");
    assert_eq!(first.next, ["aws iam get-user --user-name alice --output json"]);
    // The message says why, and the trust policy would not tell more.
    assert!(!decoded.meaning.contains("does not say why"), "{}", decoded.meaning);
    assert_eq!(decoded.question, None);
    for cause in others {
        assert!(cause.why.starts_with("Ruled out: ") && cause.next.is_empty(), "{}", cause.title);
    }
}

#[test]
fn a_finding_brings_its_rule_and_its_repairs() {
    let policy = allowing(r#""Principal": {"Service": "lamda.amazonaws.com"}, "Action": "sts:AssumeRole""#);
    let message = r#"MalformedPolicyDocument: Invalid principal in policy: "SERVICE":"lamda.amazonaws.com""#;
    let first = with_policy(message, &policy).causes.remove(0);
    assert_eq!((first.finding, first.likelihood), (Some("service-principal-name"), Likelihood::High));
    assert!(!first.fixes.is_empty());
    let gone = allowing(r#""Principal": {"AWS": "arn:aws:iam::444455556666:user/gone"}, "Action": "sts:AssumeRole""#);
    let message = r#"Invalid principal in policy: "AWS":"arn:aws:iam::444455556666:user/gone""#;
    let first = with_policy(message, &gone).causes.remove(0);
    assert_eq!((first.title.as_str(), first.finding), ("The user or role does not exist", None));
    assert_eq!(first.path.as_deref(), Some("Statement[0].Principal.AWS"));
    assert_eq!(first.next, ["aws iam get-user --user-name gone --output json"]);
}

#[test]
fn what_may_be_a_mistake_is_told_beside_what_denies() {
    let policy = allowing(
        r#""Principal": {"AWS": "arn:aws:iam::444455556666:root"}, "Action": "sts:AssumeRole", "Condition":
            {"StringEquals": {"sts:ExternalId": "abc"}}"#,
    );
    let decoded = with_policy(DENIED, &policy);
    let first = &decoded.causes[0];
    assert_eq!(first.title, "The condition on `sts:ExternalId` is not met");
    assert_eq!(first.finding, Some("guessable-external-id"));
    assert!(first.why.contains("does not tell what was sent") && first.why.contains("anybody would try"));
    assert_eq!(decoded.causes.iter().filter(|cause| cause.finding.is_some()).count(), 1);
}

#[test]
fn events_tell_what_was_sent() {
    let provider = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    let policy = |subject: &str| {
        allowing(&format!(
            r#""Principal": {{"Federated": "{provider}"}}, "Action": "sts:AssumeRoleWithWebIdentity", "Condition": {{
                "StringEquals": {{"token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
                                  "token.actions.githubusercontent.com:sub": "{subject}"}}}}"#
        ))
    };
    let event = json!({
        "eventSource": "sts.amazonaws.com", "eventName": "AssumeRoleWithWebIdentity", "errorCode": "AccessDenied",
        "errorMessage": "An unknown error occurred",
        "userIdentity": {
            "type": "WebIdentityUser", "userName": "repo:octo-org/app:environment:prod", "identityProvider": provider,
            "principalId": format!("{provider}:sts.amazonaws.com:repo:octo-org/app:environment:prod"),
        },
        "requestParameters": {"roleArn": "arn:aws:iam::111122223333:role/deploy"},
    });
    let first = with_policy(&event.to_string(), &policy("repo:octo-org/app:ref:refs/heads/main")).causes.remove(0);
    assert_eq!(first.title, "The condition on `token.actions.githubusercontent.com:sub` is not met");
    assert_eq!(first.likelihood, Likelihood::High);
    assert!(first.why.contains("environment:prod"), "{}", first.why);
    let decoded = with_policy(&event.to_string(), &policy("repo:octo-org/app:environment:prod"));
    let conditions = decoded.causes.iter().find(|cause| cause.title.starts_with("The token is not one")).unwrap();
    assert!(conditions.why.starts_with("Ruled out: "), "{}", conditions.why);
}

#[test]
fn the_policy_names_the_provider_for_the_commands() {
    let provider = "arn:aws:iam::111122223333:oidc-provider/gitlab.com";
    let policy =
        allowing(&format!(r#""Principal": {{"Federated": "{provider}"}}, "Action": "sts:AssumeRoleWithWebIdentity""#));
    let first = with_policy("Incorrect token audience", &policy).causes.remove(0);
    let command =
        format!("aws iam get-open-id-connect-provider --open-id-connect-provider-arn {provider} --output json");
    assert_eq!(first.next, [command]);
}

#[test]
fn any_text_has_an_answer() {
    let messages = ["", "\u{1b}[", "%", "%zz%", "\\u12", "User: ", "{\"errorCode\":", "«É» Request ID: é", "arn:aws:"];
    for message in messages.into_iter().chain([DENIED]) {
        for policy in
            ["", "{", "nonsense", "[]", r#"{"Statement": [{}, 1, {"Effect": "Deny"}]}"#, "{\"Statement\": \"é\""]
        {
            let decoded = with_policy(message, policy);
            for place in decoded.causes.iter().filter_map(|cause| cause.place) {
                assert!(policy.get(place.start.offset as usize..place.end.offset as usize).is_some());
            }
        }
    }
    for end in (0..DENIED.len()).step_by(7) {
        let _ = decode(&DENIED[..end], &Evidence::default());
    }
}

#[test]
fn any_answer_is_taken() {
    let outputs = [
        "{}",
        "[]",
        "[[]]",
        "[{}]",
        "{\"Role\": 1}",
        "{\"Role\": {\"Arn\": \"x\"}}",
        "{\"User\": []}",
        "{\"Policy\": {}}",
        "{\"DecodedMessage\": \"{\\\"DecodedMessage\\\": \\\"{}\\\"}\"}",
        "{\"Arn\": \"\", \"Account\": 1, \"UserId\": null}",
        "{\"PolicyVersion\": {\"Document\": \"%7B\"}}",
        "{\"Events\": [{\"CloudTrailEvent\": \"{\"}]}",
        "{\"allowed\": 1, \"explicitDeny\": 2, \"context\": 3}",
        "An error occurred () when calling the GetRole operation",
        "é",
        "arn:aws:iam::",
        "access_key secret_key",
        "{\"RoleName\": \"a\", \"PolicyName\": \"b\", \"PolicyDocument\": {\"Statement\": 1}}",
        "{\"PolicyNames\": [\"$(reboot)\"]}",
        "{\"OpenIDConnectProviderList\": [{\"Arn\": \"arn:aws:iam::1:oidc-provider/\"}]}",
        "{\"AttachedPolicies\": []}",
    ];
    for output in outputs {
        for message in [
            DENIED,
            output,
            "Incorrect token audience",
            "Invalid principal in policy: \"AWS\":\"arn:aws:iam::1:role/a\"",
        ] {
            let answers = vec![output.to_owned(), outputs[18].to_owned(), outputs[20].to_owned()];
            let decoded = decode(message, &Evidence { answers, ..Evidence::default() });
            let commands = decoded.causes.iter().flat_map(|cause| cause.next.iter().chain(&cause.next_powershell));
            for command in commands {
                assert!(!command.contains("reboot") && command.starts_with("aws "), "{command}");
            }
        }
    }
}

/// The texts of a corpus by the name of their member.
fn texts(corpus: &str, member: &str) -> Vec<String> {
    lines(corpus).map(|case| case[member].as_str().expect("a text").to_owned()).collect()
}

/// Part of a text, cut anywhere between characters.
fn part(text: &str, cut: (usize, usize)) -> &str {
    let at = |share: usize| (0..=text.len() * share / 100).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (start, end) = (at(cut.0.min(cut.1)), at(cut.0.max(cut.1)));
    &text[start..end]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_mix_of_messages_and_parts_of_outputs_is_answered(
        message in any::<prop::sample::Index>(),
        pieces in prop::collection::vec((any::<prop::sample::Index>(), 0..=100_usize, 0..=100_usize, 0..3_usize), 0..5),
        noise in ".{0,12}",
        inside in any::<bool>(),
    ) {
        let messages = texts(include_str!("../corpus/errors.jsonl"), "message");
        let outputs = texts(include_str!("../corpus/outputs.jsonl"), "output");
        let mut message = message.get(&messages).clone();
        let mut answers = vec![noise];
        for (output, from, to, new) in &pieces {
            // Half of them are whole.
            let whole: &String = output.get(&outputs);
            let piece = if from % 2 == 0 { whole } else { part(whole, (*from, *to)) };
            match (new, answers.last_mut()) {
                (0, Some(last)) => last.push_str(piece),
                (1, Some(last)) => last.push_str(&format!("\n{piece}")),
                _ => answers.push(piece.to_owned()),
            }
        }
        if inside {
            message.push_str(&answers.join("\n"));
        }
        let evidence = Evidence { answers, ..Evidence::default() };
        let decoded = decode(&message, &evidence);
        prop_assert_eq!(&decoded, &decode(&message, &evidence));
        for cause in &decoded.causes {
            prop_assert_eq!(cause.next.len(), cause.next_powershell.len());
            for command in &cause.next {
                prop_assert!(command.starts_with("aws ") && !command.contains(['\n', ';', '$']), "{}", command);
            }
            if let Some(place) = cause.place {
                let policy = decoded.policy.as_deref().unwrap_or_default();
                prop_assert!(policy.get(place.start.offset as usize..place.end.offset as usize).is_some());
            }
        }
    }
}

#[test]
fn a_policy_inside_an_output_has_places_of_its_own() {
    let trust = allowing(r#""Sid": "日本", "Principal": {"AWS": "777788889999"}, "Action": "sts:AssumeRole""#);
    let output = format!(
        r#"{{"Role": {{"Arn": "arn:aws:iam::111122223333:role/deploy", "AssumeRolePolicyDocument": {trust}}}}}"#
    );
    let decoded = decode(DENIED, &Evidence { answers: vec![output], ..Evidence::default() }).into_utf16("");
    assert_eq!(decoded.policy.as_deref(), Some(trust.as_str()));
    let place = decoded.causes[0].place.unwrap();
    let units: Vec<u16> = trust.encode_utf16().collect();
    let part = String::from_utf16(&units[place.start.offset as usize..place.end.offset as usize]).unwrap();
    assert_eq!(part, r#"{"AWS": "777788889999"}"#);
}

#[test]
fn an_output_alone_is_told_and_asks_for_the_error() {
    let output =
        r#"{"UserId": "AIDAEXAMPLE", "Account": "444455556666", "Arn": "arn:aws:iam::444455556666:user/alice"}"#;
    let decoded = decode(output, &Evidence::default());
    assert!(decoded.recognised && decoded.causes.is_empty());
    assert!(decoded.told[0].contains("user/alice"), "{:?}", decoded.told);
    assert!(decoded.question.unwrap().starts_with("Which call failed"));
}

#[test]
fn lists_of_policies_lead_to_each_of_them() {
    let answers = [
        r#"{"PolicyNames": ["own"]}"#,
        r#"{"AttachedPolicies": [{"PolicyName": "team", "PolicyArn": "arn:aws:iam::444455556666:policy/team"}]}"#,
        r#"{"Policy": {"Arn": "arn:aws:iam::444455556666:policy/team", "DefaultVersionId": "v7"}}"#,
    ];
    let offered = |count: usize| -> Vec<String> {
        let answers = answers[..count].iter().map(|text| (*text).to_owned()).collect();
        let decoded = decode(DENIED, &Evidence { answers, ..Evidence::default() });
        decoded.causes.into_iter().flat_map(|cause| cause.next).collect()
    };
    let has = |commands: &[String], part: &str| commands.iter().any(|command| command.contains(part));
    assert!(has(&offered(2), "aws iam get-role-policy --role-name ci --policy-name own"));
    assert!(has(&offered(2), "aws iam get-policy --policy-arn arn:aws:iam::444455556666:policy/team"));
    assert!(has(
        &offered(3),
        "aws iam get-policy-version --policy-arn arn:aws:iam::444455556666:policy/team --version-id v7"
    ));
}

#[test]
fn a_policy_that_aws_names_is_the_first_to_be_shown() {
    let next = |suffix: &str, answers: &[&str]| {
        let answers = answers.iter().map(|text| (*text).to_owned()).collect();
        let mut decoded = decode(&format!("{DENIED} {suffix}"), &Evidence { answers, ..Evidence::default() });
        decoded.causes.remove(0).next.remove(0)
    };
    let by_organization = "with an explicit deny in a service control policy: \
                           arn:aws:organizations::777788889999:policy/o-exampleorgid/service_control_policy/p-guard";
    assert_eq!(next(by_organization, &[]), "aws organizations describe-policy --policy-id p-guard --output json");
    let by_own = "with an explicit deny in an identity-based policy: arn:aws:iam::444455556666:policy/guard";
    let arn = "arn:aws:iam::444455556666:policy/guard";
    assert_eq!(next(by_own, &[]), format!("aws iam get-policy --policy-arn {arn} --output json"));
    let version = format!(r#"{{"Policy": {{"Arn": "{arn}", "DefaultVersionId": "v7"}}}}"#);
    let shown = format!("aws iam get-policy-version --policy-arn {arn} --version-id v7 --output json");
    assert_eq!(next(by_own, &[&version]), shown);
    // Without a name, those that were listed.
    let listed = r#"{"Policies": [{"Id": "p-FullAWSAccess", "Name": "FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY"},
        {"Id": "p-guard", "Name": "guard", "Type": "SERVICE_CONTROL_POLICY"}]}"#;
    let unnamed = "with an explicit deny in a service control policy";
    assert!(next(unnamed, &[listed]).contains("--policy-id p-guard"));
}

#[test]
fn hostile_text_comes_to_an_end() {
    // Without limits each would take minutes.
    let pieces = [
        "User: ",
        "arn:aws:iam::1:",
        "User: a is not authorized to perform: ",
        "\\u0025",
        "%20",
        "requestid",
        "{[",
        "<",
    ];
    for piece in pieces {
        assert!(!decode(&piece.repeat((1 << 20) / piece.len()), &Evidence::default()).recognised, "{piece}");
    }
}

#[test]
fn offsets_can_be_counted_as_editors_in_browsers_do() {
    let policy = allowing(r#""Sid": "日本🎉", "Principal": {"AWS": "777788889999"}, "Action": "sts:AssumeRole""#);
    let decoded = with_policy(DENIED, &policy).into_utf16(&policy);
    let place = decoded.causes.iter().find_map(|cause| cause.place).unwrap();
    let units: Vec<u16> = policy.encode_utf16().collect();
    let part = String::from_utf16(&units[place.start.offset as usize..place.end.offset as usize]).unwrap();
    assert!(policy.contains(&part) && part.contains(['"']), "{part}");
}

#[test]
fn people_read_what_it_is_and_where() {
    let ended = run(&[DENIED, "--policy", "policy.json"], "");
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    assert_eq!(ended.text(), include_str!("../cli/decode/policy.txt"));
    let commands = |line: &str| line.trim_start().starts_with("aws ");
    assert!(ended.text().lines().all(|line| line.chars().count() <= 80 || commands(line)));
}

#[test]
fn programs_read_the_contract() {
    let json = run(&["-", "--policy", "policy.json", "--format", "json"], DENIED).json();
    assert_eq!((&json["schema"], &json["recognised"]), (&json!(1), &json!(true)));
    assert_eq!((&json["code"], &json["api"]), (&json!("AccessDenied"), &json!("sts:AssumeRole")));
    for part in ["principal", "action", "resource"] {
        assert!(json["parts"][part].is_string(), "{part}");
    }
    for cause in json["causes"].as_array().unwrap() {
        for member in ["title", "likelihood", "why", "where", "next", "finding"] {
            assert!(cause.get(member).is_some(), "{member}");
        }
    }
    assert_eq!(json["causes"][0]["where"]["start"]["line"], 10);
}

#[test]
fn answers_come_from_files_and_are_told() {
    let caller = r#"{"UserId": "x", "Account": "444455556666", "Arn": "arn:aws:iam::444455556666:root"}"#;
    let ended = run(&[DENIED, "--policy", "policy.json", "--answer", "-"], caller);
    assert!(ended.text().contains("The credentials in use are those of"), "{}", ended.text());
    assert!(ended.text().contains("1. likely\n   The caller is the root user"), "{}", ended.text());
    let json = run(&[DENIED, "--answer", "-", "--format", "json"], caller).json();
    assert_eq!(json["told"].as_array().unwrap().len(), 1);
    let both = run(&["-", "--answer", "-"], caller);
    assert_eq!(both.status, 2);
}

#[test]
fn commands_are_quoted_for_the_shell_that_is_named() {
    let ended = run(&[DENIED, "--shell", "powershell"], "");
    assert!(ended.text().contains("''arn:aws:iam::111122223333:role/deploy''"), "{}", ended.text());
}

#[test]
fn unknown_text_gets_a_question() {
    let ended = run(&["what is arn:aws:iam::111122223333:role/deploy", "--format", "json"], "");
    assert_eq!(ended.status, 1);
    let json = ended.json();
    assert_eq!(json["recognised"], false);
    assert_eq!(json["parts"]["arns"], json!(["arn:aws:iam::111122223333:role/deploy"]));
    assert_eq!(json["parts"]["accounts"], json!(["111122223333"]));
    assert!(json["question"].as_str().unwrap().ends_with('.'));
    let ended = run(&["hello"], "");
    assert!(ended.text().contains("Which call failed"), "{}", ended.text());
}

#[test]
fn nothing_from_the_message_is_obeyed() {
    let message = DENIED.replace("ci/run", "ci/\u{202e}run\u{7}");
    for arguments in [&[message.as_str(), "--format", "json"][..], &[&message]] {
        assert!(!run(arguments, "").text().contains(['\u{7}', '\u{1b}']));
    }
    assert!(!run(&[&message], "").text().contains('\u{202e}'));
    assert!(run(&[DENIED, "--color", "always"], "").text().contains("\u{1b}["));
}

#[test]
fn without_a_message_there_is_the_guided_way() {
    let json = run(&["--format", "json"], "").json();
    assert_eq!(json["guide"]["start"], "when");
    assert_eq!(json["guide"]["steps"].as_array().unwrap().len(), guide().steps.len());
    let ended = run(&[], "");
    assert_eq!(ended.status, 0);
    assert!(ended.text().starts_with("1. When does it go wrong?\n"), "{}", ended.text());
    // Every answer has a number that shows what is behind it.
    for (step, answers) in guide().steps.iter().map(|step| step.answers.len()).enumerate() {
        for answer in 0..answers {
            let ended = run(&[&format!("{}.{}", step + 1, answer + 1)], "");
            assert_eq!(ended.status, 0);
            let text = ended.text();
            assert!(text.contains("     aws ") || text.lines().next().unwrap().ends_with('?'), "{text}");
        }
    }
    assert_eq!(run(&["99.1"], "").status, 1);
    // It says so where it would leave something aside.
    assert_eq!(run(&["4.1", "--policy", "policy.json"], "").status, 2);
}

#[test]
fn what_cannot_run_says_why() {
    for arguments in [&[DENIED, "--policy", "absent.json"][..], &[DENIED, "--format", "xml"], &["-", "--policy", "-"]] {
        let ended = run(arguments, "");
        assert_eq!(ended.status, 2, "{arguments:?}");
        assert!(!ended.err.is_empty());
    }
}
