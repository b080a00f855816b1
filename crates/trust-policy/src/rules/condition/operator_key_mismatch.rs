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
    id: "operator-key-mismatch",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("TYPE_MISMATCH"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let (Some(operator), Some(key)) = (block.operator, test.known()) else { continue };
        // Tags and claims hold whatever people put into them.
        let open = key.name.contains("${") || key.name.contains('.') || key.name == "aws:FederatedProvider";
        if open || fits(operator.family, key.value_type) {
            continue;
        }
        let wildcards = test.values.iter().any(|value| value.text.contains('*'));
        let base = match (key.value_type, operator.negated) {
            (ValueType::String, false) if wildcards => "StringLike",
            (ValueType::String, true) if wildcards => "StringNotLike",
            (ValueType::String, false) => "StringEquals",
            (ValueType::String, true) => "StringNotEquals",
            (ValueType::Bool, false) => "Bool",
            (ValueType::Arn, false) => "ArnLike",
            (ValueType::Arn, true) => "ArnNotLike",
            (ValueType::IpAddress, false) => "IpAddress",
            (ValueType::IpAddress, true) => "NotIpAddress",
            (ValueType::Numeric, false) => "NumericEquals",
            (ValueType::Numeric, true) => "NumericNotEquals",
            (ValueType::Date, false) => "DateEquals",
            (ValueType::Date, true) => "DateNotEquals",
            (ValueType::Bool, true) => "",
        };
        let finding = out
            .report(&RULE, test.key.content)
            .message(format!("`{}` is not an operator for `{}`, which holds {}", block.name, key.name, what(key.value_type)))
            .label(block.key.content, "for another type");
        if operator.family == OperatorFamily::String {
            finding
                .severity(Severity::Warning)
                .why("The value is compared as text, letter by letter, which may or may not be how AWS writes it.");
        } else {
            finding.why("The operator reads both sides as its own type, and what is not of that type never matches.");
        }
        let meant = operator.with_name(base);
        let moved = condition_fix::move_test(policy.document, statement, block, test, &meant);
        if let Some(edits) = moved.filter(|_| !base.is_empty()) {
            let narrows = statement.mending_narrows(block, test) && operator.family != OperatorFamily::String;
            finding.fix(Fix::narrowing(narrows, format!("test it with `{meant}`"), edits));
        }
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

fn what(value: ValueType) -> &'static str {
    match value {
        ValueType::String => "text",
        ValueType::Numeric => "a number",
        ValueType::Date => "a time",
        ValueType::Bool => "`true` or `false`",
        ValueType::IpAddress => "an IP address",
        ValueType::Arn => "an ARN",
    }
}
