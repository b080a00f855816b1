//! Where the document begins: people paste prompts, fences and prose along with it.

use super::lexer::{is_invisible, is_letter};
use super::marks::{begins_with, char_at, first_line, from, has_any, until, without_marks, without_marks_behind};

/// What the text begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beginning {
    /// A bracket, at this offset; what lies before it is not part of the document.
    Bracket(usize),
    /// A key and a colon, at this offset: the opening brace is missing.
    Key(usize),
    /// Only white space.
    Nothing,
    /// Something else altogether.
    Other,
}

pub(super) fn beginning(text: &str) -> Beginning {
    let rest = without_blanks(text);
    if rest.is_empty() {
        return Beginning::Nothing;
    }
    if begins_with(rest, b"{[") || starts_comment(rest) {
        return Beginning::Bracket(0);
    }
    if starts_member(rest) {
        return Beginning::Key(0);
    }
    for (bracket, at) in text.bytes().zip(0..) {
        if !matches!(bracket, b'{' | b'[') {
            continue;
        }
        let (before, after) = (until(text, at), from(text, at + 1));
        if begins_document(bracket, after) && !opens_block(before, after) {
            return if is_yaml(before) { Beginning::Other } else { Beginning::Bracket(at) };
        }
    }
    Beginning::Other
}

/// The text without the white space and the invisible characters at its start.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn without_blanks(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

/// `${AWS::AccountId}` in a template, and the blocks of Terraform: `statement {` with `effect = …` inside.
fn opens_block(before: &str, after: &str) -> bool {
    let quoted = char_at(after.trim_start(), 0).is_some_and(|c| matches!(c, '"' | '\'' | '“' | '‘'));
    let word = without_marks_behind(before, b" \t").chars().next_back();
    before.ends_with('$') || (!quoted && word.is_some_and(|c| is_letter(c) || matches!(c, '"' | '_')))
}

/// Whether the text in front of the first bracket is YAML: lines of keys, and no comma behind any.
fn is_yaml(before: &str) -> bool {
    const LINES: usize = 64;
    let mut keys = 0;
    let mut rest = before.trim_start();
    for _ in 0..LINES {
        let line = first_line(rest);
        rest = from(rest, line.len()).trim_start();
        // The first line is a key, and one below it.
        match (is_yaml_key(line), keys) {
            (true, 1) => return true,
            (true, _) => keys = 1,
            (false, 0) => return false,
            (false, _) => {}
        }
    }
    false
}

/// `Version: …` or `- Effect: …`, with no comma or bracket at its end.
fn is_yaml_key(line: &str) -> bool {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let Some((name, value)) = line.split_once(':') else { return false };
    let word = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let value = without_marks(value, b":");
    word && (value.is_empty() || value.starts_with(' ')) && without_marks_behind(line, b",{[").len() == line.len()
}

fn starts_comment(rest: &str) -> bool {
    let first = first_line(rest);
    let others = from(rest, first.len());
    // `// {…}` and nothing else: the document itself is behind the mark.
    let line = rest.starts_with("//") && (!first.contains('{') || others.contains('"'));
    let comment = line || rest.starts_with("/*") || rest.starts_with("<!--") || is_hash_comment(rest);
    comment && has_any(rest, b"{[")
}

/// `# comment` in front of a document; a Markdown heading or a root prompt looks the same and is dropped the same way.
fn is_hash_comment(rest: &str) -> bool {
    rest.starts_with('#') && !has_any(first_line(rest), b"{[")
}

/// `"Version": …` without a brace before it.
fn starts_member(rest: &str) -> bool {
    let Some(body) = rest.strip_prefix('"') else {
        return false;
    };
    let Some((key, behind)) = body.split_once('"') else {
        return false;
    };
    !key.contains('\n') && behind.trim_start().starts_with(':')
}

/// Whether a bracket opens data rather than standing in prose or code.
fn begins_document(bracket: u8, after: &str) -> bool {
    match (bracket, char_at(without_blanks(after), 0)) {
        (b'{', Some('"' | '\'' | '}' | '“' | '”' | '‘' | '’' | '/' | '#')) => true,
        (b'{', Some(c)) => is_letter(c) && !c.is_ascii_digit() && is_key(after.trim_start()),
        (_, Some(c)) => c == '{' && bracket == b'[',
        (_, None) => false,
    }
}

/// `Version:` or `Version =`, as in a JavaScript object or a Terraform map.
fn is_key(text: &str) -> bool {
    let word = text.find(|c: char| !(is_letter(c) || c == '_')).unwrap_or(text.len());
    begins_with(without_marks(from(text, word), b" \t"), b":=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_document() {
        assert_eq!(beginning("  {\"a\": 1}"), Beginning::Bracket(0));
        assert_eq!(beginning("```json\n{\"a\": 1}"), Beginning::Bracket(8));
        assert_eq!(beginning("$ aws iam create-role --document '{ \"a\": 1}'"), Beginning::Bracket(34));
        assert_eq!(beginning("policy = jsonencode({\n  Version = 1})"), Beginning::Bracket(20));
        assert_eq!(beginning("\"Version\": \"2012-10-17\"}"), Beginning::Key(0));
        assert_eq!(beginning("Here [it] is: {\"a\": 1}"), Beginning::Bracket(14));
        assert_eq!(beginning("// {}\n{\"a\": 1}"), Beginning::Bracket(0));
        assert_eq!(beginning("// {\"a\": 1}"), Beginning::Bracket(3));
        assert_eq!(beginning(" \n\u{feff}"), Beginning::Nothing);
        assert_eq!(beginning("AWSLambdaBasicExecutionRole"), Beginning::Other);
    }

    #[test]
    fn other_languages_are_no_documents() {
        let yaml = "Version: '2012-10-17'\nStatement:\n  - Principal: { Service: ec2.amazonaws.com }\n";
        assert_eq!(beginning(yaml), Beginning::Other);
        assert_eq!(beginning("Resource: !Sub 'arn:${AWS::Partition}:iam'"), Beginning::Other);
        let terraform = "data \"aws_iam_policy_document\" \"trust\" {\n  statement {\n    effect = \"Allow\"\n  }\n}";
        assert_eq!(beginning(terraform), Beginning::Other);
        let role = "resource \"aws_iam_role\" \"x\" {\n  assume_role_policy = jsonencode({\n    Version = \"\" })\n}";
        assert_eq!(beginning(role), Beginning::Bracket(role.find("({").unwrap() + 1));
    }
}
