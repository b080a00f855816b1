//! What the reader makes of broken text: each case is a text, its mistakes, and the tree that is understood all the same.

use serde_json::Value as Json;

use super::{Document, MAX_BYTES, MAX_DEFECTS, MAX_DEPTH, NodeId, Value, parse};
use crate::{Options, Safety, fix};

/// The mistakes as `Kind start..end`, offsets in bytes.
fn mistakes(text: &str) -> Vec<String> {
    let line = |defect: &super::Defect| format!("{:?} {}..{}", defect.kind, defect.span.start, defect.span.end);
    parse(text).defects.iter().map(line).collect()
}

/// The tree in short: strings as they read, `_` for a value that is missing, `…` for one that was skipped.
fn tree(text: &str) -> String {
    let document = parse(text);
    document.root.map_or_else(|| "nothing".to_owned(), |root| print(&document, root))
}

fn print(document: &Document<'_>, node: NodeId) -> String {
    match document.value(node) {
        Value::Object(members) => {
            let members = members.iter().map(|member| {
                let key = member.key.map_or("?", |key| document.key(key));
                format!("{key}:{}", print(document, member.value))
            });
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| print(document, *item)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Missing => "_".to_owned(),
        Value::Skipped => "…".to_owned(),
        _ => document.scalar(node).unwrap_or_default().to_owned(),
    }
}

#[track_caller]
fn check(text: &str, expected: &[&str], understood: &str) {
    assert_eq!(mistakes(text), expected, "mistakes of `{text}`");
    assert_eq!(tree(text), understood, "tree of `{text}`");
}

/// What all repairs, the guesses included, make of a text.
fn repaired(text: &str) -> String {
    fix(text, Safety::Review, &Options::default()).text
}

#[test]
fn json_has_no_mistakes() {
    for text in [
        "{}",
        "[]",
        "  {\"a\": [1, -2.5e+3, true, false, null, \"\", {}, []]}\r\n",
        "{\"a\": \"\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\ud83c\\udf89\"}",
        "{\"'a'\": \"it's `x` // # /* ... */ , : {{ }} [[ ]]\"}",
        "[[1], [[2]], [[[3]]]]",
        "{\"日本\": \"🎉 “quoted”\"}",
        "{\"a\": \"{\\\"b\\\": 1}\", \"c\": \"${aws:username}\"}",
        "{\"a\"\n:\n\"b\"\n,\n\"c\"\n:\n1}",
    ] {
        assert_eq!(mistakes(text), [""; 0], "{text}");
    }
}

#[test]
fn commas() {
    check("[1,]", &["TrailingComma 2..3"], "[1]");
    check("{\"a\": 1,}", &["TrailingComma 7..8"], "{a:1}");
    check("[1 2]", &["UnquotedValue 1..4"], "[1 2]");
    check("[\"1\" \"2\"]", &["MissingComma 4..4"], "[1,2]");
    check("{\"a\": 1\n\"b\": 2}", &["MissingComma 7..7"], "{a:1,b:2}");
    check("[,1,,2]", &["ExtraComma 1..2", "ExtraComma 4..5"], "[1,2]");
    check("{\"a\": 1; \"b\": 2}", &["SemicolonForComma 7..8"], "{a:1,b:2}");
    check("{\"a\": 1},", &["ExtraComma 8..9"], "{a:1}");
}

#[test]
fn colons() {
    check("{\"a\" 1}", &["MissingColon 4..4"], "{a:1}");
    check("{\"a\" {}}", &["MissingColon 4..4"], "{a:{}}");
    check("{\"a\" = 1}", &["EqualsForColon 5..6"], "{a:1}");
    check("{\"a\" => 1}", &["EqualsForColon 5..7"], "{a:1}");
    check("{\"a\" := 1}", &["EqualsForColon 5..7"], "{a:1}");
    check("{\"a\",: 1}", &["ExtraComma 4..5"], "{a:1}");
    check("{\"a\"]: 1}", &["SurplusBracket 4..5"], "{a:1}");
    check("{\"a\":: 1}", &["ExtraColon 5..6"], "{a:1}");
}

#[test]
fn keys_and_values() {
    check("{: 1}", &["MissingKey 1..2"], "{?:1}");
    check("{\"a\": }", &["MissingValue 1..5"], "{a:_}");
    check("{\"a\":\n\"b\": 1}", &["MissingValue 1..5", "MissingComma 5..5"], "{a:_,b:1}");
    check("{a: 1}", &["UnquotedKey 1..2"], "{a:1}");
    check("{\"a\": sts:AssumeRole}", &["UnquotedValue 6..20"], "{a:sts:AssumeRole}");
    check("{\"a\": 012345678901}", &["UnquotedValue 6..18"], "{a:012345678901}");
    check("{\"a\": True, \"b\": None}", &["Literal(Python) 6..10", "Literal(Python) 17..21"], "{a:True,b:None}");
    check("{\"a\": undefined}", &["Literal(JavaScript) 6..15"], "{a:undefined}");
    check("{\"a\": TRUE}", &["Literal(WrongCase) 6..10"], "{a:TRUE}");
    check("{\"a\": 1, \"a\": 2}", &["RepeatedKey 9..12"], "{a:1,a:2}");
    check("{\"a\": 1, \"\\u0061\": 2}", &["RepeatedKey 9..17"], "{a:1,a:2}");
    check("{\"a\": ...}", &["Ellipsis 6..9"], "{a:_}");
    check("[1, …]", &["Ellipsis 4..7"], "[1]");
}

#[test]
fn quotes() {
    check("{'a': 'b'}", &["Quotes(Single) 1..4", "Quotes(Single) 6..9"], "{a:b}");
    check("{“a”: ‘b’}", &["Quotes(Smart) 1..8", "Quotes(Smart) 10..17"], "{a:b}");
    check("[`a`]", &["Quotes(Backtick) 1..4"], "[a]");
    check("{\"a\": \"b}", &["UnclosedString 6..8"], "{a:b}");
    check("{\"a: \"b\"}", &["UnclosedString 1..3"], "{a:b}");
    check("{a\": 1}", &["UnopenedString 1..3"], "{a:1}");
    check("{\"a\": \"b \"c\" d\"}", &["UnescapedQuote 9..10", "UnescapedQuote 11..12"], "{a:b \"c\" d}");
    check("{\"a\": \"${aws:username}}", &["UnclosedString 6..22"], "{a:${aws:username}}");
    check("{\"a\"\": 1}", &["StrayText 4..5"], "{a:1}");
    check("{\"\"a\": 1}", &["StrayText 1..2"], "{a:1}");
    check("{\"\n\"a\": 1}", &["StrayText 1..2"], "{a:1}");
    check("{\"a\": \"\", \"b\": [\"\", \"\"]}", &[], "{a:,b:[,]}");
    check("{\"a: true}", &["UnclosedString 1..3"], "{a:true}");
}

#[test]
fn inside_strings() {
    check("[\"a\tb\"]", &["ControlCharacter 3..4"], "[a\tb]");
    check("[\"a\\-b\"]", &["BadEscape 3..5"], "[a-b]");
    check("[\"\\u12\"]", &["BadEscape 2..4"], "[u12]");
    check("[\"a\u{200b}b\"]", &["InvisibleInString 3..6"], "[a\u{200b}b]");
    assert_eq!(repaired("[\"corp\\deploy\", \"a\\_b\"]"), "[\"corp\\\\deploy\", \"a_b\"]");
    assert_eq!(mistakes("[\"arn:aws:iam::1:\n  root\"]"), ["LineBreakInString 17..20"]);
}

#[test]
fn white_space_and_marks() {
    check("\u{feff}{}", &["ByteOrderMark 0..3"], "{}");
    check("{\u{200b}\"a\":\u{200b} 1}", &["InvisibleCharacter 1..4"], "{a:1}");
    check("{\u{a0}\"a\":\u{a0}1}", &["NoBreakSpace 1..3"], "{a:1}");
    check("{\"a\": 1 // b\n}", &["Comment 8..12"], "{a:1}");
    check("{/* \"a\": 1}", &["Comment 1..3"], "{a:1}");
    check("# a\n{\"a\": /* b */ 1}", &["Comment 0..3", "Comment 10..17"], "{a:1}");
    check("{\"a\": 1 /* b", &["UnclosedBracket 7..7", "Comment 8..12"], "{a:1}");
    check("[1, \\ 2]", &["StrayText 4..5"], "[1,2]");
}

#[test]
fn around_the_document() {
    check("", &["EmptyText 0..0"], "nothing");
    check(" \n\t", &["EmptyText 0..0"], "nothing");
    check("SomeName", &["NotJson 0..8"], "nothing");
    check("```json\n{}\n```\n", &["TextBefore 0..7", "TextAfter 11..14"], "{}");
    check("policy = {\"a\": 1}", &["TextBefore 0..8"], "{a:1}");
    check("{\"a\": 1}\n{\"b\": 2}", &["SecondDocument 9..17"], "{a:1}");
    check("\"a\": 1}", &["UnopenedBracket 0..0"], "{a:1}");
    check("//{\n\"a\": 1}", &["Comment 0..3", "UnopenedBracket 4..4"], "{a:1}");
}

#[test]
fn brackets() {
    check("{\"a\": [1}", &["UnclosedBracket 8..8"], "{a:[1]}");
    check("{\"a\": [1", &["UnclosedBracket 8..8"], "{a:[1]}");
    check("{\"a\": 1}}", &["SurplusBracket 8..9"], "{a:1}");
    check("{\"a\": [1]]}", &["SurplusBracket 9..10"], "{a:[1]}");
    check("{\"a\": [1}}", &["WrongBracket 8..9"], "{a:[1]}");
    check("{\"a\": {\"x\", \"y\"}}", &["WrongBracket 6..7"], "{a:[x,y]}");
    check("{\"a\": {\"x\", \"y\"]}", &["WrongBracket 6..7"], "{a:[x,y]}");
    check("{\"a\": [\"x\": 1]}", &["WrongBracket 6..7"], "{a:{x:1}}");
    check("{\"a\": { {\"x\": 1}, {\"x\": 2} ]}", &["WrongBracket 6..7"], "{a:[{x:1},{x:2}]}");
    check("{\"a\": \"x\": 1}, \"b\": 2}", &["UnopenedBracket 6..6"], "{a:{x:1},b:2}");
    check("{\"a\": \"x\", \"y\"], \"b\": 2}", &["UnopenedBracket 6..6"], "{a:[x,y],b:2}");
    check("{\"a\": [\"x\": 1}], \"b\": 2}", &["UnopenedBracket 7..7"], "{a:[{x:1}],b:2}");
    check("{\"a\": {\"x\": 1}, {\"x\": 2}], \"b\": 2}", &["UnopenedBracket 6..6"], "{a:[{x:1},{x:2}],b:2}");
    check("{{\"a\": 1}", &["SurplusBracket 1..2"], "{a:1}");
    check("{\"a\": {{\"x\": 1}}, \"b\": 2}", &["SurplusBracket 7..8"], "{a:{x:1},b:2}");
}

#[test]
fn indentation_tells_where_a_bracket_is_missing() {
    let text = "{\n  \"a\": {\n    \"x\": 1,\n  \"b\": 2\n}\n";
    check(text, &["UnclosedBracket 22..22"], "{a:{x:1},b:2}");
    assert_eq!(repaired(text), "{\n  \"a\": {\n    \"x\": 1\n  },\n  \"b\": 2\n}\n");
    let text = "{\n  \"a\": [\n    \"x\",\n    \"y\"\n  \"b\": 2\n}\n";
    check(text, &["UnclosedBracket 27..27"], "{a:[x,y],b:2}");
    let text = "{\n  \"a\": {\n    \"x\": 1\n  }},\n  \"b\": 2\n}\n";
    check(text, &["SurplusBracket 25..26"], "{a:{x:1},b:2}");
}

#[test]
fn windows_line_ends_survive() {
    let text = "{\r\n  \"a\": {\r\n    \"x\": 1, // c\r\n  \"b\": 2,\r\n}\r\n";
    assert_eq!(repaired(text), "{\r\n  \"a\": {\r\n    \"x\": 1\r\n  },\r\n  \"b\": 2\r\n}\r\n");
    let text = "{\r\n  // c\r\n  \"a\": \"b\r\n}\r\n";
    assert_eq!(repaired(text), "{\r\n  \"a\": \"b\"\r\n}\r\n");
}

#[test]
fn offsets_are_bytes_behind_wide_characters() {
    let text = "{\"日本\": \"🎉\",}";
    check(text, &["TrailingComma 17..18"], "{日本:🎉}");
    let text = "{“日本”: '🎉' \"b\": 1}";
    assert_eq!(repaired(text), "{\"日本\": \"🎉\", \"b\": 1}");
}

#[test]
fn depth_is_bounded() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(mistakes(&nested(MAX_DEPTH)), [""; 0]);
    let deep = nested(MAX_DEPTH + 1);
    assert_eq!(mistakes(&deep), [format!("NestedTooDeeply {MAX_DEPTH}..{}", MAX_DEPTH + 1)]);
    assert!(tree(&deep).contains('…'));
}

