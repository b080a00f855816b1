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
    id: "principal-arn-account",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let Some(arn) = value.identity().filter(|arn| arn.account().is_empty()) else { continue };
        let place = arn.account_range();
        let draft = out
            .report(&RULE, value.part(policy.document, place.start.saturating_sub(1)..place.end + 1))
            .message("the ARN has no account")
            .why("Accounts, users, roles and providers are found by the twelve digits of their account.")
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        let span = value.part(policy.document, place);
        draft.fix(match policy.role.account() {
            Some(account) => Fix::review(
                format!("write `{}`, the account of the role", account.as_str()),
                vec![Edit::replace(span, account.as_str())],
            ),
            None => Fix::fill_in("write the account", vec![Edit::replace(span, "<ACCOUNT_ID>")]),
        });
    }
}
