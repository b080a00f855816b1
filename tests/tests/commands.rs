//! The `aws` commands for a situation: a POSIX shell runs them with an `aws` that only keeps what it was handed, PowerShell
//! text is read by its documented rules, and every option is looked up among the AWS CLI's own.

mod command;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command as Process, Stdio};

use command::run_in;
use proptest::prelude::*;
use serde_json::{Value, json};
use trust_policy::{Command, Purpose, Situation, Task, commands};

/// The arguments of one call of `aws`.
type Call = Vec<String>;

/// A shell in which `aws` writes down its arguments and answers what the scripts go on with, and nobody sleeps.
const STUB: &str = r#"
aws() {
    { printf '%s\037' "$@"; printf '\036'; } >> calls
    [ "$2" != "${FAILS:-}" ] || return 254
    printf 'KEY\tSECRET\tTOKEN\n'
}
sleep() { :; }
"#;

struct Ran {
    status: Option<i32>,
    out: String,
    err: String,
    calls: Vec<Call>,
    folder: tempfolder::Folder,
}

/// A folder of its own for each run, gone afterwards.
mod tempfolder {
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicUsize, Ordering};

    pub(super) struct Folder(pub(super) PathBuf);

    static COUNT: AtomicUsize = AtomicUsize::new(0);

    impl Folder {
        pub(super) fn new() -> Self {
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let name = format!("commands-{}-{number}", std::process::id());
            let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
            std::fs::create_dir_all(&path).expect("a folder for the run");
            Self(path)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}

/// Runs a command in `sh`; `fails` is the operation that the stub refuses.
fn run_posix(text: &str, fails: &str) -> Ran {
    let folder = tempfolder::Folder::new();
    let output = Process::new("sh")
        .args(["-c", &format!("{STUB}\n{text}\n")])
        .current_dir(&folder.0)
        .env("FAILS", fails)
        .stdin(Stdio::null())
        .output()
        .expect("there is a shell");
    let calls = fs::read_to_string(folder.0.join("calls")).unwrap_or_default();
    let calls =
        calls.split_terminator('\u{1e}').map(|call| call.split_terminator('\u{1f}').map(str::to_owned).collect());
    Ran {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).expect("output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("messages are UTF-8"),
        calls: calls.collect(),
        folder,
    }
}

/// The calls of `aws` in a text for PowerShell, read by its documented rules: single quotes with doubled ones in them, a
/// backtick before a line end, bare words of characters that mean nothing; here-strings are passed over.
fn read_powershell(text: &str) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut lines = String::new();
    let mut in_document = false;
    for line in text.split_inclusive('\n') {
        match line.trim_end() {
            "@'" => in_document = true,
            end if end.starts_with("'@") => in_document = false,
            _ if in_document => {}
            _ => lines.push_str(line),
        }
    }
    assert!(!in_document, "every here-string ends: {text}");
    let joined = lines.replace("`\n", " ");
    for line in joined.lines() {
        let line = line.trim();
        let Some(words) = line.strip_prefix("aws ").or_else(|| Some(line.split_once(" = aws ")?.1)) else { continue };
        calls.push(powershell_words(words));
    }
    calls
}

fn powershell_words(text: &str) -> Call {
    let mut words = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(&c) = chars.peek() {
        match c {
            ' ' => {
                chars.next();
            }
            '|' => break,
            '\'' => {
                chars.next();
                let mut word = String::new();
                loop {
                    let c = chars.next().unwrap_or_else(|| panic!("a string ends: {text}"));
                    if !matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
                        word.push(c);
                    } else if chars.peek() == Some(&c) {
                        word.push(c);
                        chars.next();
                    } else {
                        break;
                    }
                }
                assert!(chars.peek().is_none_or(|next| *next == ' '), "a word is quoted as a whole: {text}");
                words.push(word);
            }
            _ => {
                let mut word = String::new();
                while let Some(c) = chars.next_if(|c| *c != ' ') {
                    assert!(c.is_ascii_alphanumeric() || "_.:/=-".contains(c), "{c} means something: {text}");
                    word.push(c);
                }
                words.push(word);
            }
        }
    }
    words
}

/// Checks a call against the AWS CLI's own options.
fn is_known_to_the_aws_cli(call: &[String], table: &BTreeMap<&str, Vec<&str>>) {
    let name = call[..2].join(" ");
    let known = table.get(&*name).unwrap_or_else(|| panic!("`aws {name}` is in the table"));
    let mut passed = Vec::new();
    for argument in &call[2..] {
        if let Some(option) = argument.strip_prefix("--") {
            let option = option.split_once('=').map_or(option, |(name, _)| name);
            let common = ["region", "output", "query", "profile"].contains(&option);
            assert!(common || known.iter().any(|known| known.trim_end_matches('*') == option), "aws {name} --{option}");
            assert!(!passed.contains(&option), "--{option} is passed once: {call:?}");
            passed.push(option);
        }
    }
    for required in known.iter().filter_map(|known| known.strip_suffix('*')) {
        assert!(passed.contains(&required), "aws {name} needs --{required}: {call:?}");
    }
}

