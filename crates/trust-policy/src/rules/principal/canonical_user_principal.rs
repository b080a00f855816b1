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
use crate::policy::{GroupKey, Principal, PrincipalGroup};

pub(super) const RULE: Rule = Rule {
    id: phrase!("canonical-user-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, principal) in policy.principal_elements() {
        for group in &principal.groups {
            match &group.key {
                Some(key) if group.kind() == Some(PrincipalKey::CanonicalUser) => {
                    canonical_key(policy, principal, group, key, out);
                }
                _ => canonical_ids(group, out),
            }
        }
    }
}

fn canonical_key(
    policy: &Policy<'_>,
    principal: &Principal<'_>,
    group: &PrincipalGroup<'_>,
    key: &GroupKey<'_>,
    out: &mut Findings<'_>,
) {
    let object = principal.element.value;
    let draft = report(out, key.key.content).tells(phrase!("`{}` has no place in a trust policy"), &[key.text]);
    if principal.groups.len() > 1 {
        let removal = layout::remove_member(policy.document, object, group.index);
        draft.offer(Safety::Review, phrase!("remove it"), removal);
        return;
    }
    let account = Json::String(policy.arn_to_fill_in("root"));
    let value = layout::replace_member_value(policy.document, object, group.value, &account);
    let edits = layout::rename(key.key, PrincipalKey::Aws.as_str()).and(value);
    draft.fix_if(Safety::FillIn, phrase!("trust the account of the user"), &[], Some(edits));
}

fn canonical_ids(group: &PrincipalGroup<'_>, out: &mut Findings<'_>) {
    for value in &group.values {
        if value.form == PrincipalForm::CanonicalId {
            report(out, value.span)
                .message(phrase!("a canonical user id is not a principal of a trust policy"))
                .refused_as(invalid_principal(group.kind_or_aws(), value.text));
        }
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn report<'o, 'r>(out: &'o mut Findings<'r>, span: Span) -> &'o mut Draft<'r> {
    out.report(&RULE, span)
        .why(phrase!("Canonical user ids belong to the bucket policies of Amazon S3."))
        .help(phrase!("Trust the account, user or role by its ARN."))
        .refused_somehow()
}
