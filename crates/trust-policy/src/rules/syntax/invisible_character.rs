//! A character that nobody sees stands in the document.
//!
//! ## What it checks
//! Zero-width spaces and joiners, soft hyphens, direction marks and byte order marks, between the parts of the document (one
//! finding for all of them) or inside a string (one for each).
//!
//! ## Why it matters
//! They come along when text is copied from chats, web pages and PDF files. Between the parts they make the document
//! something other than JSON. Inside a string it is still JSON, but the string is not what it looks like, and IAM takes no
//! characters above U+00FF in a policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect":​ "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:​AssumeRole"
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
//! - [IAM and STS quotas: characters in policies](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("invisible-character"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::InvisibleCharacter) {
        let name = name(defect.span.of(document.text));
        let why = phrase!("It comes with copied text, and JSON does not know it.");
        let draft = not_json(out, &RULE, defect, phrase!("{} stands here, unseen"), &[&name], why, "remove it");
        all_of_them(draft, defect);
    }
    for defect in defects(document, DefectKind::InvisibleInString) {
        let text = defect.span.of(document.text);
        let why = phrase!("IAM compares every character of a string, seen or not.");
        let draft = out.tell(&RULE, defect.span, phrase!("{} stands in this string, unseen"), &[&name(text)], why);
        draft.repair(defect, "remove it");
        // The soft hyphen is the one below U+0100; the string is legal JSON and a legal policy character.
        if !text.starts_with('\u{ad}') {
            draft.refused_somehow();
        }
    }
}

/// What the character is called, with its number.
fn name(text: &str) -> String {
    let name = match text.chars().next() {
        Some('\u{ad}') => "a soft hyphen",
        Some('\u{200b}') => "a zero-width space",
        Some('\u{200c}') => "a zero-width non-joiner",
        Some('\u{200d}') => "a zero-width joiner",
        Some('\u{2060}') => "a word joiner",
        Some('\u{feff}') => "a byte order mark",
        _ => "an invisible mark",
    };
    with_number(name, text)
}