fn table() -> BTreeMap<&'static str, Vec<&'static str>> {
    let rows = include_str!("../aws-cli/options.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.filter_map(|row| row.split_once('\t')).map(|(name, options)| (name, options.split(' ').collect())).collect()
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

const ROLE: &str = "arn:aws:iam::111122223333:role/app/deploy";
const USER: &str = "arn:aws:iam::444455556666:user/ann";

fn from(caller: &str) -> Situation {
    Situation { role_arn: text(ROLE), caller_arn: text(caller), ..Situation::default() }
}

/// Situations of every kind.
fn situations() -> Vec<Situation> {
    let full = Situation {
        audience: text("sts.amazonaws.com"),
        external_id: text("it's 4711"),
        mfa_serial: text("arn:aws:iam::444455556666:mfa/ann"),
        session_name: text("ann"),
        source_identity: text("ann@example.com"),
        tags: vec![("team".to_owned(), "red, blue".to_owned())],
        transitive_tag_keys: vec!["team".to_owned(), "-x".to_owned()],
        duration_seconds: Some(7200),
        region: text("eu-west-1"),
        trust_policy: text(r#"{"Version": "2012-10-17", "Statement": []}"#),
        encoded_message: text("-abc_DEF"),
        ..from(USER)
    };
    let china = "arn:aws-cn:iam::111122223333:role/deploy";
    vec![
        Situation::default(),
        Situation { mfa: true, ..Situation::default() },
        from(USER),
        from("444455556666"),
        from("arn:aws:iam::111122223333:role/ci"),
        from("arn:aws:sts::444455556666:assumed-role/ci/run"),
        from("arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/ann"),
        from("ec2.amazonaws.com"),
        from("arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"),
        from("accounts.google.com"),
        from("arn:aws:iam::111122223333:saml-provider/Okta"),
        Situation {
            provider: text("https://oidc.vercel.com/team"),
            audience: text("https://vercel.com/team"),
            ..full.clone()
        },
        Situation { role_arn: text(china), caller_arn: text("arn:aws-cn:iam::444455556666:user/ann"), ..full.clone() },
        full,
    ]
}

#[test]
fn every_command_is_one_of_the_aws_cli() {
    let table = table();
    let mut seen = Vec::new();
    for situation in situations() {
        for command in commands(&situation) {
            let ran = run_posix(&command.posix, "");
            assert_eq!((ran.status, &*ran.err), (Some(0), ""), "{}", command.posix);
            assert!(!ran.calls.is_empty(), "{:?} calls aws", command.task);
            let powershell = read_powershell(&command.powershell);
            for call in ran.calls.iter().chain(&powershell) {
                is_known_to_the_aws_cli(call, &table);
                seen.push(call[..2].join(" "));
            }
            // The loop that watches is the same call again and again.
            let once = if command.task == Task::WatchCalls { &ran.calls[..1] } else { &ran.calls[..] };
            let answers = |call: &Call| call.iter().position(|word| word == "--query").unwrap_or(call.len());
            let essence = |calls: &[Call]| -> Vec<Call> {
                calls
                    .iter()
                    .map(|call| {
                        call[..answers(call)]
                            .iter()
                            .filter(|word| *word != "--output" && *word != "json")
                            .cloned()
                            .collect()
                    })
                    .collect()
            };
            assert_eq!(essence(once), essence(&powershell), "both shells make the same calls: {:?}", command.task);
        }
    }
    for name in table.keys() {
        assert!(seen.iter().any(|seen| seen == name), "aws {name} is offered somewhere");
    }
}

#[test]
fn only_commands_that_say_so_change_something() {
    for situation in situations() {
        let offered = commands(&situation);
        assert!(offered.is_sorted_by_key(|command| command.purpose), "what looks comes first, what changes comes last");
        for command in offered {
            let changing = ["update-", "put-", "create-", "add-", "delete-", "tag-", "attach-"];
            let changes = run_posix(&command.posix, "")
                .calls
                .iter()
                .any(|call| changing.iter().any(|verb| call[1].starts_with(verb)));
            assert_eq!(command.changes, changes, "{:?}", command.task);
            assert_eq!(command.changes, command.purpose == Purpose::Change);
        }
    }
}

#[test]
fn regions_are_of_the_roles_partition() {
    for (role, told, expected) in [
        ("arn:aws:iam::111122223333:role/a", None, None),
        ("arn:aws:iam::111122223333:role/a", text("eu-west-1"), Some("eu-west-1")),
        ("arn:aws-cn:iam::111122223333:role/a", None, Some("cn-north-1")),
        ("arn:aws-cn:iam::111122223333:role/a", text("eu-west-1"), Some("cn-north-1")),
        ("arn:aws-us-gov:iam::111122223333:role/a", text("us-gov-east-1"), Some("us-gov-east-1")),
    ] {
        let situation = Situation { role_arn: text(role), region: told, ..Situation::default() };
        for command in commands(&situation) {
            for call in run_posix(&command.posix, "").calls {
                let at = call.iter().position(|word| word == "--region");
                let region = at.map(|at| &*call[at + 1]);
                let global = role.starts_with("arn:aws:") && ["iam", "organizations"].contains(&&*call[0]);
                assert_eq!(region, expected.filter(|_| !global), "{role}: {call:?}");
            }
        }
    }
}

fn command(task: Task, situation: &Situation) -> Command {
    task.command(situation).unwrap_or_else(|| panic!("{task:?} makes sense"))
}

#[test]
fn documents_reach_their_files() {
    let policy = "{\n  \"Id\": \"it's $HOME `x` \u{e9}\",\n  \"Statement\": []\n}";
    let situation = Situation { trust_policy: text(policy), ..from(USER) };
    let ran = run_posix(&command(Task::UpdateTrustPolicy, &situation).posix, "");
    let written = fs::read_to_string(ran.folder.0.join("trust-policy.json")).unwrap();
    let expected: Value = serde_json::from_str(policy).unwrap();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), expected);
    assert!(ran.folder.0.join("trust-policy-before.json").exists(), "the old policy is kept");
    let powershell = command(Task::UpdateTrustPolicy, &situation).powershell;
    let document = powershell.strip_prefix("@'\n").unwrap().split_once("\n'@").unwrap().0;
    assert_eq!(serde_json::from_str::<Value>(document).unwrap(), expected);
    assert!(powershell.is_ascii(), "no code page changes it");
}

#[test]
fn the_old_policy_is_kept_or_nothing_is_saved() {
    let posix = command(Task::UpdateTrustPolicy, &from(USER)).posix;
    let ran = run_posix(&posix, "get-role");
    assert!(ran.calls.iter().all(|call| call[1] != "update-assume-role-policy"));
}

#[test]
fn both_sides_of_a_trust_are_made_in_order() {
    let connect = command(Task::ConnectAccounts, &Situation { external_id: text("4711"), ..from(USER) });
    let ran = run_posix(&connect.posix, "");
    let operations: Vec<&str> = ran.calls.iter().map(|call| &*call[1]).collect();
    assert_eq!(operations, ["get-role", "update-assume-role-policy", "put-user-policy"]);
    let profile = |call: &Call| call[call.iter().position(|word| word == "--profile").unwrap() + 1].clone();
    let profiles: Vec<String> = ran.calls.iter().map(profile).collect();
    assert_eq!(profiles, ["<PROFILE_OF_111122223333>", "<PROFILE_OF_111122223333>", "<PROFILE_OF_444455556666>"]);
    let read = |file: &str| fs::read_to_string(ran.folder.0.join(file)).unwrap();
    let (trust, own) = (read("trust-policy.json"), read("caller-policy.json"));
    let scenario = json!({
        "role": {"arn": ROLE, "trustPolicy": trust},
        "request": {"action": "sts:AssumeRole", "principal": USER, "externalId": "4711"},
        "identityPolicies": [own],
    });
    let scenario = trust_policy::Scenario::parse(&scenario.to_string()).unwrap();
    let decision = trust_policy::simulate(&scenario).decision;
    assert_eq!(decision, trust_policy::Decision::Allowed, "the two policies let the caller in");
    assert!(
        Task::ConnectAccounts.command(&from("arn:aws:iam::111122223333:user/ann")).is_none(),
        "one account has no sides"
    );
    assert!(
        Task::ConnectAccounts.command(&from("arn:aws-cn:iam::444455556666:user/ann")).is_none(),
        "partitions never trust"
    );
}

#[test]
fn verifying_says_which_step_failed() {
    let verify = command(Task::VerifyRole, &from(USER)).posix;
    let ran = run_posix(&verify, "");
    assert_eq!((ran.status, &*ran.err), (Some(0), ""));
    assert!(ran.out.contains("It works: KEY"), "{}", ran.out);
    for (fails, step) in [("get-caller-identity", "tell who calls"), ("assume-role", "assume the role")] {
        let ran = run_posix(&verify, fails);
        assert_eq!(ran.err, format!("Failed: {step}\n"));
        assert_ne!(ran.status, Some(0));
    }
    assert!(Task::VerifyRole.command(&from("ec2.amazonaws.com")).is_none(), "only the service can");
}

#[test]
fn credentials_of_mfa_are_used_for_the_call() {
    let sign_in = command(Task::SignInWithMfa, &Situation { mfa: true, ..from(USER) }).posix;
    let ran =
        run_posix(&format!("{sign_in}\necho \"$AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN\""), "");
    assert!(ran.out.ends_with("KEY SECRET TOKEN\n"), "{}", ran.out);
    let operations: Vec<&str> = ran.calls.iter().map(|call| &*call[1]).collect();
    assert_eq!(operations, ["get-session-token", "assume-role"]);
    assert!(ran.calls[0].contains(&"<MFA_DEVICE_ARN>".to_owned()));
    let ran = run_posix(&sign_in, "get-session-token");
    assert_eq!(ran.calls.len(), 1, "without a session there is no call");
    let role = Situation { mfa: true, ..from("arn:aws:iam::444455556666:role/ci") };
    assert!(Task::SignInWithMfa.command(&role).is_none(), "roles have no MFA device");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(150) })]

    #[test]
    fn arguments_survive_both_shells(
        id in r#"[-=a-z0-9 '"\\$`!~*?<>|&;(){}\[\]#%@,:/\u{e9}\u{2019}]{1,12}"#,
        value in r#"[-a-z '"\\$`,=é]{0,8}"#,
    ) {
        let situation = Situation {
            external_id: Some(id.clone()),
            tags: vec![("team".to_owned(), value)],
            ..from(USER)
        };
        let assume = command(Task::AssumeRole, &situation);
        let ran = run_posix(&assume.posix, "");
        prop_assert_eq!(&ran.err, "");
        prop_assert_eq!(ran.calls.len(), 1);
        prop_assert_eq!(&ran.calls, &read_powershell(&assume.powershell));
        let passed = id.trim();
        let joined = format!("--external-id={passed}");
        let call = &ran.calls[0];
        let separate = || call.windows(2).any(|pair| pair[0] == "--external-id" && pair[1] == passed);
        prop_assert!(passed.is_empty() || call.contains(&joined) || separate(), "{:?} in {:?}", passed, call);
        // Windows PowerShell drops quotation marks: the note says so.
        let said = assume.note.is_some_and(|note| note.contains("Windows PowerShell"));
        let marks = call.iter().any(|word| word.contains('"'));
        prop_assert!(said || !marks);
    }
}

