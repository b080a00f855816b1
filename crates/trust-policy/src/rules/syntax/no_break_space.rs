//! White space that JSON does not know stands between the parts.
//!
//! ## What it checks
//! No-break spaces (U+00A0), ideographic spaces, form feeds and the like between keys, values and punctuation. One finding
//! for all of them, at the first. Inside strings such characters are text, and left alone.
//!
//! ## Why it matters
//! They come with text from web pages and word processors and look like plain spaces, but JSON has only the space, the tab
//! and the line break between its parts.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
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
//! ## References
//! - [RFC 8259, section 2: grammar and white space](https://www.rfc-editor.org/rfc/rfc8259#section-2)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("no-break-space"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::NoBreakSpace) {
        let name = name(defect.span.of(document.text));
        let message = phrase!("{} stands where a plain space belongs");
        let why = phrase!("It comes with text from web pages, and JSON does not know it.");
        let draft = not_json(out, &RULE, defect, message, &[&name], why, "write a plain space");
        all_of_them(draft, defect);
    }
}

/// What the first character is called, with its number.
fn name(text: &str) -> String {
    let name = match text.chars().next() {
        Some('\u{b}') => "a vertical tab",
        Some('\u{c}') => "a form feed",
        Some('\u{85}' | '\u{2028}' | '\u{2029}') => "an unusual line break",
        Some('\u{a0}' | '\u{202f}') => "a no-break space",
        Some('\u{3000}') => "an ideographic space",
        _ => "an unusual space",
    };
    with_number(name, text)
}
