//! A tab or another control character stands in a string as it is.
//!
//! ## What it checks
//! Characters below U+0020 inside strings, line breaks apart.
//!
//! ## Why it matters
//! JSON wants them escaped, a tab as `\t`. IAM refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Id": "web	servers",
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
//!   "Id": "web\tservers",
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
//! Escaping the character keeps what the string says, and is safe. Removing it instead is for review: it is right where the
//! character slipped in by accident.
//!
//! ## References
//! - [RFC 8259, section 7: strings](https://www.rfc-editor.org/rfc/rfc8259#section-7)

#![expect(clippy::tabs_in_doc_comments, reason = "the example shows a tab")]

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("control-character"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::ControlCharacter) {
        let text = defect.span.of(document.text);
        let name = with_number(if text == "\t" { "a tab" } else { "a control character" }, text);
        let repair = filled(phrase!("write it as `{}`"), &[written(defect)]);
        let why = phrase!("Inside strings JSON wants control characters escaped.");
        not_json(out, &RULE, defect, phrase!("{} stands in this string as it is"), &[&name], why, &repair)
            .offer(Safety::Review, phrase!("remove it"), Edit::delete(defect.span));
    }
}
