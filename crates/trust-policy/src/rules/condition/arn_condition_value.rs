//! A condition compares with something that is no ARN.
//!
//! ## What it checks
//! Values of ARN operators and of ARN keys that lack one of the six parts of an ARN, or are none.
//!
//! ## Why it matters
//! AWS compares an ARN part by part. A value with fewer parts than six matches nothing, so the test never holds.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam:444455556666:role/ci-*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Use instead
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/ci-*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [Amazon Resource Names](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html)

use super::prelude::*;
use crate::aws::catalogue::ValueType;
use crate::aws::{AccountId, Arn};

pub(super) const RULE: Rule = Rule {
    id: "arn-condition-value",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let arn_key = test.known().is_some_and(|key| key.value_type == ValueType::Arn);
        let Some(operator) = block.operator.filter(|operator| match operator.family {
            // On a key that holds no ARN the operator itself is the mistake.
            OperatorFamily::Arn => arn_key || test.known().is_none_or(|key| key.name.contains(['$', '.'])),
            OperatorFamily::String => arn_key,
            _ => false,
        }) else {
            continue;
        };
        let arn_operator = operator.family == OperatorFamily::Arn;
        for value in test.values.iter().filter(|value| !value.is_joined() && !value.is_placeholder()) {
            let text = value.text.trim();
            let pattern = text.starts_with('*') || (text.contains('*') && !arn_operator);
            let five = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("arn:"));
            if Arn::parse(text).is_some() || text.contains("${") || (pattern && !five) || text == "*" {
                continue;
            }
            let finding = out
                .report(&RULE, value.span)
                .message(if five {
                    format!("`{text}` lacks a part of an ARN")
                } else {
                    format!("`{text}` is not an ARN")
                })
                .why("An ARN has six parts, `arn:partition:service:region:account:resource`, of which some may be empty.");
            match mended(text) {
                Some(arn) => {
                    let edits = vec![layout::replace_string(policy.document, value.node, &arn)];
                    let narrows = statement.mending_narrows(block, test);
                    finding.fix(Fix::narrowing(narrows, format!("write `{arn}`"), edits));
                }
                None => {
                    finding.help("Write the whole ARN; `*` may stand for a part of it.");
                }
            }
        }
    }
}

/// The ARN that is meant: IAM has no Regions, so its empty part is what people forget.
fn mended(text: &str) -> Option<String> {
    let mut parts: Vec<&str> = text.split(':').collect();
    let global = matches!(parts.get(2), Some(&"iam" | &"sts"));
    let account = parts.get(3).is_some_and(|part| AccountId::parse(part).is_some());
    if parts.len() != 5 || !global || !account {
        return None;
    }
    parts.insert(3, "");
    Some(parts.join(":"))
}