#[test]
fn the_number_of_mistakes_is_bounded() {
    let commas = |count: usize| format!("[{}]", ",".repeat(count));
    assert_eq!(mistakes(&commas(MAX_DEFECTS)).len(), MAX_DEFECTS);
    let more = mistakes(&commas(MAX_DEFECTS + 1));
    assert_eq!(more.len(), MAX_DEFECTS + 1);
    assert!(more[MAX_DEFECTS].starts_with("TooManyDefects"), "{}", more[MAX_DEFECTS]);
}

const POLICY: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": [
          "arn:aws:iam::111122223333:root",
          "arn:aws:iam::444455556666:root"
        ]
      },
      "Action": "sts:AssumeRole",
      "Condition": {
        "StringEquals": { "sts:ExternalId": "a-b" },
        "Bool": { "aws:MultiFactorAuthPresent": true }
      }
    }
  ]
}
"#;

/// The policy as people lay it out.
fn layouts() -> [String; 3] {
    [POLICY.to_owned(), POLICY.replace('\n', "\r\n"), POLICY.split_whitespace().collect()]
}

/// Repairs that only a person can make: what was meant is not in the text.
const FOR_A_PERSON: [&str; 5] = ["missing-key", "missing-value", "ellipsis", "empty-document", "unreadable-document"];

