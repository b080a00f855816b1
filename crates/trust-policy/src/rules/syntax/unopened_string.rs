//! A string has no quote at its start.
//!
//! ## What it checks
//! Keys and values that end with a quote and do not begin with one.
//!
//! ## Why it matters
//! IAM reads the quote at the end as the start of another string, and refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [RFC 8259, section 7: strings](https://www.rfc-editor.org/rfc/rfc8259#section-7)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unopened-string"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::UnopenedString,
        message: phrase!("this string has no quote at its start"),
        why: phrase!("The quote at the end would begin a string of its own."),
        repair: phrase!("add the quote"),
    }),
};
