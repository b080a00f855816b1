//! A second document follows the first.
//!
//! ## What it checks
//! Another object or list behind the end of the document.
//!
//! ## Why it matters
//! A role has one trust policy. IAM refuses text behind the end of the document. Only the first document is checked.
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
//! }
//! { "Version": "2012-10-17", "Statement": [] }
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
//! Removing the second document throws away what it says, so it is for review.
//!
//! ## References
//! - [RFC 8259, section 2: grammar and white space](https://www.rfc-editor.org/rfc/rfc8259#section-2)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("second-document"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::SecondDocument) {
        let why = phrase!("A role has one trust policy.");
        not_json(out, &RULE, defect, phrase!("a second document begins here"), &[], why, "remove the second document")
            .help(phrase!("To trust more principals, put the statements of both into one list."));
    }
}
