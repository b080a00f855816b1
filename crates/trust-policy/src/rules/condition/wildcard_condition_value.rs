//! A pattern of wildcards alone limits nothing.
//!
//! ## What it checks
//! `*` under `StringLike` and `ArnLike` for keys that should say who comes: `sts:ExternalId`, `aws:PrincipalOrgID`,
//! `aws:PrincipalAccount`, `aws:PrincipalArn`, `aws:SourceAccount`, `aws:SourceArn`. Likewise `0.0.0.0/0` under
//! `IpAddress`.
//!
//! ## Why it matters
//! Every value matches. The test only asks that the key is there, which reads like a limit and is none.
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
//!         "StringLike": { "sts:ExternalId": "*" }
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
//! ## Fix safety
//! The repair holds a placeholder: only the writer knows who may come.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::{IpRange, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: "wildcard-condition-value",
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION"),
    check: Check::Test(check),
};

const KEYS: [&str; 7] = [
    "sts:ExternalId",
    "aws:PrincipalOrgID",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceOrgID",
];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let Some(operator) = tested.operator.filter(|operator| tested.allows && !operator.negated) else { return };
    let addresses = operator.family == OperatorFamily::IpAddress;
    let pattern = operator.has_wildcards() && tested.is(&KEYS);
    if !addresses && !pattern {
        return;
    }
    for value in &tested.test.values {
        if addresses && IpRange::parse(value.text).is_some_and(IpRange::is_everything) {
            out.report(&RULE, value.span)
                .tells("`{}` is every address", &[value.text])
                .why("Whatever the address of the caller is lies in this range, so that the test limits nobody.")
                .severity(Severity::Warning);
        } else if !addresses && only_wildcards(value.text) {
            let finding = out
                .report(&RULE, value.span)
                .tells("`{}` matches every `{}`", &[value.text, tested.test.name])
                .why("Whatever the key holds matches, so that the test limits nobody who sends it.");
            tested.replace(finding, value, "<VALUE>", Safety::FillIn, "name the value");
        }
    }
}
