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
    id: phrase!("empty-condition-list"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("EMPTY_ARRAY_CONDITION")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let Some(operator) = tested.operator else { return };
    if !tested.test.is_list || !tested.test.values.is_empty() || !tested.test.not_scalars.is_empty() {
        return;
    }
    let never = tested.allows && tested.demands;
    let span = tested.policy.document.span(tested.test.value);
    let finding = out
        .report(&RULE, span)
        .tells(phrase!("`{}` is compared with an empty list"), &[tested.test.name])
        .why(if never {
            phrase!("No value is in an empty list, so nobody gets in.")
        } else {
            phrase!("The test does not depend on the value of the key.")
        })
        .aws_check(Some(match (operator.if_exists, operator.qualifier) {
            (true, _) => phrase!("EMPTY_ARRAY_CONDITION_IFEXISTS"),
            (false, Some(Qualifier::ForAllValues)) => phrase!("EMPTY_ARRAY_CONDITION_FORALLVALUES"),
            (false, Some(Qualifier::ForAnyValue)) => phrase!("EMPTY_ARRAY_CONDITION_FORANYVALUE"),
            (false, None) => phrase!("EMPTY_ARRAY_CONDITION"),
        }))
        .offer(Safety::FillIn, phrase!("name a value"), Edit::replace(span, "[\"<VALUE>\"]"));
    if !never {
        finding.severity(Severity::Suggestion);
    }
}
