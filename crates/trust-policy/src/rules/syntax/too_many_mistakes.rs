//! There are too many mistakes to list them all.
//!
//! ## What it checks
//! More than 200 mistakes in the text of the document.
//!
//! ## Why it matters
//! The rest is not listed, so that the answer stays quick and readable: this limit is ours, not AWS's. What is listed makes
//! IAM refuse the document already.
//!
//! ## Example
//! ```text abridged
//! { "Version": "2012-10-17",,,,,,,,,,,, … 200 mistakes and more … }
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
//! - [RFC 8259: JSON](https://www.rfc-editor.org/rfc/rfc8259)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("too-many-mistakes"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::TooManyDefects) {
        let why = phrase!("Such a text is often another kind of file.");
        out.tell(&RULE, defect.span, phrase!("there are too many mistakes, and later ones are not listed"), &[], why)
            .help(phrase!("Apply the repairs and look again, or check what was pasted."));
    }
}
