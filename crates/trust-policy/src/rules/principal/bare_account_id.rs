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

pub(super) const RULE: Rule = Rule {
    id: "bare-account-id",
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        // An id without quotes, or with blanks around it, is another fault.
        let quoted = matches!(policy.document.value(value.node), Value::String(_));
        let bare = value.form == PrincipalForm::AccountId && quoted && value.trimmed().len() == value.text.len();
        if !bare || group.kind() != Some(PrincipalKey::Aws) {
            continue;
        }
        let arn = format!("arn:{}:iam::{}:root", policy.partition().id, value.text);
        let edits = vec![layout::replace_string(policy.document, value.node, &arn)];
        out.report(&RULE, value.span)
            .message(format!("`{}` is stored as the root ARN of the account", value.text))
            .why("Both forms are valid and the same; the ARN is what IAM answers later, so the two do not differ.")
            .fix(Fix::safe(format!("write `{arn}`"), edits));
    }
}
