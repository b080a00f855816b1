//! An opening bracket is missing.
//!
//! ## What it checks
//! Documents that begin with a key and a colon. Inside a document: a value that goes on like an object or a list
//! (`"Principal": "AWS": …`), where a closing bracket behind it has no partner.
//!
//! ## Why it matters
//! IAM cannot tell where the object or list begins, and refuses the document.
//!
//! ## Example
//! ```json
//! "Version": "2012-10-17",
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
//! {"Version": "2012-10-17",
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
    id: phrase!("unopened-bracket"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::UnopenedBracket,
        message: phrase!("an opening bracket is missing here"),
        why: phrase!("Objects begin with `{` and lists with `[`."),
        repair: phrase!("add `{}`"),
    }),
};
