//! A string stands in single quotes.
//!
//! ## What it checks
//! `'…'` around keys and values, as Python prints and JavaScript allows them.
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
//!       'Effect': 'Allow',
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
    id: phrase!("single-quotes"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::Quotes(QuoteStyle::Single),
        message: phrase!("this string stands in single quotes, not in double quotes"),
        why: phrase!("Python prints strings so and JavaScript allows it; JSON does not."),
        repair: phrase!("use double quotes"),
    }),
};
