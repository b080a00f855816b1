//! The document begins with a byte order mark.
//!
//! ## What it checks
//! The invisible character U+FEFF in front of everything else. Windows editors and PowerShell write it.
//!
//! ## Why it matters
//! JSON knows no byte order mark: a strict reader stops at the first character, and nobody can see why.
//!
//! ## Example
//! ```json
//! ﻿{
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
//! - [RFC 8259, section 8.1: character encoding](https://www.rfc-editor.org/rfc/rfc8259#section-8.1)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("byte-order-mark"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::ByteOrderMark,
        message: phrase!("the document begins with a byte order mark (U+FEFF)"),
        why: phrase!("Windows editors write this invisible character, and JSON does not know it."),
        repair: phrase!("remove the byte order mark"),
    }),
};
