//! A bracket is never closed.
//!
//! ## What it checks
//! `{` and `[` without their partner. Where the brackets do not match, the mistake is sought where the indentation and the
//! brackets behind it make it most likely.
//!
//! ## Why it matters
//! IAM cannot tell where the object or list ends, and refuses the document.
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
    id: "unclosed-bracket",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some("JSON_SYNTAX_ERROR"),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::UnclosedBracket) {
        // The repair knows which brackets are missing, the innermost first.
        let missing: String = defect.edits.iter().flat_map(|edit| edit.text.chars()).filter(|c| "}]".contains(*c)).collect();
        let several = missing.len() > 1;
        let draft = out.report(&RULE, defect.span);
        draft
            .message(if several {
                format!("the closing brackets `{missing}` are missing here")
            } else {
                format!("the closing bracket `{missing}` is missing here")
            })
            .why("Every bracket that is opened must be closed, or IAM cannot tell where the object or list ends.")
            .repair(defect, if several { "add the brackets" } else { "add the bracket" })
            .refused(INVALID_JSON);
        if let Some(opening) = defect.related.filter(|opening| !opening.is_empty()) {
            draft.label(opening, if several { "the outermost of them is opened here" } else { "opened here" });
        }
    }
}
