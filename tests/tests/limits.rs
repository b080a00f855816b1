//! The rules about limits, whose examples would be longer than a page.

use trust_policy::{MAX_BYTES, MAX_DEFECTS, MAX_DEPTH, Options, Report, SaveVerdict, check};

const POLICY: &str = r#"{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow",
    "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }] }"#;

fn found(report: &Report, rule: &str) -> bool {
    report.findings.iter().any(|finding| finding.rule == rule)
}

fn report(text: &str) -> Report {
    check(text, &Options::default())
}

#[test]
fn aws_refuses_a_document_over_its_limit_by_another_name() {
    let long = POLICY.replacen("{ ", &format!("{{{}", " ".repeat(131_072)), 1);
    let report = report(&long);
    assert!(found(&report, "oversized-document"));
    assert_eq!(report.save.verdict, SaveVerdict::Rejected);
    assert_eq!(report.save.code.as_deref(), Some("ValidationError"));
}

#[test]
fn characters_are_counted_not_bytes() {
    let body = POLICY.len();
    let filled = |count: usize| POLICY.replacen("{ ", &format!("{{ \"Id\": \"{}\", ", "é".repeat(count)), 1);
    let room = 131_072 - body - "\"Id\": \"\", ".len();
    assert!(!found(&report(&filled(room)), "oversized-document"));
    assert!(found(&report(&filled(room + 1)), "oversized-document"));
}

#[test]
fn text_over_the_limit_is_said_and_not_read() {
    let report = report(&"{".repeat(MAX_BYTES + 1));
    let rules: Vec<_> = report.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["oversized-document"]);
    assert_eq!(report.save.verdict, SaveVerdict::Rejected);
}

#[test]
fn deep_nesting_is_said_once() {
    let deep = format!("{{\"Version\": {}1{}}}", "[".repeat(MAX_DEPTH + 9), "]".repeat(MAX_DEPTH + 9));
    let report = report(&deep);
    assert_eq!(report.findings.iter().filter(|finding| finding.rule == "nested-too-deeply").count(), 1);
    let level = format!("{{\"Version\": {}1{}}}", "[".repeat(MAX_DEPTH - 1), "]".repeat(MAX_DEPTH - 1));
    assert!(!found(&check(&level, &Options::default()), "nested-too-deeply"));
}

#[test]
fn mistakes_are_counted_up_to_a_limit() {
    let commas = |count: usize| format!("{{{}}}", ",".repeat(count));
    assert!(!found(&report(&commas(MAX_DEFECTS)), "too-many-mistakes"));
    let report = report(&commas(MAX_DEFECTS + 1));
    assert!(found(&report, "too-many-mistakes"));
    assert_eq!(report.findings.iter().filter(|finding| finding.rule == "extra-comma").count(), MAX_DEFECTS);
}

#[test]
fn files_in_another_encoding_are_read_and_said() {
    let utf16: Vec<u8> = format!("\u{feff}{POLICY}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows =
        POLICY.replace('"', "\u{1}").bytes().map(|byte| if byte == 1 { 0x93 } else { byte }).collect::<Vec<u8>>();
    for bytes in [utf16, windows] {
        let (text, report) = trust_policy::check_bytes(&bytes, &Options::default());
        assert!(found(&report, "foreign-encoding"), "{text}");
        assert!(text.contains("2012-10-17"));
    }
    assert!(!found(&trust_policy::check_bytes(POLICY.as_bytes(), &Options::default()).1, "foreign-encoding"));
}

#[test]
fn no_words_are_put_into_awss_mouth() {
    // No reply about this key was ever recorded: AWS refuses it in words that are not known.
    let canonical = POLICY.replace(r#""Service": "ec2.amazonaws.com""#, r#""CanonicalUser": "1111-2222-3333""#);
    let save = report(&canonical).save;
    assert_eq!((save.verdict, save.message), (SaveVerdict::Rejected, None));
}
