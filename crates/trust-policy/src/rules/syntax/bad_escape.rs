//! A backslash stands before a character that needs none.
//!
//! ## What it checks
//! Backslashes in strings that begin none of the escapes of JSON: `\"`, `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t` and `\u` with four digits.
//!
//! ## Why it matters
//! A reader of JSON does not know what is meant. IAM refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Id": "web\-servers",
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
//!   "Id": "web-servers",
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
//! Whether the backslash belongs to the text is a guess, so both repairs are for review: removing it, and doubling it so that
//! it stands for itself.
//!
//! ## References
//! - [RFC 8259, section 7: strings](https://www.rfc-editor.org/rfc/rfc8259#section-7)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("bad-escape"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::BadEscape) {
        let escape = defect.span.of(document.text);
        let why = phrase!("Behind a backslash may stand quotes, slashes, b, f, n, r, t, or u with four digits.");
        if escape == "\\" {
            let message = phrase!("this backslash continues a line of a shell, not of JSON");
            not_json(out, &RULE, defect, message, &[], why, "remove the backslash");
            continue;
        }
        let draft = out.tell(&RULE, defect.span, phrase!("`{}` is no escape of JSON"), &[escape], why);
        draft.refused(INVALID_JSON);
        let backslash = Span { end: defect.span.start + 1, ..defect.span };
        draft
            .offer(Safety::Review, phrase!("write the backslash twice"), Edit::insert(backslash.start, "\\"))
            .offer(Safety::Review, phrase!("remove the backslash"), Edit::delete(backslash));
        // The reader says which is likelier: to double it before a letter, to remove it before a mark.
        if defect.edits.iter().any(|edit| edit.text.is_empty()) {
            draft.fixes.reverse();
        }
    }
}
