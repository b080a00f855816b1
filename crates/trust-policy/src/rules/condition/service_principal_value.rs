//! A condition value is not the name of a service.
//!
//! ## What it checks
//! Values of `aws:PrincipalServiceName`, `aws:PrincipalServiceNamesList` and the `aws:CalledVia` keys that are no service
//! principal, or a letter or two from a known one.
//!
//! ## Why it matters
//! The keys hold service principals, such as `lambda.amazonaws.com`. Of another value the test never holds.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "lambda.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalServiceName": "lambda" }
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
//!       "Principal": { "Service": "lambda.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalServiceName": "lambda.amazonaws.com" }
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
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::ServiceName;

pub(super) const RULE: Rule = Rule {
    id: phrase!("service-principal-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_SERVICE_PRINCIPAL_FORMAT")),
    check: Check::Test(check),
};

const KEYS: [&str; 5] = [
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:CalledVia",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || !tested.is(&KEYS) || tested.ignores_case() {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        if text.is_empty() || !value.is_filled_in() || !tested.is_literal(value) {
            continue;
        }
        let why = phrase!("The key holds service principals, such as `lambda.amazonaws.com`.");
        match ServiceName::of(text) {
            ServiceName::Miswritten { name } => {
                let finding = out.at_value(&RULE, value, phrase!("`{}` is not a service principal, did you mean `{}`?"), &name, why);
                tested.write(finding, value, &name);
            }
            ServiceName::Near { name } => {
                out.at_value(&RULE, value, phrase!("`{}` is not known as a service principal, did you mean `{}`?"), &name, why)
                    .severity(Severity::Warning)
                    .confidence(Confidence::Medium);
            }
            ServiceName::Nothing => {
                out.at_value(&RULE, value, phrase!("`{}` is not a service principal"), "", why);
            }
            _ => {}
        }
    }
}
