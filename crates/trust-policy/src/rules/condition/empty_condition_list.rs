//! A condition key is compared with an empty list.
//!
//! ## What it checks
//! Condition keys with `[]` for a value.
//!
//! ## Why it matters
//! No value is in an empty list. A plain test never holds; with `ForAllValues` or `IfExists` it holds only when the key
//! is missing.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": {
//!           "sts:ExternalId": []
//!         }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The repair holds a placeholder: only the writer knows the value.
//!
//! ## References
//! - [Keys with several values](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "empty-condition-list",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("EMPTY_ARRAY_CONDITION"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let Some(operator) = block.operator else { continue };
        if !test.is_list || !test.values.is_empty() || !test.not_scalars.is_empty() {
            continue;
        }
        let never = statement.effect() == Effect::Allow && block.demands_value(test);
        let code = match operator {
            Operator { if_exists: true, .. } => "EMPTY_ARRAY_CONDITION_IFEXISTS",
            Operator { qualifier: Some(Qualifier::ForAllValues), .. } => "EMPTY_ARRAY_CONDITION_FORALLVALUES",
            Operator { qualifier: Some(Qualifier::ForAnyValue), .. } => "EMPTY_ARRAY_CONDITION_FORANYVALUE",
            _ => "EMPTY_ARRAY_CONDITION",
        };
        let finding = out
            .report(&RULE, policy.document.span(test.value))
            .message(format!("`{}` is compared with an empty list", test.name))
            .why(if never {
                "No value is in an empty list, so the statement never lets anybody in."
            } else {
                "No value is in an empty list, so the test does not depend on the value of the key."
            })
            .aws_check(Some(code))
            .fix(Fix::fill_in("name a value", vec![Edit::replace(policy.document.span(test.value), "[\"<VALUE>\"]")]));
        if !never {
            finding.severity(Severity::Suggestion);
        }
    }
}
