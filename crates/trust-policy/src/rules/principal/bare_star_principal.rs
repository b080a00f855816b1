//! The principal is a bare `*`.
//!
//! ## What it checks
//! `"Principal": "*"`.
//!
//! ## Why it matters
//! In the policies of many resources a bare `*` means everybody. A trust policy does not take it: IAM refuses it when
//! the policy is saved. `{"AWS": "*"}` is taken, and lets everybody in whom the conditions do not keep out.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": "*",
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }
//!       }
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
//!       "Principal": { "AWS": "*" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a statement that denies, the repair is safe. In one that allows, it opens the role to everybody whom the
//! conditions let in, so it is for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::fix::layout::Json;

pub(super) const RULE: Rule = Rule {
    id: phrase!("bare-star-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, principal) in policy.principal_elements() {
        if principal.shape != PrincipalShape::Star {
            continue;
        }
        let node = principal.element.value;
        let draft = out
            .report(&RULE, policy.document.span(node))
            .message(phrase!("a trust policy does not take a bare `*` as principal"))
            .why(phrase!("IAM refuses it when the policy is saved; everybody is written `{\"AWS\": \"*\"}` there."))
            .refused(phrase!("AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\"."));
        let write = |name: &str| {
            let object = joined(&["{ \"AWS\": \"", name, "\" }"]);
            layout::replace_value(policy.document, node, &Json::Raw(object))
        };
        if statement.effect() == Effect::Deny {
            draft.offer(Safety::Safe, phrase!("write `{ \"AWS\": \"*\" }`"), write("*"));
            continue;
        }
        draft.offer(Safety::Review, phrase!("let in whomever the conditions let in"), write("*"));
        draft.offer(Safety::FillIn, phrase!("trust one account"), write(&policy.arn_to_fill_in("root")));
    }
}