#[track_caller]
fn becomes_json(text: &str) {
    let fixed = fix(text, Safety::Review, &Options::default());
    let json = serde_json::from_str::<Json>(&fixed.text);
    let left = || fixed.report.findings.iter().any(|finding| FOR_A_PERSON.contains(&finding.rule));
    assert!(json.is_ok() || left(), "`{text}`\nbecomes\n`{}`\nwhich is no JSON: {json:?}", fixed.text);
}

#[test]
fn one_slip_of_the_keyboard_is_mended() {
    const TYPED: [&str; 22] = [
        "\"", "{", "}", "[", "]", ",", ":", "'", "\\", "=", ";", "x", "\u{200b}", "\u{a0}", "”", "\n", "\t", "...",
        "#", "//", "/*", "(",
    ];
    for layout in layouts() {
        for (at, c) in layout.char_indices().filter(|(_, c)| *c != ' ') {
            let (before, after) = layout.split_at(at);
            becomes_json(&format!("{before}{}", &after[c.len_utf8()..]));
            for typed in TYPED {
                becomes_json(&format!("{before}{typed}{after}"));
            }
            becomes_json(before);
            becomes_json(after);
        }
    }
}

#[test]
fn a_lost_mark_is_put_back_where_it_was() {
    let meant: Json = serde_json::from_str(POLICY).unwrap();
    for (at, c) in POLICY.char_indices().filter(|(_, c)| "\"{}[],".contains(*c)) {
        let mut text = POLICY.to_owned();
        text.remove(at);
        let mut found: Json = serde_json::from_str(&repaired(&text)).unwrap();
        // A list of one statement and the statement alone are the same policy.
        if found["Statement"].is_object() {
            found["Statement"] = Json::Array(vec![found["Statement"].take()]);
        }
        assert_eq!(found, meant, "without the `{c}` at {at}");
    }
}

