//! The text holds no JSON at all.
//!
//! ## What it checks
//! Text without an object or a list. It says what the text may be instead: YAML, Terraform, an ARN, the name of a policy or
//! role, the path of a file, an error of AWS.
//!
//! ## Why it matters
//! IAM takes a trust policy as JSON only. CloudFormation and Terraform turn their own languages into JSON before they send it;
//! the AWS CLI and the console do not.
//!
//! ## Example
//! ```text
//! AWSLambdaBasicExecutionRole
//! ```
//!
//! ## Use instead
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Grammar of the IAM JSON policy language](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "unreadable-document",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: Some("JSON_SYNTAX_ERROR"),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::NotJson) {
        let (named, what, help) = guess(document.text);
        let message = if named { around("`", defect.span.of(document.text), what) } else { what.to_owned() };
        let why = "A trust policy is a JSON object, and this text holds neither an object nor a list.";
        let draft = not_json(out, &RULE, defect, message, why, "");
        if !help.is_empty() {
            draft.help(help);
        }
    }
}

/// What the text may be: whether the line belongs before it, in words, and what to do.
fn guess(text: &str) -> (bool, &'static str, &'static str) {
    let text = text.trim();
    let has = |marks: &[&str]| marks.iter().any(|mark| text.holds(mark));
    let one_word = !text.contains(char::is_whitespace);
    if has(&["An error occurred (", "MalformedPolicyDocument", "not authorized to perform"]) {
        (false, "this is an error message, not a policy", "Paste the policy that caused it.")
    } else if has(&["aws_iam_", "resource \"", "data \"", "jsonencode("]) {
        let help = "Paste the policy that it renders: the `json` attribute of the data source, from `terraform show`.";
        (false, "this is Terraform, not JSON", help)
    } else if text.starts_with('<') {
        (false, "this is a page or XML, not JSON", "")
    } else if one_word && text.starts_with("arn:") {
        let help = "An ARN names who may assume the role; it belongs under `Principal` of a policy.";
        (true, "` is an ARN, not a policy", help)
    } else if one_word && (has(&["file://", "/", "\\"]) || text.ends_with(".json")) {
        let help = "Paste what is in the file; the AWS CLI reads it when the name begins with `file://`.";
        (true, "` is the name of a file, not a policy", help)
    } else if text.lines().any(is_yaml_key) {
        let help = "Write the policy as JSON; only CloudFormation takes YAML, and converts it.";
        (false, "this looks like YAML, not JSON", help)
    } else if one_word && !text.is_empty() && text.chars().all(is_of_name) {
        let help = "Permissions policies are attached to a role by name; its trust policy is a document of its own.";
        (true, "` is a name, not a policy", help)
    } else {
        (false, "this is not JSON", "")
    }
}

/// The characters of names in IAM, and letters of any alphabet beside them.
fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() || "+=,.@_-".contains(c)
}

/// `Key: value` or `- item: value`.
fn is_yaml_key(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix("- ").unwrap_or(line);
    let Some((key, rest)) = line.split_once(':') else { return false };
    let word = !key.is_empty() && key.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_');
    word && (rest.is_empty() || rest.starts_with(' '))
}
