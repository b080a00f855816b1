//! A string runs over the end of a line.
//!
//! ## What it checks
//! Strings whose closing quote stands on a later line, as happens when a terminal or a mail wraps long lines.
//!
//! ## Why it matters
//! A string in JSON ends on the line it begins on. IAM refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:
//!         root" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Whether the line break stood for a space is a guess, so joining the lines is for review.
//!
//! ## References
//! - [RFC 8259, section 7: strings](https://www.rfc-editor.org/rfc/rfc8259#section-7)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("line-break-in-string"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::LineBreakInString,
        message: phrase!("this string is broken over two lines"),
        why: phrase!("A string ends on the line it begins on."),
        repair: phrase!("join the lines"),
    }),
};