#[test]
fn what_people_paste_is_mended() {
    for text in [
        "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Condition': {'Bool': {'a': True, 'b': None}}}]}",
        "{Version: '2012-10-17', Statement: [{Effect: `Allow`, Principal: {Service: ['ec2.amazonaws.com',],},},],}",
        "{\n  Version = \"2012-10-17\"\n  Statement = [{\n    Effect = \"Allow\"\n    Principal = { AWS = \"*\" }\n  }]\n}",
        "policy = jsonencode({\n  Version = \"2012-10-17\"\n  Statement = []\n})",
        "$ aws iam create-role --assume-role-policy-document '{\"Version\": \"2012-10-17\", \"Statement\": []}'",
        "Here it is:\n```json\n{ “Version”: “2012-10-17”, “Statement”: [ … ] }\n```\nThanks!",
        "{ \"Version\": \"2012-10-17\"; \"Statement\" => [ { \"Effect\" \"Allow\" }, ... ] } }",
        "{ # root\n \"a\": 1, // x\n /* y */ \"b\": [1,,2,] <!-- z --> }",
        "\u{feff}{\u{a0}\"a\u{200b}\": \"b\tc\\d\",\u{2028}\"a\": 2}",
        "{\"a\": \"one \"two\" three\", \"b\": \"it's}",
        "{\"a\": {\"b\": [1, 2, {\"c\": \"d",
        "{\"a\": 1} {\"b\": 2} {\"c\": 3} trailing",
        "{\"Condition\": {\"StringEquals\": {\"x\": 1}, \"StringEquals\": {\"y\": 2}, \"StringEquals\": {\"x\": 3}}}",
        "{{{{{{",
        "}}}}}}",
        "[[[[",
        "{\"",
        "{'",
        "[\"\\",
        "{\"a\":\"b\\\"}",
        "{,,,,:,,,}",
        "[:]",
        "{]}[",
        "(){}",
    ] {
        becomes_json(text);
    }
}

