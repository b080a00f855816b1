//! A value stands in an object without a key.
//!
//! ## What it checks
//! Objects, lists and colons where an object should go on with a key.
//!
//! ## Why it matters
//! Every member of an object has a name. IAM cannot know which one was meant, and refuses the document.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   : "web-servers",
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
//! Only the writer knows the key: the repair adds a placeholder that must be filled in.
//!
//! ## References
//! - [RFC 8259, section 4: objects](https://www.rfc-editor.org/rfc/rfc8259#section-4)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-key"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::MissingKey) {
        let (message, key) = if defect.span.of(document.text) == ":" {
            (phrase!("there is no key before this colon"), "\"<KEY>\"")
        } else {
            (phrase!("this value stands in an object without a key"), "\"<KEY>\": ")
        };
        let why = phrase!("A member of an object is a key in quotes, a colon and a value.");
        not_json(out, &RULE, defect, message, &[], why, "")
            .offer(Safety::FillIn, phrase!("add a key"), Edit::insert(defect.span.start, key));
    }
}
