//! An account id is a number instead of a string.
//!
//! ## What it checks
//! Principals that are written without quotes, as a JSON number.
//!
//! ## Why it matters
//! Principals are strings. A tool that writes account ids as numbers also drops their leading zeros, so that another
//! account may be named.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": 111122223333 },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Quoting twelve digits is safe. Fewer digits are filled up with zeros, which guesses, so that is for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("numeric-account-id"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if !at.value.is_number {
        return;
    }
    let text = at.value.text;
    let draft = out
        .report(&RULE, at.value.span)
        .tells(phrase!("`{}` is a number, and a principal is a string"), &[text])
        .why(phrase!("As a number, an account id also loses its leading zeros."))
        .refused_somehow();
    let zeros = "000000000000".get(text.len()..).filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let Some(zeros) = zeros else {
        draft.help(phrase!("Write the twelve digits of the account in double quotes."));
        return;
    };
    let safety = if zeros.is_empty() { Safety::Safe } else { Safety::Review };
    draft.write_principal(safety, at, &joined(&[zeros, text]));
}
