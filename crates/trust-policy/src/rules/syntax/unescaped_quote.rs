//! A quote inside a string has no backslash before it.
//!
//! ## What it checks
//! Double quotes inside a string, where the string plainly goes on behind them.
//!
//! ## Why it matters
//! The string ends at the first quote, and what follows means nothing. IAM refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Id": "the "web" servers",
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
//! ## Use instead
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Id": "the \"web\" servers",
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
//! ## Fix safety
//! Where a string was meant to end is a guess, so the repair is for review.
//!
//! ## References
//! - [RFC 8259, section 7: strings](https://www.rfc-editor.org/rfc/rfc8259#section-7)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unescaped-quote"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::UnescapedQuote,
        message: phrase!("this quote ends the string, though the string goes on"),
        why: phrase!("A quote that belongs to the text has a backslash before it."),
        repair: phrase!("write a backslash before it"),
    }),
};
