//! The document is the inside of a JSON string.
//!
//! ## What it checks
//! Policies with a backslash before every quote, with or without quotes around the whole.
//!
//! ## Why it matters
//! Programs put a policy into a string field of another JSON document so. On its own it is not a policy: IAM reads a
//! string, or nothing at all. The findings on the policy inside are shown at their places in the escaped text.
//!
//! ## Example
//! ```text
//! "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}"
//! ```
//!
//! ## Use instead
//! ```json
//! {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}
//! ```
//!
//! ## References
//! - [RFC 8259, section 7: strings](https://www.rfc-editor.org/rfc/rfc8259#section-7)

use super::prelude::*;
use crate::intake::{Encoding, Input};

pub(super) const RULE: Rule = Rule {
    id: phrase!("escaped-document"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Input(check),
};

fn check(input: &Input<'_>, out: &mut Findings<'_>) {
    if input.is_wholly(Encoding::JsonString) {
        let why = phrase!("Every quote has a backslash before it, so IAM finds no object.");
 out.tell(&RULE, input.first_line(), phrase!("the document is escaped, as the inside of a JSON string"), &[], why)
            .offer(Safety::Safe, phrase!("take the escapes off"), input.decoded())
            .refused(INVALID_JSON);
    }
}
