//! A statement id is empty.
//!
//! ## What it checks
//! `Sid` with an empty string, as the console writes it.
//!
//! ## Why it matters
//! It does nothing. IAM takes it; a name would say what the statement is for.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Sid": "",
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
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
//! ## References
//! - [Sid](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("empty-sid"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("EMPTY_SID_VALUE")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let Some(sid) = &statement.sid else { continue };
        if !matches!(policy.document.value(sid.value), Value::String(content) if content.is_empty()) {
            continue;
        }
        let span = sid.key.span.to(policy.document.span(sid.value));
        out.tell(&RULE, span, phrase!("the `Sid` is empty"), &[], phrase!("A name would say what the statement is for."))
            .offer_removal(Safety::Safe, policy.document, statement.node, sid.index);
    }
}
