//! The `trust-policy` command, run as people and scripts run it.
//!
//! Inputs that an editor or git could change by accident (line ends, encodings, a missing last line end) are written by
//! the tests; the others are files in `cli/`.

mod command;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use command::{Ended, binary, run_in};
use serde_json::Value;

/// Runs the command among the fixtures.
fn run(arguments: &[&str]) -> Ended {
    run_in(&tests::folder().join("cli"), arguments, b"")
}

fn run_with(arguments: &[&str], stdin: impl AsRef<[u8]>) -> Ended {
    run_in(&tests::folder().join("cli"), arguments, stdin.as_ref())
}

/// An empty folder for a test.
fn scratch(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(test);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what an earlier run left can go");
    }
    fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

fn fixture(name: &str) -> String {
    fs::read_to_string(tests::folder().join("cli").join(name)).expect("the fixture is there")
}

/// Every safe repair of `broken.json`; the misspelt service is a guess and stays.
fn repaired() -> String {
    fixture("broken.json").replace("\"ec2\"", "\"ec2.amazonaws.com\"").replace("AssumeRole\",", "AssumeRole\"")
}

mod exit_status {
    use super::*;

    #[test]
    fn says_what_was_found() {
        for (arguments, stdin, expected) in [
            (&["check", "clean.json"][..], "", 0),
            (&["check", "broken.json"], "", 1),
            (&["check", "clean.json", "broken.json"], "", 1),
            (&["check", "broken.json", "--fail-on", "never"], "", 0),
            // A suggestion only.
            (&["check", "wrapped.json"], "", 0),
            (&["check", "wrapped.json", "--fail-on", "warning"], "", 0),
            (&["check", "wrapped.json", "--fail-on", "suggestion"], "", 1),
            (&["check", "wrapped.json", "--fail-on", "suggestion", "--silence", "wrapped-policy"], "", 0),
            // From standard input.
            (&["check"], "{\"a\": 1,}", 1),
            (&["check", "-"], "{\"a\": 1,}", 1),
            (&["check", "--fail-on", "never"], "{\"a\": 1,}", 0),
            // What cannot run.
            (&["check", "absent.json"], "", 2),
            (&["check", "."], "", 2),
            (&["check", "absent.json", "clean.json"], "", 2),
            (&["check", "absent.json", "clean.json", "--fail-on", "never"], "", 2),
            (&["check", "clean.json", "--silence", "no-such-rule"], "", 2),
            (&["check", "--format", "xml"], "", 2),
            (&["fix", "broken.json"], "", 0),
            (&["fix", "clean.json"], "", 0),
            (&["fix", "absent.json"], "", 2),
            (&["fix", "--write"], "{}", 2),
            (&["fix", "--write", "-"], "{}", 2),
            (&["fix", "--write", "--diff", "broken.json"], "", 2),
            (&["rules"], "", 0),
            (&["rules", "trailing-comma"], "", 0),
            (&["rules", "no-such-rule"], "", 2),
            (&["--version"], "", 0),
            (&["--help"], "", 0),
            (&["check", "--help"], "", 0),
            (&["completions", "bash"], "", 0),
            (&[], "", 2),
        ] {
            let ended = run_with(arguments, stdin);
            assert_eq!(ended.status, expected, "{arguments:?}: {ended:?}");
            if expected == 2 {
                assert!(ended.text().is_empty() || ended.text().contains("clean.json"), "{arguments:?}: {ended:?}");
                assert!(!ended.err.is_empty(), "{arguments:?}: a sentence says why");
            }
        }
    }

    #[test]
    fn an_unreadable_file_does_not_hide_the_others() {
        let ended = run(&["check", "absent.json", "broken.json", "clean.json", "--format", "json"]);
        assert!(ended.err.starts_with("trust-policy: cannot read `absent.json`: "), "{}", ended.err);
        assert_eq!(ended.err.lines().count(), 1);
        let json = ended.json();
        let sources: Vec<_> = json["reports"].as_array().unwrap().iter().map(|report| &report["source"]).collect();
        assert_eq!(sources, ["broken.json", "clean.json"]);
    }

