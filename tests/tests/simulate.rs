//! `trust-policy simulate`, run as people and scripts run it.

mod command;

use command::{Ended, run_in};
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::111122223333:role/deploy";
const ALICE: &str = "arn:aws:iam::444455556666:user/alice";

fn simulate(arguments: &[&str], stdin: &str) -> Ended {
    let arguments = [&["simulate"], arguments].concat();
    run_in(&tests::folder().join("cli/simulate"), &arguments, stdin.as_bytes())
}

/// A call of the policy in `trust.json`.
fn call(arguments: &[&str], stdin: &str) -> Ended {
    simulate(&[&["--policy", "trust.json", "--role-arn", ROLE], arguments].concat(), stdin)
}

/// The scenario of a token, for the policy in `trust.json`.
fn with_token(token: &Value) -> String {
    let trust: Value = serde_json::from_str(include_str!("../cli/simulate/trust.json")).expect("the fixture is JSON");
    json!({
        "role": {"arn": ROLE, "trustPolicy": trust},
        "request": {"action": "sts:AssumeRoleWithWebIdentity", "token": token}
    })
    .to_string()
}

#[test]
fn people_read_the_answer_and_every_step_to_it() {
    let ended = simulate(&["allowed.json"], "");
    assert_eq!((ended.status, ended.err.as_str()), (0, ""));
    assert_eq!(ended.text(), include_str!("../cli/simulate/allowed.txt"));
    let ended = simulate(&["denied.json"], "");
    assert_eq!((ended.status, ended.err.as_str()), (1, ""));
    let (told, _) = ended.text().split_once("\nRemedy").unwrap_or((ended.text(), ""));
    assert_eq!(told, include_str!("../cli/simulate/denied.txt"));
}

#[test]
fn programs_read_the_contract() {
    for (scenario, expected) in [
        ("allowed.json", include_str!("../cli/simulate/allowed.out.json")),
        ("denied.json", include_str!("../cli/simulate/denied.out.json")),
    ] {
        let mut json = simulate(&[scenario, "--format", "json"], "").json();
        // Remedies have tests of their own.
        assert!(json["remedies"].is_array());
        json["remedies"] = json!([]);
        assert_eq!(json, serde_json::from_str::<Value>(expected).unwrap(), "{scenario}");
    }
}

#[test]
fn the_exit_status_is_the_answer() {
    let denied = include_str!("../cli/simulate/denied.json");
    let invalid = denied.replace("\"externalId\": \"wrong\"", "\"externalId\": \"!\"");
    for (arguments, stdin, expected) in [
        (&["allowed.json"][..], "", 0),
        (&["-"], include_str!("../cli/simulate/allowed.json"), 0),
        (&[], include_str!("../cli/simulate/allowed.json"), 0),
        (&["denied.json"], "", 1),
        (&["--format", "json"], denied, 1),
        (&[], &invalid, 1),
        (&["absent.json"], "", 2),
        (&["."], "", 2),
        (&[], "", 2),
        (&[], "{}", 2),
        (&["allowed.json", "--format", "xml"], "", 2),
        (&["allowed.json", "denied.json"], "", 2),
    ] {
        let ended = simulate(arguments, stdin);
        assert_eq!(ended.status, expected, "{arguments:?}: {ended:?}");
        assert_eq!(ended.err.is_empty(), expected != 2, "{arguments:?}: {ended:?}");
        assert_eq!(ended.out.is_empty(), expected == 2, "{arguments:?}: {ended:?}");
    }
}

#[test]
fn what_is_wrong_with_a_scenario_is_named_with_its_place() {
    let good = include_str!("../cli/simulate/allowed.json");
    for (from, to, expected) in [
        ("\"role\": {", "\"role\": {{", "stdin: the scenario is not JSON: look at line 2, column 12"),
        ("\"principal\": \"arn", "\"caller\": \"arn", "stdin: the scenario lacks `request.principal`"),
        ("\"arn\": \"arn", "\"name\": \"arn", "stdin: the scenario lacks `role.arn`"),
        ("\"externalId\": \"f3a9c2d4\"", "\"externalId\": [3]", "stdin: `request.externalId` is a string"),
        ("\"externalId\"", "\"durationSeconds\"", "stdin: `request.durationSeconds` is a whole number"),
        (
            "\"identityPolicies\": [",
            "\"identityPolicies\": [3, ",
            "stdin: `identityPolicies[0]` is a policy: an object, or a string with its text",
        ),
        ("\"externalId\"", "\"token\"", "stdin: `request.token` is no JWT: that is three parts with dots between them"),
    ] {
        assert!(good.contains(from), "{from}");
        let ended = simulate(&[], &good.replacen(from, to, 1));
        assert_eq!((ended.status, ended.err.as_str()), (2, format!("trust-policy: {expected}\n").as_str()));
    }
}

