//! Characters stand where they mean nothing.
//!
//! ## What it checks
//! Parentheses, backslashes, plus signs, lone quotes and the like between the members of an object or the items of a list,
//! and quotes typed twice.
//!
//! ## Why it matters
//! IAM cannot read on there, and refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow", \
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
//! - [RFC 8259, section 2: grammar and white space](https://www.rfc-editor.org/rfc/rfc8259#section-2)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("stray-text"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::StrayText,
        message: phrase!("`{}` means nothing here"),
        why: phrase!("Only commas, colons and white space stand between keys and values."),
        repair: phrase!("remove it"),
    }),
};
