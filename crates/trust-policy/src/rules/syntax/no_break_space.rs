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
    id: "no-break-space",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some("JSON_SYNTAX_ERROR"),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::NoBreakSpace) {
        let name = name(defect.span.of(document.text));
        let (message, title) = match defect.edits.len() {
            0 | 1 => (format!("{name} stands where a plain space belongs"), "write a plain space".to_owned()),
            count => (
                format!("{name} stands where a plain space belongs, the first of {count} such places"),
                format!("replace all {count} of them by plain spaces"),
            ),
        };
        let draft = out.report(&RULE, defect.span);
        draft
            .message(message)
            .why("It looks like a space, but JSON does not count it as one; it comes with text from web pages.")
            .repair(defect, title)
            .refused(INVALID_JSON);
        if let Some(last) = defect.related {
            draft.label(last, "the last one is here");
        }
    }
}

/// What the first character is called, with its number.
fn name(text: &str) -> String {
    let c = text.chars().next().unwrap_or(' ');
    let name = match c {
        '\u{b}' => "a vertical tab",
        '\u{c}' => "a form feed",
        '\u{85}' | '\u{2028}' | '\u{2029}' => "an unusual line break",
        '\u{a0}' | '\u{202f}' => "a no-break space",
        '\u{3000}' => "an ideographic space",
        _ => "an unusual space",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}
