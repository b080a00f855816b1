//! One number of a list decides, the others do not matter.
//!
//! ## What it checks
//! Several numbers under `NumericLessThan`, `NumericGreaterThan` and their `…Equals`.
//!
//! ## Why it matters
//! A list holds when one of its values does. What is less than the least is also less than the greatest: only the widest
//! value counts, and the stricter one that stands beside it limits nothing.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "NumericLessThan": { "aws:MultiFactorAuthAge": ["300", "3600"] }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "NumericLessThan": { "aws:MultiFactorAuthAge": "3600" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("redundant-numeric-value"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("REDUNDANT_CONDITION_VALUE_NUM")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::Numeric) || tested.qualifier.is_some() || tested.test.values.len() < 2 {
        return;
    }
    let less = match tested.operator.map(|operator| operator.name) {
        Some("NumericLessThan" | "NumericLessThanEquals") => true,
        Some("NumericGreaterThan" | "NumericGreaterThanEquals") => false,
        _ => return,
    };
    let mut widest: Option<(&ConditionValue<'_>, u64)> = None;
    for value in &tested.test.values {
        let Ok(number) = value.text.trim().parse::<u64>() else { return };
        if widest.is_none_or(|(_, other)| (number > other) == less && number != other) {
            widest = Some((value, number));
        }
    }
    let Some((value, _)) = widest else { return };
    let document = tested.policy.document;
    let finding = out
        .report(&RULE, document.span(tested.test.value))
        .tells(phrase!("of these only `{}` counts"), &[value.text])
        .why(phrase!("A list holds when one of its values does."))
        .label(value.span, phrase!("the widest"));
    let edit = layout::replace_value(document, tested.test.value, &layout::Json::copy(document, value.node));
    finding.offer(Safety::Safe, phrase!("keep the widest"), edit);
}
