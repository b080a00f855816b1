//! A pattern of wildcards alone limits nothing.
//!
//! ## What it checks
//! `*` under `StringLike` and `ArnLike` for keys that should say who comes: `sts:ExternalId`, `aws:PrincipalOrgID`,
//! `aws:PrincipalOrgPaths`, `aws:PrincipalAccount`, `aws:PrincipalArn`, `aws:userid`, `aws:SourceAccount`,
//! `aws:SourceArn`. Any wildcard in the values of keys that AWS calls sensitive, such as `aws:PrincipalAccount`,
//! `aws:PrincipalOrgID` and `aws:SourceVpc`. Likewise `0.0.0.0/0` under `IpAddress`.
//!
//! ## Why it matters
//! Every value matches. The test only asks that the key is there, which reads like a limit and is none. Ids have no
//! meaning in their first letters: `1111*` is not an account and its neighbours, but strangers.
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
//! - [Sensitive condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sensitive)
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::is_sensitive;
use crate::aws::{IpRange, has_wildcard, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: phrase!("wildcard-condition-value"),
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION")),
    check: Check::Test(check),
};

/// Keys that should say who comes.
const KEYS: [&str; 6] = [
    "sts:ExternalId",
    "aws:PrincipalArn",
    "aws:PrincipalOrgPaths",
    "aws:SourceArn",
    "aws:SourceOrgPaths",
    "aws:userid",
];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let addresses = tested.family == Some(OperatorFamily::IpAddress);
    if !tested.allows || tested.negated || !(addresses || tested.has_wildcards) {
        return;
    }
    let sensitive = !addresses && is_sensitive(tested.test.name);
    if !(addresses || sensitive || tested.is(&KEYS)) {
        return;
    }
    for value in &tested.test.values {
        if addresses && IpRange::parse(value.text).is_some_and(IpRange::is_everything) {
            out.at_value(&RULE, value, phrase!("`{}` is every address"), "", phrase!("The test limits nobody.")).severity(Severity::Warning);
        } else if !addresses && only_wildcards(value.text) {
            let why = phrase!("The test limits nobody who sends the key.");
            let finding = out.at_value(&RULE, value, phrase!("`{}` matches every `{}`"), tested.test.name, why);
            tested.replace(finding, value, "<VALUE>", Safety::FillIn, phrase!("name the value"));
        } else if sensitive && value.is_filled_in() && !value.has_variable && has_wildcard(value.text) {
            let why = phrase!("Whose ids begin or end alike have nothing else in common.");
            out.at_value(&RULE, value, phrase!("`{}` matches more than one `{}`"), tested.test.name, why)
                .aws_check(Some(phrase!("WILDCARD_USAGE_TOO_PERMISSIVE")))
                .help(phrase!("Write each value that is meant."));
        }
    }
}
