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
    id: "swapped-operator-and-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("INVALID_CONDITION_OPERATOR"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for condition in policy.statements.iter().filter_map(|statement| statement.condition.as_ref()) {
        for block in condition.operators.iter().filter(|block| block.is_swapped()) {
            let finding = out
                .report(&RULE, block.key.content)
                .message(format!("`{}` is a condition key and stands where an operator belongs", block.name))
                .why("A condition names the operator first, and under it the keys with their values.")
                .refused_somehow();
            let [test] = block.keys.as_slice() else { continue };
            let Some(operator) = Operator::suggest(&test.name) else { continue };
            finding.label(test.key.content, "the operator");
            // Two operators of one name in a condition would be a fault of their own.
            if condition.operators.iter().all(|other| other.name != operator) {
                let edits = vec![layout::rename(block.key, &operator), layout::rename(test.key, &block.name)];
                finding.fix(Fix::safe("swap the operator and the key", edits));
            }
        }
    }
}
