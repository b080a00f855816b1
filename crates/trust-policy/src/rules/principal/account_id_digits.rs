//! An account id does not have twelve digits.
//!
//! ## What it checks
//! Account ids, alone or in the ARN of a principal, that are not exactly twelve digits: with hyphens or blanks between
//! them, with a digit too few or too many, or an account alias in their place.
//!
//! ## Why it matters
//! IAM takes account ids only as twelve digits, as `aws sts get-caller-identity` prints them. The hyphens that the
//! console shows are not part of the id. An id with eleven digits has often lost its leading zero in a spreadsheet.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::1111-2222-3333:root" },
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
//! Taking out the marks is safe. A leading zero is a guess, so it is for review.
//!
//! ## References
//! - [AWS account identifiers](https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html)

use super::prelude::*;
use crate::aws::{AccountId, digits};
use crate::rules::has_wildcard;

pub(super) const RULE: Rule = Rule {
    id: phrase!("account-id-digits"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    // A JSON number has a rule of its own.
    let alone = at.form == PrincipalForm::AlmostAccountId && !at.value.is_number;
    let (account, range) = match at.identity() {
        _ if alone => (at.text, 0..at.text.len()),
        Some(arn) => (arn.account(), arn.account_range()),
        None => return,
    };
    let other_rule = account.is_empty() || has_wildcard(account) || account == "aws";
    if other_rule || AccountId::parse(account).is_some() {
        return;
    }
    let draft = at.refuse_part(out, &RULE, range, phrase!("IAM knows an account only by its twelve digits."));
    let mut digits = digits(account).unwrap_or_default();
    let (message, safety) = match digits.len() {
        12 => (phrase!("the account id `{}` has marks between its digits"), Safety::Safe),
        11 => (phrase!("the account id `{}` has 11 digits instead of 12; a leading zero may be lost"), Safety::Review),
        _ => {
            draft.tells(phrase!("`{}` is not an account id of twelve digits"), &[account]);
            draft.help(phrase!("Look the id up, for example with `aws sts get-caller-identity`."));
            return;
        }
    };
    if safety == Safety::Review {
        digits.insert(0, '0');
    }
    draft.tells(message, &[account]).write(safety, &digits);
}
