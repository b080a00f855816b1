//! No statement lets anybody in.
//!
//! ## What it checks
//! Policies in which every statement has the effect `Deny`.
//!
//! ## Why it matters
//! Nobody may assume a role unless its trust policy allows it. A policy that only denies locks everybody out.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Deny",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/ci" },
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
//! ## References
//! - [Policy evaluation logic](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html)
//! - [Effect](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("deny-only-policy"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let Some(effect) = policy.statements.first().and_then(|statement| statement.effect_element.as_ref()) else { return };
    if policy.allows().next().is_some() || !policy.not_statements.is_empty() {
        return;
    }
    let span = policy.document.content(effect.value).unwrap_or(effect.key.span);
    let why = phrase!("What no statement allows is denied already.");
    out.tell(&RULE, span, phrase!("every statement denies, so nobody can assume the role"), &[], why)
        .help(phrase!("Add a statement with the effect `Allow` for whoever is to assume the role."));
}
