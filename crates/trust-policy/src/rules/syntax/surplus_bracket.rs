//! There is a bracket too many.
//!
//! ## What it checks
//! `}` and `]` that close nothing, and doubled opening brackets (`{{`).
//!
//! ## Why it matters
//! IAM reads the document as ended where it is not, or finds text behind its end, and refuses it.
//!
//! ## Example
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
//! }}
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
    id: phrase!("surplus-bracket"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::SurplusBracket,
        message: phrase!("this `{}` has no partner"),
        why: phrase!("Brackets come in pairs, and all others have theirs."),
        repair: phrase!("remove the bracket"),
    }),
};