    #[test]
    fn a_reader_that_goes_away_is_no_failure() {
        let mut child = Command::new(binary())
            .args(["rules", "--format", "json"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    }
}

mod json {
    use super::*;

    /// What a value of the contract may be.
    enum Shape {
        String,
        StringOrNull,
        Number,
        OneOf(&'static [&'static str]),
        List(Box<Shape>),
        Object(Vec<(&'static str, Shape)>),
    }

    use Shape::{List, Number, Object, OneOf, StringOrNull};

    fn list(shape: Shape) -> Shape {
        List(Box::new(shape))
    }

    /// The contract of `check --format json`, as the design has it.
    fn contract() -> Shape {
        let position = || Object(vec![("line", Number), ("column", Number), ("offset", Number)]);
        let span = || Object(vec![("start", position()), ("end", position())]);
        let edit = Object(vec![("start", Number), ("end", Number), ("text", Shape::String)]);
        let fix = Object(vec![
            ("title", Shape::String),
            ("safety", OneOf(&["safe", "review", "fill-in"])),
            ("edits", list(edit)),
        ]);
        let finding = Object(vec![
            ("rule", Shape::String),
            ("severity", OneOf(&["error", "security", "warning", "suggestion"])),
            ("confidence", OneOf(&["high", "medium", "low"])),
            ("message", Shape::String),
            ("why", Shape::String),
            ("help", StringOrNull),
            ("path", Shape::String),
            ("span", span()),
            ("related", list(Object(vec![("span", span()), ("label", Shape::String)]))),
            ("awsCheck", StringOrNull),
            ("url", Shape::String),
            ("fixes", list(fix)),
        ]);
        let save = Object(vec![
            ("verdict", OneOf(&["accepted", "rejected", "depends"])),
            ("code", StringOrNull),
            ("message", StringOrNull),
        ]);
        let inputs: &[&str] = &[
            "policy",
            "get-role",
            "escaped-string",
            "url-encoded",
            "terraform",
            "cloudformation",
            "account",
            "unknown",
        ];
        let report = Object(vec![
            ("source", Shape::String),
            ("input", OneOf(inputs)),
            ("save", save),
            ("findings", list(finding)),
        ]);
        Object(vec![("schema", Number), ("reports", list(report))])
    }

    fn conforms(value: &Value, shape: &Shape, at: &str) {
        match shape {
            Shape::String => assert!(value.is_string(), "{at}: {value}"),
            StringOrNull => assert!(value.is_string() || value.is_null(), "{at}: {value}"),
            Number => assert!(value.is_u64(), "{at}: {value}"),
            OneOf(words) => assert!(value.as_str().is_some_and(|word| words.contains(&word)), "{at}: {value}"),
            List(item) => {
                let items = value.as_array().unwrap_or_else(|| panic!("{at}: {value}"));
                items.iter().enumerate().for_each(|(index, value)| conforms(value, item, &format!("{at}[{index}]")));
            }
            Object(members) => {
                let object = value.as_object().unwrap_or_else(|| panic!("{at}: {value}"));
                let mut names: Vec<&str> = object.keys().map(String::as_str).collect();
                let mut expected: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
                names.sort_unstable();
                expected.sort_unstable();
                assert_eq!(names, expected, "{at}: every key, and no other");
                members.iter().for_each(|(name, shape)| conforms(&object[*name], shape, &format!("{at}.{name}")));
            }
        }
    }

    #[test]
    fn keeps_to_the_contract() {
        let mut inputs = vec![fixture("broken.json"), fixture("clean.json"), fixture("wrapped.json")];
        inputs.extend(["", "hello", "{", "[1,]", "\"{\\\"a\\\": 1}\"", "%7B%7D", "\u{feff}{}"].map(str::to_owned));
        inputs.extend(
            trust_policy::pages().filter_map(|page| tests::block(&page.markdown, "Example").map(str::to_owned)),
        );
        for input in inputs {
            let ended = run_with(&["check", "--format", "json"], &input);
            let json = ended.json();
            conforms(&json, &contract(), "$");
            assert_eq!(json["schema"], 1);
            assert_eq!(json["reports"][0]["source"], "-");
            assert!(ended.text().ends_with("}\n"), "a line end stands last");
        }
    }

    #[test]
    fn offsets_are_bytes_and_columns_characters() {
        let text = "{\"役割🎉\": 1,}";
        let json = run_with(&["check", "--format", "json"], text).json();
        let findings = json["reports"][0]["findings"].as_array().unwrap();
        let comma = findings.iter().find(|finding| finding["rule"] == "trailing-comma").unwrap();
        let start = &comma["span"]["start"];
        assert_eq!(start["offset"], text.find(',').unwrap());
        assert_eq!((&start["line"], &start["column"]), (&Value::from(1), &Value::from(10)));
    }

    #[test]
    fn reads_every_encoding() {
        let folder = scratch("encodings");
        let broken = fixture("broken.json");
        let utf16: Vec<u8> = format!("\u{feff}{broken}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(folder.join("utf16.json"), utf16).unwrap();
        fs::write(folder.join("utf8.json"), &broken).unwrap();
        let json = run_in(&folder, &["check", "utf16.json", "utf8.json", "--format", "json"], b"").json();
        let [utf16, utf8] = [0, 1].map(|at| json["reports"][at]["findings"].as_array().unwrap().clone());
        assert_eq!(utf16[0]["rule"], "foreign-encoding");
        assert_eq!(utf16[1..], utf8[..]);
    }

    #[test]
    fn the_role_tells_more_than_the_text() {
        let arn = "arn:aws-cn:iam::111122223333:role/deploy";
        let json = run(&["check", "clean.json", "--format", "json", "--role-arn", arn]).json();
        let source = Some("clean.json".into());
        let role_arn = trust_policy::RoleArn::parse(arn);
        let options = trust_policy::Options { source, role_arn, ..Default::default() };
        let report = trust_policy::check(&fixture("clean.json"), &options);
        assert_eq!(json["reports"][0], serde_json::to_value(report).unwrap());
    }
}

mod options {
    use super::*;

    const TWO: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
        "Principal": {"AWS": ["arn:aws:iam::444455556666:root", "arn:aws:iam::777788889999:root"]}}]}"#;

    /// The messages of `check` with these arguments.
    fn messages(folder: &Path, arguments: &[&str]) -> Vec<String> {
        let arguments = [&["check", "--format", "json"], arguments].concat();
        let json = run_in(folder, &arguments, TWO.as_bytes()).json();
        let findings = json["reports"][0]["findings"].as_array().expect("a list of findings");
        findings.iter().map(|finding| finding["message"].as_str().expect("a message").to_owned()).collect()
    }

    #[test]
    fn flags_and_the_file_say_the_same() {
        let folder = scratch("options");
        let known = r#"{"account": "111122223333", "trustedAccounts": ["444455556666"]}"#;
        fs::write(folder.join("known.json"), known).unwrap();
        let stranger = "`777788889999` is none of the accounts that you trust";
        assert_eq!(messages(&folder, &[]), [""; 0]);
        for arguments in [
            &["--account", "111122223333", "--trusted-account", "444455556666"][..],
            &["--role-arn", "arn:aws:iam::111122223333:role/x", "--trusted-account", "444455556666"],
            &["--options", "known.json"],
            &["--account", "444455556666", "--trusted-account", "111122223333"],
        ] {
            assert_eq!(messages(&folder, arguments), [stranger], "{arguments:?}");
        }
        let both = ["--account", "111122223333", "--trusted-account", "444455556666,777788889999"];
        assert_eq!(messages(&folder, &both), [""; 0]);
        let twice = ["--trusted-account", "444455556666", "--trusted-account", "777788889999"];
        assert_eq!(messages(&folder, &twice), [""; 0]);
    }

    #[test]
    fn flags_win_over_the_file() {
        let folder = scratch("options-win");
        let known =
            r#"{"roleArn": "arn:aws:iam::111122223333:role/x", "trustedAccounts": ["444455556666"], "account": null}"#;
        fs::write(folder.join("known.json"), known).unwrap();
        let messages = |flags: &[&str]| messages(&folder, &[&["--options", "known.json"], flags].concat());
        assert_eq!(messages(&["--account", "777788889999"]), [""; 0]);
        assert_eq!(messages(&["--trusted-account", "777788889999"]).len(), 1);
        assert_eq!(messages(&["--silence", "untrusted-account"]), [""; 0]);
    }

    #[test]
    fn what_is_no_value_is_said() {
        let folder = scratch("options-wrong");
        fs::write(folder.join("wrong.json"), r#"{"trusted": []}"#).unwrap();
        fs::write(folder.join("number.json"), r#"{"account": 111122223333}"#).unwrap();
        for (arguments, said) in [
            (&["--account", "1111"][..], "trust-policy: --account is the twelve digits of an account id, not `1111`\n"),
            (
                &["--trusted-account", "444455556666,1"],
                "trust-policy: --trusted-account is the twelve digits of an account id, not `1`\n",
            ),
            (&["--role-arn", "deploy"], "trust-policy: --role-arn is the ARN of a role, not `deploy`\n"),
            (
                &["--organization-id", "r-ab12"],
                "--organization-id is the id of an organization, such as `o-a1b2c3d4e5`, not `r-ab12`\n",
            ),
            (&["--silence", "traling-comma"], "there is no rule `traling-comma`; did you mean `trailing-comma`?\n"),
            (&["--options", "absent.json"], "cannot read the options in `absent.json`: "),
            (&["--options", "wrong.json"], "cannot read the options in `wrong.json`: the option trusted is unknown"),
            (&["--options", "number.json"], "expected a text or a list of texts for the option account"),
        ] {
            for command in ["check", "fix"] {
                let ended = run_in(&folder, &[&[command], arguments].concat(), b"{}");
                assert_eq!((ended.status, ended.text()), (2, ""), "{command} {arguments:?}");
                assert!(ended.err.contains(said), "{}", ended.err);
            }
        }
    }

    #[test]
    fn what_is_silenced_is_neither_said_nor_repaired_and_still_refused() {
        let folder = tests::folder().join("cli");
        let silence = ["--silence", "trailing-comma,service-principal-name"];
        let json = run_in(&folder, &[&["check", "broken.json", "--format", "json"], &silence[..]].concat(), b"").json();
        assert_eq!(json["reports"][0]["findings"].as_array().unwrap().len(), 0);
        assert_eq!(json["reports"][0]["save"]["verdict"], "rejected");
        let fixed = run_in(&folder, &[&["fix", "broken.json", "--review"], &silence[..]].concat(), b"");
        assert_eq!(fixed.text(), fixture("broken.json"));
    }

    #[test]
    fn shells_complete_them() {
        for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
            let script = run(&["completions", shell]);
            for flag in ["role-arn", "account", "trusted-account", "organization-id", "silence", "options"] {
                assert!(script.text().contains(flag), "{shell}: {flag}");
            }
        }
    }
}

mod text {
    use super::*;

    #[test]
    fn shows_place_reason_repair_and_verdict() {
        let ended = run(&["check", "broken.json", "clean.json"]);
        for expected in [
            "error[trailing-comma]: ",
            "--> broken.json:7:33 (Statement[0])\n",
            "\n 7 |       \"Action\": \"sts:AssumeRole\",\n   |                                 ^\n",
            "\n   = why: ",
            "\n   = fix (safe): remove the comma\n",
            "\n   = fix (review): write `lambda.amazonaws.com`\n",
            "\nbroken.json: AWS would refuse this: MalformedPolicyDocument: ",
            "\nclean.json: AWS would accept this\n",
            "\n3 errors in 2 files; 2 can be fixed with `trust-policy fix`, 1 can be fixed with `trust-policy fix --review`\n",
        ] {
            assert!(ended.text().contains(expected), "{expected:?} in\n{}", ended.text());
        }
    }

    #[test]
    fn pipes_get_no_colour_unless_asked() {
        assert!(!run(&["check", "broken.json"]).text().contains('\u{1b}'));
        assert!(run(&["check", "broken.json", "--color", "always"]).text().contains("\u{1b}[1m"));
        assert!(!run(&["check", "broken.json", "--color", "never"]).text().contains('\u{1b}'));
    }

    #[test]
    fn no_color_beats_what_forces_it() {
        let colored = |no_color: &[(&str, &str)]| {
            let mut command = Command::new(binary());
            command.args(["rules"]).env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1").envs(no_color.iter().copied());
            command.stdin(Stdio::null()).output().unwrap().stdout.contains(&0x1b)
        };
        assert!(colored(&[]));
        assert!(!colored(&[("NO_COLOR", "1")]));
    }

    #[test]
    fn no_format_sends_control_characters() {
        let folder = scratch("control");
        let hostile = "{\"Statement\": {\"Sid\": \"\u{1b}]0;title\u{7}\", \"Principal\": {\"Service\": \"\u{1b}[31mec2\u{9b}\u{202e}\"},}}";
        let name = "a\u{1b}[2J.json";
        // Not every file system takes such names.
        let name = if fs::write(folder.join(name), hostile).is_ok() { name } else { "-" };
        for format in ["text", "json", "sarif", "github"] {
            let ended = run_in(&folder, &["check", name, "--format", format], hostile.as_bytes());
            let control = |c: char| c.is_control() && c != '\n';
            assert!(!ended.text().contains(control), "{format}: {:?}", ended.text());
            assert!(!ended.err.contains(control), "{format}: {:?}", ended.err);
        }
        let ended = run(&["check", "absent\u{1b}[2J.json"]);
        assert!(ended.err.contains("absent<U+001B>[2J.json"), "{:?}", ended.err);
    }
}

mod sarif {
    use super::*;

    #[test]
    fn has_what_the_standard_requires() {
        let sarif = run(&["check", "broken.json", "wrapped.json", "clean.json", "--format", "sarif"]).json();
        assert_eq!(sarif["version"], "2.1.0");
        assert!(sarif["$schema"].as_str().unwrap().ends_with("sarif-2.1.0.json"));
        let run = &sarif["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(run["invocations"][0]["executionSuccessful"], true);
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), trust_policy::rules().len());
        for rule in rules {
            assert!(rule["id"].is_string() && rule["shortDescription"]["text"].is_string(), "{rule}");
            assert!(["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()));
            assert!(rule.get("helpUri").is_none_or(|uri| uri.as_str().unwrap().starts_with("https://")), "{rule}");
        }
        let results = run["results"].as_array().unwrap();
        let mut fingerprints = Vec::new();
        for result in results {
            let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
            assert_eq!(result["ruleId"], rule["id"]);
            assert!(result["message"]["text"].as_str().unwrap().ends_with(['.', '?', '!']), "{result}");
            let place = &result["locations"][0]["physicalLocation"];
            assert!(place["artifactLocation"]["uri"].as_str().unwrap().ends_with(".json"));
            for key in ["startLine", "startColumn", "endLine", "endColumn"] {
                assert!(place["region"][key].as_u64().unwrap() >= 1, "{place}");
            }
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            fingerprints.push((uri, result["partialFingerprints"]["ruleAndPath/v1"].as_str().unwrap()));
        }
        let count = fingerprints.len();
        fingerprints.sort_unstable();
        fingerprints.dedup();
        assert_eq!(fingerprints.len(), count, "fingerprints tell findings apart");
        let levels: Vec<_> = results.iter().map(|result| result["level"].as_str().unwrap()).collect();
        assert_eq!(levels, ["error", "error", "error", "note"]);
    }

    #[test]
    fn fixes_say_what_to_replace() {
        let sarif = run(&["check", "broken.json", "--format", "sarif"]).json();
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let comma = results.iter().find(|result| result["ruleId"] == "trailing-comma").unwrap();
        let change = &comma["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["artifactLocation"]["uri"], "broken.json");
        assert_eq!(change["replacements"][0]["insertedContent"]["text"], "");
        assert_eq!(change["replacements"][0]["deletedRegion"], comma["locations"][0]["physicalLocation"]["region"]);
    }

    #[test]
    fn an_unreadable_file_is_no_success() {
        let sarif = run(&["check", "absent.json", "--format", "sarif"]).json();
        assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
    }
}

mod github {
    use super::*;

    #[test]
    fn annotates_the_place() {
        let ended = run(&["check", "broken.json", "wrapped.json", "--format", "github"]);
        let lines: Vec<&str> = ended.text().lines().collect();
        assert_eq!(lines.len(), 4, "{lines:#?}");
        let comma =
            "::error file=broken.json,line=7,col=33,endLine=7,endColumn=34,title=trailing-comma::there is a comma";
        assert!(lines[2].starts_with(comma), "{}", lines[2]);
        assert!(lines[2].contains("%0A"), "the reason follows on a line of its own");
        assert!(lines[3].starts_with("::notice file=wrapped.json,"), "{}", lines[3]);
    }

    #[test]
    fn escapes_what_commands_are_made_of() {
        let folder = scratch("github");
        let name = "100%,a.json";
        fs::write(folder.join(name), "{\"Statement\": {\"Principal\": {\"Service\": \"50%::x\"},}}").unwrap();
        let ended = run_in(&folder, &["check", name, "--format", "github"], b"");
        assert!(!ended.out.is_empty());
        for line in ended.text().lines() {
            assert!(line.contains(" file=100%25%2Ca.json,line=1,"), "{line}");
            assert!(!line.contains("50%:"), "{line}");
        }
    }
}

mod fix {
    use super::*;

    #[test]
    fn prints_the_document_with_every_safe_repair() {
        let ended = run(&["fix", "broken.json"]);
        assert_eq!(ended.text(), repaired());
        for said in ["broken.json: remove the comma (trailing-comma)\n", "broken.json: 1 error remains"] {
            assert!(ended.err.contains(said), "{}", ended.err);
        }
    }

    #[test]
    fn repairs_that_repeat_are_counted() {
        let ended = run_with(&["fix"], "[[1,], [1,]]");
        assert!(ended.err.contains("stdin: remove the comma (trailing-comma), 2 times\n"), "{}", ended.err);
    }

    #[test]
    fn review_applies_guesses_too() {
        let ended = run(&["fix", "broken.json", "--review"]);
        assert_eq!(ended.text(), repaired().replace("lamda", "lambda"));
        assert!(!ended.err.contains("remain"), "{}", ended.err);
    }

    #[test]
    fn other_bytes_survive() {
        for (text, expected) in [
            // No line end is added, none is changed.
            ("[1,\t]", "[1\t]"),
            ("{\r\n\t\"a\" :  [ ],\r\n}\r\n\r\n", "{\r\n\t\"a\" :  [ ]\r\n}\r\n\r\n"),
            ("{\"役割\":\"🎉\",}", "{\"役割\":\"🎉\"}"),
        ] {
            let ended = run_with(&["fix"], text);
            assert_eq!(ended.text(), expected);
        }
        assert_eq!(run(&["fix", "clean.json"]).text(), fixture("clean.json"));
    }

    #[test]
    fn diff_shows_only_what_changes() {
        let expected = "--- broken.json\n+++ broken.json\n@@ -3,8 +3,8 @@\n   \"Statement\": [\n     {\n       \
             \"Effect\": \"Allow\",\n-      \"Principal\": { \"Service\": [\"ec2\", \"lamda.amazonaws.com\"] },\n-      \
             \"Action\": \"sts:AssumeRole\",\n+      \"Principal\": { \"Service\": [\"ec2.amazonaws.com\", \
             \"lamda.amazonaws.com\"] },\n+      \"Action\": \"sts:AssumeRole\"\n     }\n   ]\n }\n";
        assert_eq!(run(&["fix", "broken.json", "--diff"]).text(), expected);
        assert_eq!(run(&["fix", "clean.json", "--diff"]).text(), "");
        let stdin = run_with(&["fix", "--diff"], "[1,]");
        assert!(stdin.text().starts_with("--- stdin\n+++ stdin\n"), "{}", stdin.text());
        assert!(stdin.text().contains("\\ No newline at end of file"), "{}", stdin.text());
    }

    #[test]
    fn write_replaces_the_file() {
        let folder = scratch("write");
        fs::write(folder.join("role.json"), fixture("broken.json")).unwrap();
        let ended = run_in(&folder, &["fix", "role.json", "--write"], b"");
        assert_eq!((ended.status, ended.text()), (0, ""));
        assert_eq!(fs::read_to_string(folder.join("role.json")).unwrap(), repaired());
        assert!(ended.err.contains("role.json: remove the comma (trailing-comma)\n"), "{}", ended.err);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn write_keeps_permissions_and_links() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

        let folder = scratch("permissions");
        let (file, link) = (folder.join("role.json"), folder.join("link.json"));
        fs::write(&file, fixture("broken.json")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("role.json", &link).unwrap();
        assert_eq!(run_in(&folder, &["fix", "link.json", "--write"], b"").status, 0);
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), repaired());
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);

        // What is right is left alone: the file is the same one.
        let before = fs::metadata(&file).unwrap();
        fs::write(&file, fixture("clean.json")).unwrap();
        let ended = run_in(&folder, &["fix", "role.json", "--write"], b"");
        assert_eq!(ended.err, "trust-policy: role.json: nothing to repair\n");
        assert_eq!(fs::metadata(&file).unwrap().ino(), before.ino());
    }

    #[cfg(unix)]
    #[test]
    fn write_respects_read_only_files() {
        use std::os::unix::fs::PermissionsExt;

        let folder = scratch("read-only");
        let file = folder.join("role.json");
        fs::write(&file, fixture("broken.json")).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
        let ended = run_in(&folder, &["fix", "role.json", "--write"], b"");
        assert_eq!(ended.status, 2);
        assert_eq!(ended.err, "trust-policy: cannot write `role.json`: it is read-only\n");
        assert_eq!(fs::read_to_string(&file).unwrap(), fixture("broken.json"));
    }

    #[test]
    fn other_encodings_become_utf8_and_it_is_said() {
        let folder = scratch("fix-encodings");
        let utf16: Vec<u8> =
            format!("\u{feff}{}", fixture("broken.json")).encode_utf16().flat_map(u16::to_le_bytes).collect();
        fs::write(folder.join("role.json"), utf16).unwrap();
        let ended = run_in(&folder, &["fix", "role.json", "--write"], b"");
        assert!(ended.err.contains("role.json: it was not UTF-8, and is written as UTF-8\n"), "{}", ended.err);
        assert_eq!(fs::read_to_string(folder.join("role.json")).unwrap(), repaired());
    }
}

mod rules {
    use super::*;

    #[test]
    fn lists_every_rule() {
        let text = run(&["rules"]);
        let json = run(&["rules", "--format", "json"]).json();
        let listed = json["rules"].as_array().unwrap();
        assert_eq!(json["schema"], 1);
        assert_eq!(listed.len(), trust_policy::rules().len());
        for (info, listed) in trust_policy::rules().iter().zip(listed) {
            assert_eq!(listed["id"], info.id);
            assert!(listed["page"].is_null());
            assert!(
                !listed["principals"].as_array().unwrap().is_empty() && listed["awsChecks"].is_array(),
                "{}",
                info.id
            );
            let summary = listed["summary"].as_str().unwrap();
            let line = |line: &str| line.starts_with(&format!("{} ", info.id)) && line.ends_with(summary);
            assert!(summary.ends_with('.') && text.text().lines().any(line), "{}", info.id);
        }
    }

    #[test]
    fn tells_what_a_rule_can_be_found_by() {
        let ended = run(&["rules", "private-source-ip"]);
        let codes = "IAM Access Analyzer: DENY_WITH_PRIVATE_IP_ADDRESS, ";
        assert!(ended.text().contains("\nGroup: condition\nPrincipals: account"), "{}", ended.text());
        assert!(ended.text().contains(codes) || ended.text().contains("PRIVATE_IP_ADDRESS"), "{}", ended.text());
        let json = run(&["rules", "service-principal-name", "--format", "json"]).json();
        assert_eq!(json["rules"][0]["principals"], serde_json::json!(["service"]));
        let json = run(&["rules", "trailing-comma", "--format", "json"]).json();
        assert_eq!(json["rules"][0]["awsChecks"], serde_json::json!(["JSON_SYNTAX_ERROR"]));
        assert_eq!(json["rules"][0]["principals"].as_array().unwrap().len(), 4);
    }

    #[test]
    fn shows_the_page_of_every_rule() {
        for page in trust_policy::pages() {
            let ended = run(&["rules", page.info.id]);
            let example = tests::block(&page.markdown, "Example").unwrap();
            let example: String = example.lines().map(|line| format!("    {line}\n")).collect();
            assert!(ended.text().contains(&format!("\nExample\n{example}")), "{}", ended.text());
            assert!(!ended.text().contains("```"), "{}", ended.text());
            let json = run(&["rules", page.info.id, "--format", "json"]).json();
            assert_eq!(json["rules"][0]["page"], page.markdown.as_str());
        }
    }

    #[test]
    fn an_unknown_rule_may_be_a_slip() {
        for (id, said) in [
            ("traling-comma", "trust-policy: there is no rule `traling-comma`; did you mean `trailing-comma`?\n"),
            ("zzz", "trust-policy: there is no rule `zzz`; `trust-policy rules` lists them\n"),
        ] {
            let ended = run(&["rules", id]);
            assert_eq!((ended.status, ended.text(), ended.err.as_str()), (2, "", said));
        }
    }
}
