//! There is text behind the document.
//!
//! ## What it checks
//! Markdown fences, quotes of the shell and prose behind the last bracket.
//!
//! ## Why it matters
//! The document ends with its last bracket. IAM refuses text behind it.
//!
//! ## Example
//! ```text
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }'
//! $ cat role.json
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
//! ## Fix safety
//! Removing the text is safe. Where it holds a brace, it may be another document, and removing it is for review.
//!
//! ## References
//! - [RFC 8259, section 2: grammar and white space](https://www.rfc-editor.org/rfc/rfc8259#section-2)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("text-after-document"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::TextAfter,
        message: phrase!("there is text behind the document"),
        why: phrase!("The policy ends with its last bracket."),
        repair: phrase!("remove the text"),
    }),
};
