//! The principal is a canonical user id of Amazon S3.
//!
//! ## What it checks
//! The key `CanonicalUser`, and the 64 hexadecimal digits of a canonical user id under another key.
//!
//! ## Why it matters
//! Canonical user ids exist only in the policies of Amazon S3 buckets. A role trusts accounts, users and roles by their
//! ARNs.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be" },
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
//! Which account the id belongs to cannot be told from it, so the repair has a placeholder; beside other principals it
//! can be removed, which is for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::fix::layout::Json;

pub(super) const RULE: Rule = Rule {
    id: "canonical-user-principal",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let document = policy.document;
    for (_, principal) in policy.principal_elements() {
        for group in &principal.groups {
            let key = group.key.as_ref().filter(|_| group.kind() == Some(PrincipalKey::CanonicalUser));
            if let Some(key) = key {
                let draft = report(out, key.key.content, format!("`{}` has no place in a trust policy", key.text));
                let object = principal.element.value;
                if principal.groups.len() > 1 {
                    let removal = layout::remove_member(document, object, group.index);
                    draft.fix(Fix::review(format!("remove `{}`", key.text), vec![removal]));
                } else {
                    let account = Json::string(format!("arn:{}:iam::<ACCOUNT_ID>:root", policy.partition().id));
                    let edits = vec![
                        layout::rename(key.key, PrincipalKey::Aws.as_str()),
                        layout::replace_member_value(document, object, group.value, &account),
                    ];
                    draft.fix(Fix::fill_in("trust the account of the user", edits));
                }
                continue;
            }
            for value in group.values.iter().filter(|value| value.form == PrincipalForm::CanonicalId) {
                report(out, value.span, "a canonical user id is not a principal of a trust policy".to_owned())
                    .refused(invalid_principal(group.kind_or_aws(), &value.text));
            }
        }
    }
}

fn report<'o, 'r>(out: &'o mut Findings<'r>, span: Span, message: String) -> &'o mut Draft<'r> {
    out.report(&RULE, span)
        .message(message)
        .why("Canonical user ids belong to the bucket policies of Amazon S3.")
        .help("Trust the account, the user or the role by its ARN.")
        .refused_somehow()
}
