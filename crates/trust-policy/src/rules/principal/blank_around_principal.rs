//! There are blanks around a principal.
//!
//! ## What it checks
//! White space before the first or behind the last character of a principal.
//!
//! ## Why it matters
//! IAM does not trim. The blank is part of the name, and no such principal exists.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": " arn:aws:iam::111122223333:role/deploy" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("blank-around-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let (text, trimmed) = (at.value.text, at.text);
    if text.len() == trimmed.len() || trimmed.is_empty() || at.form == PrincipalForm::Several {
        return;
    }
    let leading = text.len() - text.trim_start().len();
    let (range, message) = match leading {
        0 => (trimmed.len()..text.len(), phrase!("there is white space behind `{}`")),
        _ => (0..leading, phrase!("there is white space before `{}`")),
    };
    let span = at.policy.document.part(at.value.span, range);
    at.refuse(out, &RULE, span, phrase!("IAM does not trim: with the blank it is another name."))
        .tells(message, &[trimmed])
        .offer(Safety::Safe, phrase!("remove it"), at.rewritten(trimmed));
}
