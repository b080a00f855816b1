//! A bracket is of the wrong kind.
//!
//! ## What it checks
//! `}` where `]` belongs, and the other way round; a list in braces (`{"a", "b"}`) and an object in square brackets
//! (`["a": 1]`).
//!
//! ## Why it matters
//! Objects stand in `{}`, lists in `[]`. IAM refuses the document.
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
//!     ]
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
//! - [RFC 8259, section 5: arrays](https://www.rfc-editor.org/rfc/rfc8259#section-5)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("wrong-bracket"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::WrongBracket) {
        let texts = [defect.span.of(document.text), written(defect)];
        let repair = filled(phrase!("write `{}`"), &[texts[1]]);
        let why = phrase!("Objects, which have keys, stand in `{}`; lists stand in `[]`.");
        let draft = not_json(out, &RULE, defect, phrase!("`{}` stands where `{}` belongs"), &texts, why, &repair);
        if let Some(partner) = defect.related.filter(|partner| !partner.is_empty()) {
            draft.label(partner, phrase!("its partner"));
        }
    }
}
