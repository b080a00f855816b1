//! The document contains a comment.
//!
//! ## What it checks
//! `//`, `#`, `/* */` and `<!-- -->`, before, in and behind the document. The same marks inside a string are text.
//!
//! ## Why it matters
//! JSON has no comments. Editors and other programs allow them in their own settings files; IAM does not.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       // let the instances in
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" }, # the web servers
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
//! Removing a comment is safe. One that is never closed swallows all that follows, so its repair is for review: where
//! policy text follows, only the mark is removed.
//!
//! ## References
//! - [RFC 8259, section 2: grammar and white space](https://www.rfc-editor.org/rfc/rfc8259#section-2)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("json-comment"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::Comment) {
        let message = match defect.span.of(document.text) {
            // The marks of comments that need an end.
            "/*" | "<!--" => phrase!("this begins a comment that is never closed"),
            _ => phrase!("this is a comment, and JSON has none"),
        };
        let why = phrase!("IAM reads strict JSON, in which no comments are allowed.");
        not_json(out, &RULE, defect, message, &[], why, "remove the comment")
            .help(phrase!("A remark can stand in the `Sid` of the statement or the description of the role."));
    }
}
