//! There is text before the document.
//!
//! ## What it checks
//! Shell prompts, Markdown fences, assignments and prose in front of the first bracket.
//!
//! ## Why it matters
//! IAM reads JSON from the first character on, and refuses the document.
//!
//! ## Example
//! ```text
//! policy = {
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
    id: phrase!("text-before-document"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::TextBefore,
        message: phrase!("there is text before the document"),
        why: phrase!("IAM reads the policy from the first character on."),
        repair: phrase!("remove the text"),
    }),
};
