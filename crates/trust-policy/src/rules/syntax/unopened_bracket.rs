//! The document lacks its first brace.
//!
//! ## What it checks
//! Text that begins with a key and a colon.
//!
//! ## Why it matters
//! A policy is an object, in braces from its first character to its last. IAM refuses the document.
//!
//! ## Example
//! ```json
//! "Version": "2012-10-17",
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
//! {"Version": "2012-10-17",
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

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "unopened-bracket",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some("JSON_SYNTAX_ERROR"),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::UnopenedBracket) {
        out.report(&RULE, defect.span)
            .message("the opening brace of the document is missing")
            .why("A policy is an object and begins with `{`; it was probably lost when the text was copied.")
            .repair(defect, "add the brace")
            .refused(INVALID_JSON);
    }
}
