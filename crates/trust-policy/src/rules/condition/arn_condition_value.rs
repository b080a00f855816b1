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
    id: phrase!("arn-condition-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let arn_key = tested.value_type == Some(ValueType::Arn);
    let arn_operator = tested.family == Some(OperatorFamily::Arn);
    // On a key that holds no ARN an ARN operator itself is the mistake.
    let compares = match tested.family {
        Some(OperatorFamily::Arn) => arn_key || tested.known.is_none_or(|key| has_any(key.name, b"$.")),
        Some(OperatorFamily::String) => arn_key,
        _ => false,
    };
    if !compares {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        let pattern = text.starts_with('*') || (value.has_star && !arn_operator);
        let begun = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("arn:"));
        if !value.is_filled_in() || value.has_variable || (pattern && !begun) || Arn::parse(text).is_some() {
            continue;
        }
        let mended = mended(text);
        // As text, a wildcard stands for the parts behind it too.
        if mended.is_none() && value.has_star && tested.has_wildcards && !arn_operator {
            continue;
        }
        let why = phrase!("An ARN has six parts, `arn:partition:service:region:account:resource`; some may be empty or `*`.");
        let finding = out.at_value(&RULE, value, phrase!("`{}` is not a whole ARN"), "", why);
        if let Some(arn) = mended {
            tested.write(finding, value, &arn);
        }
    }
}

/// The ARN that is meant: IAM has no Regions, so its empty part is what people forget.
fn mended(text: &str) -> Option<String> {
    let mut parts = text.splitn(6, ':').skip(2);
    let (Some("iam" | "sts"), Some(account), Some(resource), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    AccountId::parse(account)?;
    let (start, end) = text.split_at_checked(text.len() - account.len() - 1 - resource.len())?;
    Some(filled(phrase!("{}:{}"), &[start, end]))
}
