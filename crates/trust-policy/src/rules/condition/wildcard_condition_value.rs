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
    check: Check::Policy(check),
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

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        if statement.effect() == Effect::Allow && block.operator.is_some_and(|operator| operator.name == "IpAddress") {
            for value in test.values.iter().filter(|value| IpRange::parse(&value.text).is_some_and(IpRange::is_everything)) {
                out.report(&RULE, value.span)
                    .message(format!("`{}` is every address", value.text))
                    .why("Whatever the address of the caller is lies in this range, so that the test limits nobody.")
                    .severity(Severity::Warning);
            }
        }
        let pattern = |operator: Operator| operator.has_wildcards() && !operator.negated;
        let watched = statement.effect() == Effect::Allow && KEYS.iter().any(|key| test.is(key));
        if !watched || !block.operator.is_some_and(pattern) {
            continue;
        }
        for value in test.values.iter().filter(|value| only_wildcards(&value.text)) {
            let edits = vec![layout::replace_string(policy.document, value.node, "<VALUE>")];
            out.report(&RULE, value.span)
                .message(format!("`{}` matches every `{}`", value.text, test.name))
                .why("Whatever the key holds matches, so that the test limits nobody who sends it.")
                .fix(Fix::fill_in("name the value", edits));
        }
    }
}
