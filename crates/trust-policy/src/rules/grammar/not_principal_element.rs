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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
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
//! ## References
//! - [NotPrincipal](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("not-principal-element"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: Some(phrase!("ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        // Beside a `Principal` another rule speaks.
        let (Some(not), None) = (&statement.not_principal, &statement.principal) else { continue };
        let deny = statement.effect() == Effect::Deny;
        let why = phrase!("IAM takes only `Principal` in a trust policy, whatever the effect.");
        let draft = out.tell(&RULE, not.element.key.content, phrase!("a trust policy has no `NotPrincipal`"), &[], why);
        draft.refused(if deny {
            phrase!("AssumeRole policy must not contain NotPrincipal field.")
        } else {
            phrase!("Allow with NotPrincipal is not allowed.")
        });
        draft.help(if deny {
            phrase!("Deny `{\"AWS\": \"*\"}`, with `ArnNotEquals` on `aws:PrincipalArn` for the exceptions.")
        } else {
            phrase!("Name those who may assume the role under `Principal`.")
        });
    }
}
