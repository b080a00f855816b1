//! A comma stands before a closing bracket.
//!
//! ## What it checks
//! Commas with nothing behind them but `}` or `]`.
//!
//! ## Why it matters
//! JavaScript, Python and Terraform allow a trailing comma; JSON does not, and IAM reads JSON.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
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

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("trailing-comma"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::TrailingComma,
        message: phrase!("there is a comma before the closing bracket"),
        why: phrase!("A comma stands only between two members."),
        repair: phrase!("remove the comma"),
    }),
};
