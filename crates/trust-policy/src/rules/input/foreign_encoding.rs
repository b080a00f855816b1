//! The file is not in UTF-8.
//!
//! ## What it checks
//! Files in UTF-16, as Windows PowerShell's `>` writes them, and files with bytes that are not UTF-8, as older Windows
//! editors do. Only the command line meets them: a page gets text.
//!
//! ## Why it matters
//! JSON is exchanged in UTF-8. Tools that read the file as such see other characters than the editor that wrote it, or
//! none. The text was read all the same, and places are places of that text.
//!
//! ## Example
//! ```text abridged
//! {"Version": "2012-10-17"}   written by PowerShell's `>`: two bytes for every character
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
//! - [RFC 8259, section 8.1: character encoding](https://www.rfc-editor.org/rfc/rfc8259#section-8.1)

use super::prelude::*;
use crate::intake::Input;
use crate::text::FileEncoding;

pub(super) const RULE: Rule = Rule {
    id: phrase!("foreign-encoding"),
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Input(check),
};

fn check(input: &Input<'_>, out: &mut Findings<'_>) {
    let message = match input.encoding {
        FileEncoding::Utf8 => return,
        FileEncoding::Utf16 => phrase!("the file is in UTF-16, not in UTF-8"),
        FileEncoding::Windows1252 => phrase!("the file is not in UTF-8; it was read as Windows-1252"),
    };
    out.report(&RULE, Span::at(0))
        .message(message)
        .why(phrase!("JSON is exchanged in UTF-8; tools may read other characters or none."))
        .help(phrase!("Save the file as UTF-8; `trust-policy fix --write` does."));
}
