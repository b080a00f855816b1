//! Where the document begins: people paste prompts, fences and prose along with it.

use super::lexer::is_invisible;

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
    match text.match_indices(['{', '[']).find(|(at, bracket)| begins_document(bracket, &text[at + 1..])) {
        Some((at, _)) => Beginning::Bracket(at),
        None => Beginning::Other,
    }
}

fn starts_comment(rest: &str) -> bool {
    let comment = rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with("<!--") || is_hash_comment(rest);
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
        ("{", Some(c)) => c.is_alphabetic() && is_key(after.trim_start()),
        ("[", Some('{')) => true,
        _ => false,
    }
}

/// `Version:` or `Version =`, as in a JavaScript object or a Terraform map.
fn is_key(text: &str) -> bool {
    let word = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len());
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
        assert_eq!(beginning(" \n\u{feff}"), Beginning::Nothing);
        assert_eq!(beginning("AWSLambdaBasicExecutionRole"), Beginning::Other);
    }
}
