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
    id: phrase!("unreadable-document"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::NotJson) {
        let (message, help) = guess(document.text.trim());
        let why = phrase!("A trust policy is a JSON object.");
        let draft = not_json(out, &RULE, defect, message, &[defect.span.of(document.text)], why, "");
        if let Some(help) = help {
            draft.help(help);
        }
    }
}

/// What the text may be, `{}` being its first line, and what to do.
fn guess(text: &str) -> (Phrase, Option<Phrase>) {
    let one_word = !text.contains(char::is_whitespace);
    if contains_one(text, &["An error occurred (", "MalformedPolicyDocument", "not authorized to perform"]) {
        (phrase!("this is an error message, not a policy"), Some(phrase!("Paste the policy that caused it.")))
    } else if contains_one(text, &["aws_iam_", "resource \"", "data \"", "jsonencode("]) {
        (phrase!("this is Terraform, not JSON"), Some(phrase!("Paste the policy that it renders, from `terraform show`.")))
    } else if text.starts_with('<') {
        (phrase!("this is a page or XML, not JSON"), None)
    } else if one_word && text.starts_with("arn:") {
        (phrase!("`{}` is an ARN, not a policy"), Some(phrase!("It belongs under `Principal` of a policy.")))
    } else if one_word && (contains_one(text, &["/", "\\"]) || text.ends_with(".json")) {
        let help = phrase!("Paste what is in the file, or give the AWS CLI its name behind `file://`.");
        (phrase!("`{}` is the name of a file, not a policy"), Some(help))
    } else if text.lines().any(is_yaml_key) {
        (phrase!("this looks like YAML, not JSON"), Some(phrase!("Write the policy as JSON; only CloudFormation takes YAML.")))
    } else if one_word && text.chars().all(is_of_name) {
        (phrase!("`{}` is a name, not a policy"), Some(phrase!("Only permissions policies are attached to a role by name.")))
    } else {
        (phrase!("this is not JSON"), None)
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn contains_one(text: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| text.holds(mark))
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
