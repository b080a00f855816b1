//! A condition value is not a string, number or boolean.
//!
//! ## What it checks
//! Objects, `null` and lists within lists where a value of a condition key belongs.
//!
//! ## Why it matters
//! IAM compares single values, or any of a list of them; it refuses anything else.
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
//!         "StringEquals": {
//!           "sts:ExternalId": [["c0ffee12-3456-7890"]]
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": {
//!           "sts:ExternalId": ["c0ffee12-3456-7890"]
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [The Condition element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::text::NodeId;

pub(super) const RULE: Rule = Rule {
    id: "condition-value-type",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("DATA_TYPE_MISMATCH"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let document = policy.document;
    for condition in policy.statements.iter().filter_map(|statement| statement.condition.as_ref()) {
        for block in condition.operators.iter().filter(|block| block.operator.is_some()) {
            for test in &block.keys {
                test.not_scalars.iter().for_each(|node| value(document, test, *node, out));
            }
        }
    }
}

fn value(document: &Document<'_>, test: &ConditionKeyTest<'_>, node: NodeId, out: &mut Findings<'_>) {
    let what = match document.value(node) {
        Value::Object(_) => "an object",
        Value::Array(_) => "a list within a list",
        Value::Null => "`null`",
        _ => return,
    };
    let finding = refuse(out, document.span(node));
    finding.message(format!("the value of `{}` is {what}", test.name));
    let items = document.items(node);
    let plain = items.iter().all(|item| document.scalar(*item).is_some());
    if let (true, [first, .., last] | [first @ last]) = (plain, items) {
        let inside = document.span(*first).to(document.span(*last)).of(document.text);
        finding.fix(Fix::safe("put its values into the outer list", vec![Edit::replace(document.span(node), inside)]));
    }
}

fn refuse<'o, 'r>(out: &'o mut Findings<'r>, span: Span) -> &'o mut Draft<'r> {
    out.report(&RULE, span)
        .why("A condition key is compared with a string, a number, a boolean, or a list of them.")
        .refused_somehow()
}
