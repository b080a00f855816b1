//! A pattern of ARNs is matched as text.
//!
//! ## What it checks
//! `StringLike` with wildcards on keys that hold an ARN.
//!
//! ## Why it matters
//! Under `StringLike` a `*` also matches colons and so the account and everything else; under `ArnLike` each of the six
//! parts is matched for itself.
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
//!         "StringLike": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/ci-*" }
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
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/ci-*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! A pattern may count on crossing a colon: the repair is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::Arn;
use crate::aws::catalogue::ValueType;

pub(super) const RULE: Rule = Rule {
    id: "string-like-on-arn",
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let like = |operator: &Operator| operator.family == OperatorFamily::String && operator.has_wildcards();
        let Some(operator) = block.operator.filter(like) else { continue };
        let arn = test.known().is_some_and(|key| key.value_type == ValueType::Arn);
        // A wildcard within the first five parts can reach over a colon; behind them the two operators agree.
        let whole = |value: &ConditionValue<'_>| Arn::parse(&value.text).is_some();
        if !arn || !test.values.iter().any(|value| value.text.contains('*')) || !test.values.iter().all(whole) {
            continue;
        }
        let meant = operator.with_name(if operator.negated { "ArnNotLike" } else { "ArnLike" });
        let finding = out
            .report(&RULE, test.key.content)
            .message(format!("`{}` matches the ARN as text", block.name))
            .why(format!("Under `{meant}` a wildcard stays within its part of the ARN; under `{}` it crosses colons.", block.name))
            .label(block.key.content, "knows no parts of an ARN");
        if let Some(edits) = condition_fix::move_test(policy.document, statement, block, test, &meant) {
            finding.fix(Fix::review(format!("test it with `{meant}`"), edits));
        }
    }
}
