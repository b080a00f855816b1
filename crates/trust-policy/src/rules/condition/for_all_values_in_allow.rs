//! `ForAllValues` also lets in callers who send no value.
//!
//! ## What it checks
//! `ForAllValues` in an `Allow` on a key that has one value, and on one with several that callers may leave out,
//! without a `Null` test of it. Tag keys and `sts:RequestContextProviders` are left alone: there it limits what may be
//! sent.
//!
//! ## Why it matters
//! `ForAllValues` holds when the key is missing: of no values all match. On a key with a single value it protects
//! nothing at all.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ForAllValues:StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
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
//! Without the qualifier a key with one value is tested as it reads: that is safe. On a key with several `ForAnyValue`
//! asks another question, so that repair is for review.
//!
//! ## References
//! - [Keys with several values](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)
//! - [A role for Amazon S3 Access Grants](https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location-register.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("for-all-values-in-allow"),
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let (Some(operator), Some(Qualifier::ForAllValues)) = (tested.operator, tested.qualifier) else { return };
    let asks = !tested.negated && operator.family != OperatorFamily::Null && !tested.test.values.is_empty();
    // There it limits what may be sent; without contexts `sts:SetContext` is not asked.
    if !tested.allows || !asks || tested.is(&["aws:TagKeys", "sts:TransitiveTagKeys", "sts:RequestContextProviders"]) {
        return;
    }
    let single = match tested.known {
        Some(key) => !key.multivalued,
        None => matches!(tested.test.parts(), ConditionName::Claim { claim: "aud" | "sub" | "email" | "oaud", .. }),
    };
    let demanded = || tested.same_key(|block, test| !block.holds_without_key(test)).is_some();
    if (tested.known.is_none() && !single) || demanded() {
        return;
    }
    let why = phrase!("Of no values all match, so callers can leave the key out.");
    let finding = tested.at_key(out, &RULE, phrase!("`ForAllValues` also holds when the caller sends no `{}`"), "", why);
    finding.label(tested.block.key.content, phrase!("holds without the key"));
    // For several values the two qualifiers ask different questions.
    let (qualifier, code, safety) = match single {
        true => (None, Some(phrase!("FORALLVALUES_WITH_SINGLE_VALUED_KEY")), Safety::Safe),
        false => (Some(Qualifier::ForAnyValue), None, Safety::Review),
    };
    finding.aws_check(code);
    tested.test_with(finding, qualifier, operator.name, operator.if_exists, safety);
}