#[test]
fn capital_letters_are_pointed_out() {
    let of = |subject: &str| {
        let scenario = json!({
            "role": {"arn": "arn:aws:iam::111122223333:role/deploy", "trustPolicy": {
                "Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"},
                "Action": "sts:AssumeRoleWithWebIdentity",
                "Condition": {"StringLike": {"gitlab.com:sub": "project_path:acme/*"}}}]}},
            "request": {"action": "sts:AssumeRoleWithWebIdentity",
                "principal": "arn:aws:iam::111122223333:oidc-provider/gitlab.com",
                "token": {"iss": "https://gitlab.com", "aud": "sts.amazonaws.com", "sub": subject}}});
        simulate(&["-"], &scenario.to_string()).text().to_owned()
    };
    assert!(of("project_path:Acme/web").contains("capital and small letters differ"));
    assert!(!of("project_path:other/web").contains("capital and small letters differ"));
}

#[test]
fn nothing_from_the_scenario_is_obeyed() {
    let scenario =
        include_str!("../cli/simulate/denied.json").replace("wrong", "wr\\u001bong").replace("Partner", "P\\u001b");
    for arguments in [&["--format", "json"][..], &[]] {
        assert!(!simulate(arguments, &scenario).text().contains('\u{1b}'));
    }
}

#[test]
fn colours_are_for_terminals() {
    assert!(simulate(&["allowed.json", "--color", "always"], "").text().contains("\u{1b}["));
    assert!(!simulate(&["allowed.json"], "").text().contains('\u{1b}'));
}

mod options {
    use super::*;

    #[test]
    fn say_the_same_as_a_scenario() {
        let allowed = ["--principal", ALICE, "--external-id", "f3a9c2d4", "--context", "aws:SourceIp=203.0.113.7"];
        let ended = call(&[&allowed[..], &["--identity-policy", "identity.json"]].concat(), "");
        assert_eq!((ended.status, ended.text()), (0, include_str!("../cli/simulate/allowed.txt")));
        let ended = call(&[&allowed[..], &["--format", "json"]].concat(), "");
        assert_eq!((ended.status, &ended.json()["decidedBy"]), (1, &json!("identity-policy")));
    }

    #[test]
    fn reach_their_place_in_the_request() {
        let denied = |arguments: &[&str]| {
            let fixed = ["--principal", ALICE, "--format", "json", "--identity-policy", "identity.json"];
            call(&[&fixed[..], arguments].concat(), "").json()
        };
        let allowed = ["--external-id", "f3a9c2d4", "--context", "aws:SourceIp=203.0.113.7"];
        let with = |more: &[&str]| denied(&[&allowed[..], more].concat());
        assert_eq!(with(&["--tag", "team=web", "--mfa", "--mfa-age", "60"])["decision"], "allowed");
        assert_eq!(
            with(&["--source-identity", "alice"])["decision"],
            "implicitly-denied",
            "it is not allowed to set one"
        );
        assert_eq!(with(&["--duration", "7200"])["decision"], "invalid-request", "the role's maximum is an hour");
        assert_eq!(with(&["--session-name", "a b"])["decision"], "invalid-request");
        assert_eq!(with(&["--tag", "a=1", "--transitive-tag", "b"])["decision"], "invalid-request");
        assert_eq!(with(&["--service-control-policy", "trust.json"])["decidedBy"], "service-control-policy");
        assert_eq!(with(&["--permissions-boundary", "trust.json"])["decidedBy"], "permissions-boundary");
        assert_eq!(denied(&["--external-id", "f3a9c2d4"])["assumed"], json!(["aws:SourceIp"]));
    }

    #[test]
    fn take_what_aws_prints() {
        let trust: Value = serde_json::from_str(include_str!("../cli/simulate/trust.json")).unwrap();
        let role = json!({"Role": {"Arn": ROLE, "RoleName": "deploy", "AssumeRolePolicyDocument": trust}}).to_string();
        let token = ["--policy", "-", "--token", "push.json"];
        let ended = simulate(&token, &role);
        assert_eq!((ended.status, ended.err.as_str()), (0, ""), "the role's ARN is in the output: {ended:?}");
    }

