//! The list of statements is empty.
//!
//! ## What it checks
//! `Statement` with an empty list.
//!
//! ## Why it matters
//! The statements say who may assume the role. IAM refuses a policy without one.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": []
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
//! The statement that is added trusts an account whose number must be filled in.
//!
//! ## References
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::missing_statement::{WHY, example};
use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("empty-statement"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("MISSING_STATEMENT")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let Some(element) = &policy.statement_element else { return };
    if !matches!(policy.document.value(element.value), Value::Array(items) if items.is_empty()) {
        return;
    }
    let edit = layout::replace_value(policy.document, element.value, &example());
    out.tell(&RULE, policy.document.span(element.value), phrase!("`Statement` is empty"), &[], WHY)
        .offer(Safety::FillIn, phrase!("add a statement"), edit)
        .refused(phrase!("Could not parse the policy: Statement is empty!"));
}
