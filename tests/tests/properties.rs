//! What holds for every text: no panic, places inside the text, valid JSON left alone, repairs that end.

use std::collections::HashSet;
use std::sync::OnceLock;

use proptest::prelude::*;
use trust_policy::{Finding, Options, Report, Safety, check, fix, rules};

/// A policy with everything in it that a policy can have, to be broken.
const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Partner",
      "Effect": "Allow",
      "Principal": {
        "AWS": ["arn:aws:iam::111122223333:root", "444455556666"],
        "Service": "ec2.amazonaws.com"
      },
      "Action": ["sts:AssumeRole", "sts:TagSession"],
      "Condition": {
        "StringEquals": { "sts:ExternalId": "c0ffee-12" },
        "Bool": { "aws:MultiFactorAuthPresent": "true" }
      }
    },
    { "Sid": "日本🎉", "Effect": "Deny", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }
  ]
}
"#;

fn report(text: &str) -> Report {
    check(text, &Options::default())
}

/// The rules about the text rather than about what it says.
fn syntax() -> &'static HashSet<&'static str> {
    static RULES: OnceLock<HashSet<&str>> = OnceLock::new();
    RULES.get_or_init(|| {
        let text = |group: &str| matches!(group, "syntax" | "input");
        rules().into_iter().filter(|info| text(info.group)).map(|info| info.id).collect()
    })
}

fn is_syntax(finding: &&Finding) -> bool {
    syntax().contains(finding.rule)
}

/// Places lie in the text, on character boundaries, and agree with counting by hand.
fn places_are_right(text: &str) {
    for finding in report(text).findings {
        let spans = finding.related.iter().map(|related| related.span).chain([finding.span]);
        for place in spans.flat_map(|span| [span.start, span.end]) {
            let before = text.get(..place.offset as usize).expect("an offset lies in the text, between characters");
            let line = before.matches('\n').count() as u32 + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
            assert_eq!((place.line, place.column), (line, column), "{}", finding.rule);
        }
        for edit in finding.fixes.iter().flat_map(|fix| &fix.edits) {
            assert!(text.get(edit.start as usize..edit.end as usize).is_some(), "{}: {edit:?}", finding.rule);
        }
    }
}

/// Something that people, editors and other languages put into policies.
fn snippet() -> impl Strategy<Value = String> {
    const SNIPPETS: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "'",
        "“",
        "”",
        "\\",
        "\n",
        "\t",
        " ",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "//",
        "/*",
        "*/",
        "#",
        "...",
        "=",
        "=>",
        ";",
        "True",
        "None",
        "null",
        "0",
        "12345678901",
        "arn:aws:iam::",
        "${",
        "}",
        "<",
        ">",
        "```",
        "é",
        "🎉",
        "Statement",
        "Principal",
        "*",
        "\r\n",
        "(",
        ")",
        "\u{0}",
        "\u{7f}",
        "%7B",
        "\\\"",
    ];
    prop_oneof![4 => prop::sample::select(SNIPPETS).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
}

/// The policy with a few changes at random places.
fn broken(changes: usize) -> impl Strategy<Value = String> {
    let change = (any::<prop::sample::Index>(), 0_usize..6, snippet(), any::<bool>());
    prop::collection::vec(change, 1..=changes).prop_map(|changes| {
        let mut text: Vec<char> = POLICY.chars().collect();
        for (at, length, insert, delete) in changes {
            let at = at.index(text.len() + 1);
            let end = if delete { (at + length).min(text.len()) } else { at };
            text.splice(at..end, insert.chars());
        }
        text.into_iter().collect()
    })
}

fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(serde_json::Value::from),
        any::<i64>().prop_map(serde_json::Value::from),
        any::<f64>()
            .prop_filter("JSON has finite numbers", |number| number.is_finite())
            .prop_map(serde_json::Value::from),
        // Characters that nobody sees are a finding of their own, in strings too.
        "[ -~é日🎉]{0,12}".prop_map(serde_json::Value::from),
    ];
    leaf.prop_recursive(6, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
            prop::collection::vec(("[ -~é]{0,8}", inner), 0..6).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

#[test]
fn an_object_that_was_never_opened_may_begin_with_any_letter() {
    places_are_right("#\n¡=}${");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gets_an_answer(text in prop::collection::vec(snippet(), 0..60)) {
        let text = text.concat();
        places_are_right(&text);
        let fixed = fix(&text, Safety::Review, &Options::default());
        places_are_right(&fixed.text);
    }

    #[test]
    fn any_bytes_get_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let (text, mut report) = trust_policy::check_bytes(&bytes, &Options::default());
        report.findings.retain(|finding| finding.rule != "foreign-encoding");
        prop_assert_eq!(report, check(&text, &Options::default()));
    }

    #[test]
    fn valid_json_has_no_syntax_findings(value in json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        prop_assume!(value.is_object() || value.is_array());
        let found = report(&text);
        let mut syntax = found.findings.iter().filter(|finding| is_syntax(finding) && finding.rule != "wrapped-policy");
        prop_assert!(syntax.next().is_none(), "{text}\n{}", tests::summary(&found));
    }

    #[test]
    fn broken_policies_become_json(text in broken(3)) {
        places_are_right(&text);
        let fixed = fix(&text, Safety::Review, &Options::default());
        let left = || fixed.report.findings.iter().filter(is_syntax);
        // Where every mistake has a repair, the outcome is JSON.
        if left().next().is_none() {
            prop_assert!(serde_json::from_str::<serde_json::Value>(&fixed.text).is_ok(), "{text}\n=>\n{}", fixed.text);
        }
        prop_assert!(left().all(|finding| finding.fixes.iter().all(|fix| fix.safety == Safety::FillIn)), "repairs left:\n{text}\n=>\n{}\n{}", fixed.text, tests::summary(&fixed.report));
    }

    #[test]
    fn repairs_come_to_an_end(text in broken(3)) {
        let once = fix(&text, Safety::Safe, &Options::default());
        let twice = fix(&once.text, Safety::Safe, &Options::default());
        prop_assert_eq!(&once.text, &twice.text);
        prop_assert!(twice.applied.is_empty());
    }

    #[test]
    fn utf16_offsets_are_those_of_javascript(text in broken(2)) {
        let utf8 = report(&text);
        let utf16 = utf8.clone().into_utf16(&text);
        for (a, b) in utf8.findings.iter().zip(&utf16.findings) {
            let before = &text[..a.span.start.offset as usize];
            prop_assert_eq!(before.encode_utf16().count() as u32, b.span.start.offset);
        }
    }
}

#[test]
fn every_beginning_of_a_policy_gets_an_answer() {
    for (at, _) in POLICY.char_indices() {
        places_are_right(&POLICY[..at]);
    }
}

#[test]
fn every_policy_without_one_character_gets_an_answer() {
    for (at, c) in POLICY.char_indices() {
        let text = [&POLICY[..at], &POLICY[at + c.len_utf8()..]].concat();
        places_are_right(&text);
        let fixed = fix(&text, Safety::Review, &Options::default()).text;
        assert!(
            serde_json::from_str::<serde_json::Value>(&fixed).is_ok(),
            "without `{c}` at {at}:\n{text}\n=>\n{fixed}"
        );
    }
}

#[test]
fn hostile_texts_get_an_answer() {
    let large = 1 << 20;
    for piece in [
        "[", "{", "{\"a\":", "\"", "'", "“", "\\", "\\\"", "]}", "a ", "/*", "[,", "\"a\"b", "\u{a0}x", "${", "<",
        "{\"a\" ", "%7B%22", "\n",
    ] {
        let text = piece.repeat(large / piece.len());
        let report = report(&text);
        assert!(!report.findings.is_empty(), "`{piece}` repeated");
        assert!(report.findings.len() < 2 * trust_policy::MAX_DEFECTS, "`{piece}` repeated");
    }
}

#[test]
fn too_large_a_text_is_said_not_tried() {
    let text = " ".repeat(trust_policy::MAX_BYTES + 1);
    assert_eq!(report(&text).findings.len(), 1);
}
