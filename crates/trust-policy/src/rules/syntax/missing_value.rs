//! A key has no value.
//!
//! ## What it checks
//! Keys with nothing behind them or behind their colon.
//!
//! ## Why it matters
//! IAM cannot know what was meant, and refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Id": ,
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
//! ## Fix safety
//! Adding a value leaves a placeholder that must be filled in. Removing the member is for review: it may have been meant to
//! say something. An element that every policy needs is not removed.
//!
//! ## References
//! - [RFC 8259, section 4: objects](https://www.rfc-editor.org/rfc/rfc8259#section-4)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::MissingValue) {
        let member = document.enclosing_member(defect.span);
        let key = member.and_then(|(object, index)| document.members(object).get(index)?.key);
        let name = key.map_or("", |key| document.key(key));
        let why = phrase!("A member of an object is a key in quotes, a colon and a value.");
        let draft = not_json(out, &RULE, defect, phrase!("the key `{}` has no value"), &[name], why, "");
        let value = if defect.span.of(document.text).ends_with([':', '=']) { " \"<VALUE>\"" } else { ": \"<VALUE>\"" };
        draft.offer(Safety::FillIn, phrase!("add a value"), Edit::insert(defect.span.end, value));
        if let Some((object, index)) = member.filter(|_| !REQUIRED.contains(&name)) {
            draft.offer_removal(Safety::Review, document, object, index);
        }
    }
}

/// A policy without these is no policy: to remove them repairs nothing.
const REQUIRED: [&str; 4] = ["Statement", "Effect", "Principal", "Action"];
