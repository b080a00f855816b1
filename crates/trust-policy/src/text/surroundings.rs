//! Where the document begins: people paste prompts, fences and prose along with it.

use super::lexer::{is_invisible, is_letter};

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
    let blank = |c: char| c.is_whitespace() || is_invisible(c);
    let first = text.find(|c| !blank(c)).unwrap_or(text.len());
    let rest = &text[first..];
    if rest.is_empty() {
        return Beginning::Nothing;
    }
    if rest.starts_with(['{', '[']) || starts_comment(rest) {
        return Beginning::Bracket(0);
    }
    if starts_member(rest) {
        return Beginning::Key(0);
    }
    let opens = |&(at, bracket): &(usize, &str)| {
        begins_document(bracket, &text[at + 1..]) && !opens_block(&text[..at], &text[at + 1..])
    };
    match text.match_indices(['{', '[']).find(opens) {
        Some((at, _)) if !is_yaml(&text[..at]) => Beginning::Bracket(at),
        _ => Beginning::Other,
    }
}

/// `${AWS::AccountId}` in a template, and the blocks of Terraform: `statement {` with `effect = …` inside.
fn opens_block(before: &str, after: &str) -> bool {
    let quoted = after.trim_start().starts_with(['"', '\'', '“', '‘']);
    let word = before.trim_end_matches([' ', '\t']).chars().next_back();
    before.ends_with('$') || (!quoted && word.is_some_and(|c| is_letter(c) || matches!(c, '"' | '_')))
}

/// Whether the text in front of the first bracket is YAML: lines of keys, and no comma behind any.
fn is_yaml(before: &str) -> bool {
    const LINES: usize = 64;
    let key = |line: &str| {
        let line = line.trim_start();
        let line = line.strip_prefix("- ").unwrap_or(line);
        let name = line.split(':').next().filter(|name| name.len() < line.len()).unwrap_or_default();
        let word = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        let follows = line[name.len()..].trim_start_matches(':');
        word && (follows.is_empty() || follows.starts_with(' ')) && !line.trim_end().ends_with([',', '{', '['])
    };
    let mut lines = before.lines().filter(|line| !line.trim().is_empty()).take(LINES);
    lines.next().is_some_and(key) && lines.any(key)
}

fn starts_comment(rest: &str) -> bool {
    let (first, others) = rest.split_once('\n').unwrap_or((rest, ""));
    // `// {…}` and nothing else: the document itself is behind the mark.
    let line = rest.starts_with("//") && (!first.contains('{') || others.contains('"'));
    let comment = line || rest.starts_with("/*") || rest.starts_with("<!--") || is_hash_comment(rest);
    comment && rest.contains(['{', '['])
}

/// `# comment` in front of a document; a Markdown heading or a root prompt looks the same and is dropped the same way.
fn is_hash_comment(rest: &str) -> bool {
    rest.starts_with('#') && !rest.lines().next().unwrap_or_default().contains(['{', '['])
}

/// `"Version": …` without a brace before it.
fn starts_member(rest: &str) -> bool {
    let Some(body) = rest.strip_prefix('"') else {
        return false;
    };
    let Some(end) = body.find(['"', '\n']) else {
        return false;
    };
    body[end..].strip_prefix('"').is_some_and(|after| after.trim_start().starts_with(':'))
}

/// Whether a bracket opens data rather than standing in prose or code.
fn begins_document(bracket: &str, after: &str) -> bool {
    let next = after.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)).chars().next();
    match (bracket, next) {
        ("{", Some('"' | '\'' | '}' | '“' | '”' | '‘' | '’' | '/' | '#')) => true,
        ("{", Some(c)) => is_letter(c) && !c.is_ascii_digit() && is_key(after.trim_start()),
        ("[", Some('{')) => true,
        _ => false,
    }
}

/// `Version:` or `Version =`, as in a JavaScript object or a Terraform map.
fn is_key(text: &str) -> bool {
    let word = text.find(|c: char| !(is_letter(c) || c == '_')).unwrap_or(text.len());
    text[word..].trim_start_matches([' ', '\t']).starts_with([':', '='])
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
