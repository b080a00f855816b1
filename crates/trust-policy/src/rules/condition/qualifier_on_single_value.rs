//! `ForAnyValue` stands before a key with one value.
//!
//! ## What it checks
//! `ForAnyValue` on keys that have a single value, among them the audience of a token.
//!
//! ## Why it matters
//! The qualifier is for keys with several values. AWS advises against it elsewhere, and for an audience it warns that
//! the test may be wider than it reads.
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
//!         "ForAnyValue:StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
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
//! The two operators may differ for a missing key: the repair is for review.
//!
//! ## References
//! - [Keys with several values](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("qualifier-on-single-value"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let (Some(operator), Some(Qualifier::ForAnyValue)) = (tested.operator, tested.qualifier) else { return };
    let audience = matches!(tested.test.parts(), ConditionName::Claim { claim: "aud" | "oaud", .. });
    let single = audience || tested.known.is_some_and(|key| !key.multivalued && !key.name.starts_with("saml:"));
    if !single || operator.family == OperatorFamily::Null || tested.test.values.is_empty() {
        return;
    }
    let finding = tested
        .at_key(out, &RULE, phrase!("`{}` has one value and needs no `ForAnyValue`"), "", phrase!("The plain operator says what is meant."))
        .label(tested.block.key.content, phrase!("for several values"))
        .aws_check(audience.then_some(phrase!("FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE")));
    tested.test_with(finding, None, operator.name, operator.if_exists, Safety::Review);
}
