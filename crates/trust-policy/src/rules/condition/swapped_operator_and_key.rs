//! A condition has the key where the operator belongs.
//!
//! ## What it checks
//! A condition key that holds operators, `{"sts:ExternalId": {"StringEquals": …}}`: it is the other way round.
//!
//! ## Why it matters
//! IAM reads the key as an operator that it does not know, and refuses the policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "sts:ExternalId": { "StringEquals": "c0ffee12-3456-7890-abcd-ef0123456789" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [The Condition element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("swapped-operator-and-key"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_CONDITION_OPERATOR")),
    check: Check::Operator(check),
};

fn check(at: &Operated<'_, '_>, out: &mut Findings<'_>) {
    let Operated { condition, block, .. } = *at;
    if !block.is_swapped() {
        return;
    }
    let finding = out
        .report(&RULE, block.key.content)
        .tells(phrase!("`{}` is a condition key and stands where an operator belongs"), &[block.name])
        .why(phrase!("A condition names the operator first, and under it the keys with their values."))
        .refused_somehow();
    let [test] = block.keys.as_slice() else { return };
    let Some(operator) = Operator::suggest(test.name) else { return };
    finding.label(test.key.content, phrase!("the operator"));
    if !condition.has_operator(&operator) {
        let edits = layout::rename(block.key, &operator).and(layout::rename(test.key, block.name));
        finding.fix(Fix::safe(phrase!("swap the operator and the key"), edits));
    }
}
