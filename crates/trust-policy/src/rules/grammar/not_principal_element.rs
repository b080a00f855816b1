//! A trust policy has `NotPrincipal`.
//!
//! ## What it checks
//! `NotPrincipal` in a statement, with any effect.
//!
//! ## Why it matters
//! IAM does not take `NotPrincipal` in trust policies. A condition on `aws:PrincipalArn` says the same where it is
//! allowed.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/app" },
//!       "Action": "sts:AssumeRole"
//!     },
//!     {
//!       "Effect": "Deny",
//!       "NotPrincipal": { "AWS": "arn:aws:iam::111122223333:role/admin" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/app" },
//!       "Action": "sts:AssumeRole"
//!     },
//!     {
//!       "Effect": "Deny",
//!       "Principal": { "AWS": "*" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnNotEquals": {
//!           "aws:PrincipalArn": "arn:aws:iam::111122223333:role/admin"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The condition denies the same callers, but a role is named by its ARN and no longer by its unique id, so the repair
//! is for review.
//!
//! ## References
//! - [NotPrincipal](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::Arn;
use crate::fix::layout::Json;
use crate::policy::Principal;

pub(super) const RULE: Rule = Rule {
    id: "not-principal-element",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        // Beside a `Principal` another rule speaks.
        let (Some(not), None) = (&statement.not_principal, &statement.principal) else { continue };
        let deny = statement.effect() == Effect::Deny;
        let why = "IAM takes only `Principal` in a trust policy, whatever the effect.";
        let draft = out.tell(&RULE, not.element.key.content, "a trust policy has no `NotPrincipal`", &[], why);
        draft.refused(if deny {
            "AssumeRole policy must not contain NotPrincipal field."
        } else {
            "Allow with NotPrincipal is not allowed."
        });
        if !deny {
            draft.help("Name those who may assume the role under `Principal`.");
        } else if let Some(edits) = as_condition(policy, statement, not) {
            draft.fix(Fix::review("deny everybody, with a condition for the exceptions", edits));
        } else {
            draft.help("Deny `{\"AWS\": \"*\"}`, with `ArnNotEquals` on `aws:PrincipalArn` for the exceptions.");
        }
    }
}

/// Everybody as principal, and the exceptions in a condition: for roles and users, whose ARNs a condition can name.
fn as_condition(policy: &Policy<'_>, statement: &Statement<'_>, not: &Principal<'_>) -> Option<Vec<Edit>> {
    let [group] = not.groups.as_slice() else { return None };
    let named = |value: &PrincipalValue<'_>| {
        Arn::parse(value.text).is_some_and(|arn| matches!(arn.resource_type(), "role" | "user"))
    };
    let plain = group.kind() == Some(PrincipalKey::Aws) && group.not_strings.is_empty();
    if statement.condition.is_some() || !plain || !group.values.iter().all(named) {
        return None;
    }
    let document = policy.document;
    let everybody = Json::object([(PrincipalKey::Aws.as_str(), Json::string("*"))]);
    let exceptions = Json::object([("aws:PrincipalArn", Json::copy(document, group.value))]);
    let condition = Json::object([("ArnNotEquals", exceptions)]);
    Some(vec![
        layout::rename(not.element.key, "Principal"),
        layout::replace_inline(document, not.element.value, &everybody),
        layout::insert_member(document, statement.node, None, "Condition", &condition),
    ])
}
