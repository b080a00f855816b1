//! A condition key is tested with an operator for another type.
//!
//! ## What it checks
//! Keys with a documented type under an operator of another one: `StringEquals` on a boolean, `Bool` or `ArnLike` on
//! `sts:ExternalId`. ARN keys may be compared as strings, and times as numbers.
//!
//! ## Why it matters
//! A value is read as the type of the operator. What is no number, date, boolean or ARN never matches; what is compared
//! as text matches letter by letter only.
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
//!         "ArnLike": { "sts:ExternalId": "c0ffee12-3456-7890" }
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::ValueType;

pub(super) const RULE: Rule = Rule {
    id: phrase!("operator-key-mismatch"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("TYPE_MISMATCH")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let (Some(operator), Some(key)) = (tested.operator, tested.known) else { return };
    if fits(operator.family, key.value_type) {
        return;
    }
    // Tags and claims hold whatever people put into them.
    if has_any(key.name, b"$.") || key.name == "aws:FederatedProvider" {
        return;
    }
    let pattern = tested.test.values.iter().any(|value| value.has_star);
    let [what, positive, negative] = *operators_for(key.value_type, pattern);
    let finding = out
        .report(&RULE, tested.test.key.content)
        .tells(phrase!("`{}` is not an operator for `{}`, which holds {}"), &[tested.block.name, key.name, what])
        .label(tested.block.key.content, phrase!("for another type"))
        .why(phrase!("What is not of the operator's type never matches."));
    let mut safety = tested.mending();
    if operator.family == OperatorFamily::String {
        safety = Safety::Review;
        finding
            .severity(Severity::Warning)
            .why(phrase!("The value is compared letter by letter, which may not be how AWS writes it."));
    }
    let base = if tested.negated { negative } else { positive };
    if !base.is_empty() {
        tested.retest(finding, base, safety);
    }
}

fn fits(family: OperatorFamily, value: ValueType) -> bool {
    match family {
        OperatorFamily::Null => true,
        OperatorFamily::Binary => false,
        // ARNs and addresses as strings have rules of their own where they matter.
        OperatorFamily::String => matches!(value, ValueType::String | ValueType::Arn | ValueType::IpAddress),
        OperatorFamily::Numeric => matches!(value, ValueType::Numeric | ValueType::Date),
        OperatorFamily::Date => value == ValueType::Date,
        OperatorFamily::Bool => value == ValueType::Bool,
        OperatorFamily::IpAddress => value == ValueType::IpAddress,
        OperatorFamily::Arn => value == ValueType::Arn,
    }
}
