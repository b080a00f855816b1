//! Three dots were left in from an example.
//!
//! ## What it checks
//! `...` and `…` in place of members, items or values.
//!
//! ## Why it matters
//! Tutorials leave parts out so. To IAM the dots mean nothing, and it refuses the document.
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
//!       ...
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
//! ## Fix safety
//! The dots may stand for a condition that limits who may assume the role, so removing them is for review. Where they stand
//! for a value, the repair leaves a placeholder.
//!
//! ## References
//! - [RFC 8259, section 3: values](https://www.rfc-editor.org/rfc/rfc8259#section-3)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("ellipsis"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::Ellipsis) {
        let message = phrase!("`{}` stands for something that was left out");
        let why = phrase!("Tutorials shorten their examples so; JSON does not.");
        let draft = not_json(out, &RULE, defect, message, &[defect.span.of(document.text)], why, "remove the dots");
        draft.help(phrase!("See first what belongs here: it may be a condition."));
        if defect.edits.is_empty() {
            draft.offer(Safety::FillIn, phrase!("put a value here"), Edit::replace(defect.span, "\"<VALUE>\""));
        }
    }
}
