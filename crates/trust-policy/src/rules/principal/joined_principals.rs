//! Several principals stand in one string.
//!
//! ## What it checks
//! Strings with two or more principals, separated by commas, semicolons or blanks.
//!
//! ## Why it matters
//! One string is one principal. IAM takes the whole text as a name, and refuses it.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root, arn:aws:iam::444455556666:root" },
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
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::text::{before_marks, quote};

pub(super) const RULE: Rule = Rule {
    id: phrase!("joined-principals"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.form != PrincipalForm::Several {
        return;
    }
    let draft = at
        .refuse_all(out, &RULE, phrase!("One string is one principal; several stand in a list."))
        .message(phrase!("several principals stand in one string"));
    // Without a key, the rule about the shape comes first.
    if at.group.key.is_none() {
        return;
    }
    let (mut list, mut rest) = (String::new(), at.text);
    while !rest.is_empty() {
        let (part, behind) = before_marks(rest, MARKS);
        list.push_str(if list.is_empty() { "" } else { ", " });
        list.push_str(&quote(part));
        rest = without_marks(behind, MARKS);
    }
    if !at.group.is_list {
        list = around("[", &list, "]");
    }
    let span = at.policy.document.span(at.value.node);
    draft.offer(Safety::Safe, phrase!("write them as a list"), Edit::replace(span, list));
}

/// What people put between principals.
const MARKS: &[u8] = b",; \n\t\r";
