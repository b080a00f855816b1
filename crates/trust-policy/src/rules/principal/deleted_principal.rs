//! The principal is the id of a user or role that was deleted.
//!
//! ## What it checks
//! `AIDA…` and `AROA…` ids where a principal belongs.
//!
//! ## Why it matters
//! When a policy is saved, IAM turns the ARN of a user or role into its unique id, and shows the ARN again as long as
//! the user or role exists. Once it is deleted, the id shows. One with the same name made anew has another id, so it is
//! not trusted; and IAM refuses the id when the policy is saved again.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:role/deploy", "AROAEXAMPLE1EXAMPLE2A"] },
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
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:role/deploy"] },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Removing the id is for review, because the user or role may exist again under another id; its ARN must be filled in.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)
//! - [IAM unique identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids)

use super::prelude::*;
use crate::aws::UniqueId;

pub(super) const RULE: Rule = Rule {
    id: phrase!("deleted-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("INVALID_ROLE_REFERENCE")),
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.form != PrincipalForm::UniqueId {
        return;
    }
    let (message, code, resource) = match UniqueId::parse(at.text).map(|id| id.prefix) {
        Some("AIDA") => (phrase!("`{}` is the id of a user that was deleted"), phrase!("INVALID_USER_REFERENCE"), "user/<USER_NAME>"),
        Some("AROA") => (phrase!("`{}` is the id of a role that was deleted"), phrase!("INVALID_ROLE_REFERENCE"), "role/<ROLE_NAME>"),
        _ => return,
    };
    let why = phrase!("IAM shows the id once the user or role is gone, and refuses to save it. One made anew with the same name has \
               another id and is not trusted.");
    let draft = at.refuse_all(out, &RULE, why).tells(message, &[at.text]).aws_check(Some(code));
    at.offer_removal(draft);
    draft.offer(Safety::FillIn, phrase!("write the ARN"), at.rewritten(&at.policy.arn_to_fill_in(resource)));
}
