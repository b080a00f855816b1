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
    id: phrase!("unclosed-bracket"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::UnclosedBracket) {
        // The repair knows which brackets are missing, the innermost first.
        let mut missing = String::new();
        for edit in &defect.edits {
            missing.extend(edit.text.chars().filter(|c| matches!(c, '}' | ']')));
        }
        let (message, repair, label) = if missing.len() > 1 {
            (phrase!("the closing brackets `{}` are missing here"), phrase!("add the brackets"), phrase!("the outermost of them is opened here"))
        } else {
            (phrase!("the closing bracket `{}` is missing here"), phrase!("add the bracket"), phrase!("opened here"))
        };
        let why = phrase!("Every bracket that is opened must be closed.");
        let draft = not_json(out, &RULE, defect, message, &[&missing], why, repair.get());
        if let Some(opening) = defect.related.filter(|opening| !opening.is_empty()) {
            draft.label(opening, label);
        }
    }
}
