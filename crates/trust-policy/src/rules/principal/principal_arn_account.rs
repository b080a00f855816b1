//! An ARN of a principal has no account.
//!
//! ## What it checks
//! The fifth part of the ARNs of principals.
//!
//! ## Why it matters
//! Users and roles belong to an account. Without it IAM does not find them, and refuses the policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam:::role/deploy" },
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
//! ## Fix safety
//! Whose account it is only the writer knows: the repair has a placeholder, or takes the account of the role for
//! review.
//!
//! ## References
//! - [IAM ARNs](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-arn-account"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = at.identity().filter(|arn| arn.account().is_empty()) else { return };
    let place = arn.account_range();
    let why = phrase!("Accounts, users, roles and providers are found by the twelve digits of their account.");
    let draft = at.refuse_part(out, &RULE, place.start - 1..place.end + 1, why).message(phrase!("the ARN has no account"));
    match at.policy.role.account() {
        Some(account) => {
            let text = around(":", account.as_str(), ":");
            draft.here(Safety::Review, phrase!("write the account of the role"), &text)
        }
        None => draft.here(Safety::FillIn, phrase!("write the account"), ":<ACCOUNT_ID>:"),
    };
}
