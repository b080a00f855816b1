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
use crate::fix::principals;

pub(super) const RULE: Rule = Rule {
    id: "deleted-principal",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some("INVALID_ROLE_REFERENCE"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, group, value) in policy.principals().filter(|(_, _, value)| value.form == PrincipalForm::UniqueId) {
        let (kind, code) = match UniqueId::parse(value.trimmed()).map(|id| id.prefix) {
            Some("AIDA") => ("user", "INVALID_USER_REFERENCE"),
            Some("AROA") => ("role", "INVALID_ROLE_REFERENCE"),
            _ => continue,
        };
        let draft = out
            .report(&RULE, value.span)
            .message(format!("`{}` is the id of a {kind} that was deleted", value.trimmed()))
            .why(format!(
                "IAM shows the id in place of the ARN once the {kind} is gone. One with the same name made anew has \
                 another id and is not trusted, and saving the id again is refused."
            ))
            .help(format!("If a {kind} with the name exists again, write its ARN; if not, remove the id."))
            .aws_check(Some(code))
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        if let Some(removal) = principals::remove_beside_others(policy.document, statement, group, value) {
            draft.fix(Fix::review(format!("remove the deleted {kind}"), vec![removal]));
        }
        let name = kind.to_uppercase();
        let arn = format!("arn:{}:iam::<ACCOUNT_ID>:{kind}/<{name}_NAME>", policy.partition().id);
        let edits = vec![layout::replace_string(policy.document, value.node, &arn)];
        draft.fix(Fix::fill_in(format!("write the ARN of the {kind}"), edits));
    }
}