    #[test]
    fn that_do_not_fit_together_are_refused() {
        for (arguments, expected) in [
            (&["allowed.json", "--policy", "trust.json"][..], "cannot be used with"),
            (&["allowed.json", "--external-id", "4711"], "cannot be used with"),
            (&["--external-id", "4711"], "--policy <FILE>"),
            (&["--policy", "trust.json"], "which role? Name it with `--role-arn ARN`"),
            (&["--policy", "trust.json", "--role-arn", ROLE], "who calls? Name them with `--principal ARN`"),
            (&["--policy", "-", "--role-arn", ROLE, "--token", "-"], "standard input can be read once"),
            (&["--policy", "trust.json", "--role-arn", ROLE, "--tag", "team"], "it has the form KEY=VALUE"),
            (&["--policy", "-", "--role-arn", ROLE, "--principal", ALICE], "stdin: there is no policy in it"),
            (&["--policy", "absent.json", "--role-arn", ROLE, "--principal", ALICE], "cannot read `absent.json`"),
            (&["--policy", "trust.json", "--role-arn", ROLE, "--token", "allowed.txt"], "allowed.txt: `token` is no"),
        ] {
            let ended = simulate(arguments, "");
            assert_eq!(ended.status, 2, "{arguments:?}: {ended:?}");
            assert!(ended.err.contains(expected), "{arguments:?}: {}", ended.err);
        }
    }
}

mod token {
    use super::*;

    /// A JWT with these claims. Its signature is none.
    fn jwt(claims: &Value) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut payload = String::new();
        for bytes in claims.to_string().as_bytes().chunks(3) {
            let bits =
                bytes.iter().enumerate().fold(0_u32, |bits, (at, byte)| bits | u32::from(*byte) << (16 - 8 * at));
            for digit in 0..=bytes.len() {
                payload.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize & 63]));
            }
        }
        format!("eyJhbGciOiJSUzI1NiJ9.{payload}.c2lnbmF0dXJl")
    }

    fn claims(git_ref: &str) -> Value {
        json!({
            "iss": "https://token.actions.githubusercontent.com",
            "aud": "sts.amazonaws.com",
            "sub": format!("repo:octo-org/octo-repo:ref:{git_ref}")
        })
    }

    #[test]
    fn may_be_claims_a_jwt_or_an_event() {
        let event =
            |git_ref: &str| json!({"preset": "github-push", "repository": "octo-org/octo-repo", "ref": git_ref});
        for (token, expected) in [
            (claims("refs/heads/main"), 0),
            (claims("refs/heads/next"), 1),
            (json!(jwt(&claims("refs/heads/main"))), 0),
            (json!(jwt(&claims("refs/heads/next"))), 1),
            (event("refs/heads/main"), 0),
            (event("next"), 1),
            (json!({"preset": "github-pull-request", "repository": "octo-org/octo-repo"}), 1),
            // The immutable subject is another, which the policy does not know.
            (json!({"preset": "github-push", "repository": "octo-org/octo-repo", "ownerId": 1, "repositoryId": 2}), 1),
        ] {
            let ended = simulate(&["--format", "json"], &with_token(&token));
            assert_eq!((ended.status, ended.err.as_str()), (expected, ""), "{token}");
        }
    }

    #[test]
    fn that_nobody_verified_is_said_so_once() {
        let scenario = with_token(&json!(jwt(&claims("refs/heads/main"))));
        let said = "The token was only read: nobody checked its signature, which AWS does.";
        assert_eq!(simulate(&[], &scenario).text().matches(said).count(), 1);
        assert_eq!(simulate(&["--format", "json"], &scenario).json()["notes"], json!([said]));
        let scenario = with_token(&claims("refs/heads/main"));
        assert_eq!(simulate(&["--format", "json"], &scenario).json()["notes"], json!([]));
    }

    #[test]
    fn may_be_a_file_of_any_of_these() {
        for (token, expected) in [
            (claims("refs/heads/main").to_string(), 0),
            (jwt(&claims("refs/heads/main")) + "\n", 0),
            (jwt(&claims("refs/heads/next")), 1),
            (json!({"preset": "github-tag", "repository": "octo-org/octo-repo", "ref": "v1"}).to_string(), 1),
        ] {
            let ended = call(&["--token", "-"], &token);
            assert_eq!((ended.status, ended.err.as_str()), (expected, ""), "{token}");
        }
        assert_eq!(call(&["--token", "push.json"], "").status, 0);
        let ended = call(&["--token", "-"], r#"{"preset": "github-push"}"#);
        assert_eq!(ended.err, "trust-policy: stdin: the preset `github-push` needs `token.repository`\n");
    }
}
