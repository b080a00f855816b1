//! An account is named by its id alone.
//!
//! ## What it checks
//! Account ids under `AWS` that are not written as an ARN.
//!
//! ## Why it matters
//! Both forms are valid and mean the same. IAM stores the id as the ARN `arn:aws:iam::<id>:root`, so a policy with the
//! ARN does not differ from what `get-role` answers, and its partition is plain to see.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "111122223333" },
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
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::iam_arn;

pub(super) const RULE: Rule = Rule {
    id: "bare-account-id",
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.form != PrincipalForm::AccountId || at.kind != Some(PrincipalKey::Aws) {
        return;
    }
    // An id without quotes, or with blanks around it, is another fault.
    let quoted = matches!(at.policy.document.value(at.value.node), Value::String(_));
    if !quoted || at.text.len() != at.value.text.len() {
        return;
    }
    out.report(&RULE, at.value.span)
        .says("", at.text, " is stored as the root ARN of the account")
        .why("Both mean the same, but IAM answers with the ARN later, which looks like a change.")
        .write_principal(Safety::Safe, at, &iam_arn(at.policy.partition().id, at.text, "root", ""));
}
