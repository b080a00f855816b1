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
    id: phrase!("missing-qualifier"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("MISSING_QUALIFIER")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.qualifier.is_some() || tested.family != Some(OperatorFamily::String) {
        return;
    }
    let Some(operator) = tested.operator else { return };
    // AWS's own pages disagree about which keys of providers have several values.
    if !tested.known.is_some_and(|key| key.multivalued && matches!(key.name.get(..4), Some("aws:" | "sts:"))) {
        return;
    }
    let why = phrase!("A plain operator does not say which of the values must match.");
    let message = phrase!("`{}` has several values and needs `ForAnyValue` or `ForAllValues`");
    let finding = tested.at_key(out, &RULE, message, "", why).label(tested.block.key.content, phrase!("for one value"));
    tested.test_with(finding, Some(Qualifier::ForAnyValue), operator.name, tested.if_exists, Safety::Review);
}
