//! A statement has both `Principal` and `NotPrincipal`.
//!
//! ## What it checks
//! Statements with the two of them.
//!
//! ## Why it matters
//! A trust policy has no `NotPrincipal`, and no statement may have both. IAM refuses the policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "NotPrincipal": { "AWS": "arn:aws:iam::111122223333:role/app" },
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Without `NotPrincipal` nobody is left out any more, so the repair is for review.
//!
//! ## References
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-with-not-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("UNSUPPORTED_ELEMENT_COMBINATION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let (Some(principal), Some(not)) = (&statement.principal, &statement.not_principal) else { continue };
        let why = phrase!("A trust policy names whom it trusts, and has no `NotPrincipal` at all.");
        out.tell(&RULE, not.element.key.content, phrase!("`NotPrincipal` cannot stand beside `Principal`"), &[], why)
            .label(principal.element.key.content, phrase!("the principals are named here"))
            .help(phrase!("To leave somebody out, test `aws:PrincipalArn` with `ArnNotEquals`."))
            .offer_removal(Safety::Review, policy.document, statement.node, not.element.index)
            .refused_somehow();
    }
}
