//! The principal is the id of something that cannot be trusted.
//!
//! ## What it checks
//! Unique ids of access keys (`AKIA…`, `ASIA…`), groups (`AGPA…`), instance profiles (`AIPA…`), policies (`ANPA…`) and
//! other things where a principal belongs.
//!
//! ## Why it matters
//! Only users and roles act. An access key belongs to a user or a session, and it is the user or the role that a policy
//! trusts. IAM refuses every other id.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:role/deploy", "AKIAIOSFODNN7EXAMPLE"] },
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
//! Removing the id is for review, because somebody was to be let in.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)
//! - [IAM unique identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids)

use super::prelude::*;
use crate::aws::UniqueId;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unusable-unique-id"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.form != PrincipalForm::UniqueId {
        return;
    }
    let Some(id) = UniqueId::parse(at.text).filter(|id| !matches!(id.prefix, "AIDA" | "AROA")) else { return };
    let draft = at
        .refuse_all(out, &RULE, phrase!("Accounts, users, roles and their sessions can be trusted, by their ARNs."))
        .tells(phrase!("`{}` is the id of {}, which is never a principal"), &[at.text, id.what])
        .help(match id.prefix {
            "AKIA" => phrase!("Write the ARN of the user that owns the key; `aws sts get-access-key-info` tells the account."),
            "ASIA" => phrase!("Write the ARN of the role that the temporary key was given for."),
            "AGPA" => phrase!("List the users of the group, or trust the account."),
            "AIPA" => phrase!("Write the ARN of the role in the instance profile."),
            _ => phrase!("Write the ARN of the user or role that needs access."),
        });
    at.offer_removal(draft);
}