fn run(arguments: &[&str]) -> command::Ended {
    run_in(&tests::folder().join("cli"), &[&["commands"], arguments].concat(), b"")
}

#[test]
fn the_command_line_prints_a_script() {
    let ended = run(&["--role-arn", ROLE, "--principal", USER, "--external-id", "4711"]);
    assert_eq!((ended.status, &*ended.err), (0, ""));
    let ran = run_posix(ended.text(), "");
    assert_eq!((ran.status, &*ran.err), (Some(0), ""), "what is no command is a comment");
    let (look, change) = ended.text().split_once("# === Change").unwrap();
    assert!(look.starts_with("# === Look: these change nothing ===\n"));
    assert!(!look.contains("CHANGES SOMETHING") && change.contains("CHANGES SOMETHING: Save the trust policy"));
    assert!(!ended.text().contains('\u{1b}'));
}

#[test]
fn the_command_line_knows_powershell_and_json() {
    let ended = run(&["--principal", "arn:aws:iam::1:user/a,b", "--shell", "powershell"]);
    assert!(ended.text().contains("--user-name 'a,b'"), "{}", ended.text());
    let ended = run(&["--role-arn", ROLE, "--format", "json"]).json();
    assert_eq!(ended["schema"], 1);
    let first = &ended["commands"][0];
    let expected = json!({
        "id": "get-caller-identity",
        "purpose": "inspect",
        "title": "Who calls, by the credentials in use",
        "changes": false,
        "posix": "aws sts get-caller-identity --output json",
        "powershell": "aws sts get-caller-identity --output json",
        "note": null,
    });
    assert_eq!(first, &expected);
}

#[test]
fn the_command_line_takes_the_policy_and_refuses_what_is_none() {
    let ended = run(&["--role-arn", ROLE, "--policy", "clean.json"]);
    assert!(ended.text().contains("cat > trust-policy.json <<'JSON'\n{"), "{}", ended.text());
    let ended = run(&["--role-arn", "arn:aws:iam::111122223333:user/ann"]);
    assert_eq!((ended.status, ended.text()), (2, ""));
    assert!(ended.err.contains("--role-arn"), "{}", ended.err);
}

#[test]
fn nothing_that_a_terminal_would_obey_is_printed() {
    let ended = run(&["--role-arn", ROLE, "--principal", "arn:aws:iam::1:user/\u{1b}[31m", "--tag", "a=\u{202e}b"]);
    assert!(!ended.text().contains(['\u{1b}', '\u{202e}']));
}
