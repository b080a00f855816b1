//! A key with several values is tested as if it had one.
//!
//! ## What it checks
//! `aws:PrincipalOrgPaths`, `aws:TagKeys`, `sts:TransitiveTagKeys` and other keys with several values without
//! `ForAnyValue` or `ForAllValues`.
//!
//! ## Why it matters
//! A plain operator compares one value. IAM wants to be told whether one of several values must match or all of them.
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
//!         "StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*" }
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
//!         "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Whether one value must match or all, only the writer knows: the repair is for review.
//!
//! ## References
//! - [Keys with several values](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "missing-qualifier",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: Some("MISSING_QUALIFIER"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let plain = |operator: &Operator| operator.qualifier.is_none() && operator.family == OperatorFamily::String;
        let Some(operator) = block.operator.filter(plain) else { continue };
        // AWS's own pages disagree about which keys of providers have several values.
        let multivalued = test.known().is_some_and(|key| key.multivalued && (key.name.starts_with("aws:") || key.name.starts_with("sts:")));
        if !multivalued {
            continue;
        }
        let any = Operator { qualifier: Some(Qualifier::ForAnyValue), ..operator }.with_name(operator.name);
        let finding = out
            .report(&RULE, test.key.content)
            .message(format!("`{}` has several values and needs `ForAnyValue` or `ForAllValues`", test.name))
            .why("A plain operator compares one value and does not say which of several must match.")
            .label(block.key.content, "for one value");
        if let Some(edits) = condition_fix::move_test(policy.document, statement, block, test, &any) {
            finding.fix(Fix::review(format!("test it with `{any}`"), edits));
        }
    }
}