#[test]
fn hostile_text_takes_linear_time() {
    let pieces = [
        "{",
        "}",
        "[",
        "]",
        "[]",
        "{}",
        ",",
        ":",
        "\"",
        "'",
        "\\",
        "\"\\",
        "\"a",
        "\"a\" ",
        "\"}",
        "'\"",
        "/*",
        "//",
        "#",
        "<",
        "${",
        "{{",
        "{{a",
        "a:",
        "...",
        "\n\"",
        "\"\n",
        "\u{a0}",
        "\u{200b}",
        "\"\u{200b}",
        "“",
        "{\"a\":",
        "[{]",
        "{\"a\":[}",
        "{\"a\"",
        "\"a\":",
        "=",
        "a b ",
        "\"x}}}}",
        "/**/",
        "{\"a\":1,",
        "[[],",
        "<!--",
        "\"a\", \"b\" c",
    ];
    for piece in pieces {
        let text = piece.repeat(MAX_BYTES / 8 / piece.len());
        for text in [text.clone(), format!("{{\"a\": {text}"), format!("{{\"{text}")] {
            let document = parse(&text);
            assert!(document.defects.len() <= MAX_DEFECTS + 1);
        }
    }
}

/// Kinds and places of a node and all below it.
fn dump(document: &Document<'_>, node: NodeId, out: &mut String) {
    let value = document.value(node);
    let kind = match value {
        Value::Object(_) => "object".to_owned(),
        Value::Array(_) => "array".to_owned(),
        other => format!("{other:?}"),
    };
    out.push_str(&format!("{kind} {:?}\n", document.span(node)));
    for member in document.members(node) {
        out.push_str(&format!("{:?}\n", member.key));
        dump(document, member.value, out);
    }
    document.items(node).iter().for_each(|item| dump(document, *item, out));
}

#[test]
fn both_readers_make_the_same_tree_of_valid_json() {
    let texts = [
        "{}",
        " [ ] \n",
        r#"{"a": [1, -2.5e3, true, false, null, "", "\u00e9\"\\"], "b": {"c": {}, "": []}}"#,
        "{\r\n\t\"日本\": \"🎉\",\n \"x\" : [ [ ] , { } ]\n}",
        r#"[{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["sts:AssumeRole"]}]}]"#,
    ];
    for text in texts {
        let trees = [parse(text), super::parser::recover(text)].map(|document| {
            let mut out = String::new();
            document.root.iter().for_each(|root| dump(&document, *root, &mut out));
            assert_eq!(document.defects, [], "{text}");
            out
        });
        assert_eq!(trees[0], trees[1], "{text}");
        assert!(super::strict::parse(text).is_some(), "{text}");
    }
}
