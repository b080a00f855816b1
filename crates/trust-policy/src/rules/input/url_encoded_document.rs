//! The document is percent-encoded.
//!
//! ## What it checks
//! Text such as `%7B%22Version%22…`, as the IAM API and some SDKs return policies.
//!
//! ## Why it matters
//! The policy must be decoded before it is sent back: what IAM reads is not JSON otherwise. The findings on the policy
//! inside are shown at their places in the encoded text.
//!
//! ## Example
//! ```text
//! %7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Principal%22%3A%7B%22Service%22%3A%22ec2.amazonaws.com%22%7D%2C%22Action%22%3A%22sts%3AAssumeRole%22%7D%5D%7D
//! ```
//!
//! ## Use instead
//! ```json
//! {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}
//! ```
//!
//! ## References
//! - [GetRole: policies are URL-encoded](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html)

use super::prelude::*;
use crate::intake::{Encoding, Input};

pub(super) const RULE: Rule = Rule {
    id: phrase!("url-encoded-document"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Input(check),
};

fn check(input: &Input<'_>, out: &mut Findings<'_>) {
    if input.is_wholly(Encoding::Url) {
        let why = phrase!("IAM returns policies percent-encoded, but takes them as plain JSON only.");
 out.tell(&RULE, input.first_line(), phrase!("the document is percent-encoded"), &[], why)
            .offer(Safety::Safe, phrase!("decode it"), input.decoded())
            .refused(INVALID_JSON);
    }
}
