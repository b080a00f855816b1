//! A string stands in backticks.
//!
//! ## What it checks
//! Backticks around keys and values, as in JavaScript templates, Go and Markdown.
//!
//! ## Why it matters
//! JSON strings stand in double quotes. IAM refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": `Allow`,
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
use crate::text::QuoteStyle;

pub(super) const RULE: Rule = Rule {
    id: phrase!("backtick-quotes"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::Quotes(QuoteStyle::Backtick),
        message: phrase!("this string stands in backticks, not in double quotes"),
        why: phrase!("Backticks are quotes in JavaScript and Go, not in JSON."),
        repair: phrase!("use double quotes"),
    }),
};
