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
        let guess = Guess::of(document.text);
        let draft = out.report(&RULE, defect.span);
        draft
            .message(guess.message(defect.span.of(document.text)))
            .why("A trust policy is a JSON object, and this text holds neither an object nor a list.")
            .refused(INVALID_JSON);
        if let Some(help) = guess.help() {
            draft.help(help);
        }
    }
}

/// What the text may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guess {
    Error,
    Terraform,
    Yaml,
    File,
    Arn,
    Name,
    Html,
    Nothing,
}

impl Guess {
    fn of(text: &str) -> Self {
        let text = text.trim();
        let has = |marks: &[&str]| marks.iter().any(|mark| text.contains(mark));
        let one_word = !text.contains(char::is_whitespace);
        if has(&["An error occurred (", "MalformedPolicyDocument", "not authorized to perform"]) {
            Self::Error
        } else if has(&["aws_iam_", "resource \"", "data \"", "jsonencode("]) {
            Self::Terraform
        } else if text.starts_with('<') {
            Self::Html
        } else if one_word && text.starts_with("arn:") {
            Self::Arn
        } else if one_word && (has(&["file://", "/", "\\"]) || text.ends_with(".json")) {
            Self::File
        } else if text.lines().any(is_yaml_key) {
            Self::Yaml
        } else if one_word && !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "+=,.@_-".contains(c)) {
            Self::Name
        } else {
            Self::Nothing
        }
    }

    fn message(self, line: &str) -> String {
        match self {
            Self::Error => "this is an error message, not a policy".to_owned(),
            Self::Terraform => "this is Terraform, not JSON".to_owned(),
            Self::Yaml => "this looks like YAML, not JSON".to_owned(),
            Self::File => format!("`{line}` is the name of a file, not a policy"),
            Self::Arn => format!("`{line}` is an ARN, not a policy"),
            Self::Name => format!("`{line}` is a name, not a policy"),
            Self::Html => "this is a page or XML, not JSON".to_owned(),
            Self::Nothing => "this is not JSON".to_owned(),
        }
    }

    fn help(self) -> Option<&'static str> {
        Some(match self {
            Self::Error => "Paste the policy that caused it.",
            Self::Terraform => "Paste the policy that it renders: the `json` attribute of the data source, from `terraform show`.",
            Self::Yaml => "Write the policy as JSON; only CloudFormation takes YAML, and converts it.",
            Self::File => "Paste what is in the file; the AWS CLI reads it when the name begins with `file://`.",
            Self::Arn => "An ARN names who may assume the role; it belongs under `Principal` of a policy.",
            Self::Name => "Permissions policies are attached to a role by name; its trust policy is a document of its own.",
            Self::Html | Self::Nothing => return None,
        })
    }
}

/// `Key: value` or `- item: value`.
fn is_yaml_key(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ");
    let Some((key, rest)) = line.split_once(':') else { return false };
    let word = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    word && (rest.is_empty() || rest.starts_with(' '))
}
