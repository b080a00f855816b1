//! A comma stands where nothing comes before it.
//!
//! ## What it checks
//! Doubled commas, and commas right behind an opening bracket or behind the whole document.
//!
//! ## Why it matters
//! A comma separates two members. With nothing between two commas IAM cannot read on, and refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",,
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
//! - [RFC 8259, section 4: objects](https://www.rfc-editor.org/rfc/rfc8259#section-4)
//! - [RFC 8259, section 5: arrays](https://www.rfc-editor.org/rfc/rfc8259#section-5)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("extra-comma"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::ExtraComma,
        message: phrase!("there is a comma too many"),
        why: phrase!("A comma separates two members, and here there is none before it."),
        repair: phrase!("remove the comma"),
    }),
};
