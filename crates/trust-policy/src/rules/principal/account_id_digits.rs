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
use crate::rules::has_wildcard;
use crate::aws::{AccountId, digits};

pub(super) const RULE: Rule = Rule {
    id: "account-id-digits",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    // A JSON number has a rule of its own.
    let alone = at.form == PrincipalForm::AlmostAccountId && !at.value.is_number;
    let (account, span) = match at.identity() {
        _ if alone => (at.text, at.value.span),
        Some(arn) => (arn.account(), at.part(arn.account_range())),
        None => return,
    };
    let other_rule = account.is_empty() || has_wildcard(account) || account == "aws";
    if other_rule || AccountId::parse(account).is_some() {
        return;
    }
    let write = |id: &str| if alone { at.rewritten(id) } else { Edit::replace(span, id) };
    let draft = at.refuse(out, &RULE, span, "IAM knows accounts by their twelve digits and by nothing else.");
    let Some(digits) = digits(account) else {
        draft
            .says("", account, " is not an account id")
            .help("Write the twelve digits of the account; an alias or a name does not stand for them.");
        return;
    };
    match digits.len() {
        12 => {
            draft.says("the account id ", account, " has marks between its digits");
            draft.fix_saying(Safety::Safe, "write ", &digits, "", write(&digits));
        }
        11 => {
            let padded = format!("0{digits}");
            draft.says("the account id ", account, " has 11 digits instead of 12");
            draft.help("Look the id up; if it begins with a zero, the zero may have been lost.");
            draft.fix_saying(Safety::Review, "write ", &padded, ", with the leading zero", write(&padded));
        }
        length => {
            draft.message(format!("the account id `{account}` has {length} digits instead of 12"));
            draft.help("Look the id up, for example with `aws sts get-caller-identity`.");
        }
    }
}
