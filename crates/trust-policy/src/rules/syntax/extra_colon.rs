//! There is more than one colon between a key and its value.
//!
//! ## What it checks
//! Colons and equals signs behind the colon of a member.
//!
//! ## Why it matters
//! One colon separates key and value. IAM refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect":: "Allow",
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

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("extra-colon"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::ExtraColon,
        message: phrase!("there is a colon too many"),
        why: phrase!("A member of an object is a key in quotes, a colon and a value."),
        repair: phrase!("remove it"),
    }),
};
