//! A key is followed by an equals sign instead of a colon.
//!
//! ## What it checks
//! `=`, `=>` and `:=` between a key and its value, as Terraform, Ruby and Go write them.
//!
//! ## Why it matters
//! JSON has only the colon there. IAM refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect" = "Allow",
//!       "Principal": { "Service" => "ec2.amazonaws.com" },
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
    id: phrase!("equals-for-colon"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::EqualsForColon,
        message: phrase!("`{}` stands where a colon belongs"),
        why: phrase!("Terraform writes members so; JSON has a colon between key and value."),
        repair: phrase!("write a colon"),
    }),
};
