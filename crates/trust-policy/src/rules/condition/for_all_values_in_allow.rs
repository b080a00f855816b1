//! `ForAllValues` also lets in callers who send no value.
//!
//! ## What it checks
//! `ForAllValues` in an `Allow` on a key that has one value, and on one with several that callers may leave out,
//! without a `Null` test of it. Tag keys are left alone: there it limits what may be sent.
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

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "for-all-values-in-allow",
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in policy.allows() {
        for (block, test) in statement.tests() {
            let Some(operator) = block.operator.filter(|operator| operator.qualifier == Some(Qualifier::ForAllValues)) else {
                continue;
            };
            let limits_tags = test.is("aws:TagKeys") || test.is("sts:TransitiveTagKeys");
            if operator.negated || operator.family == OperatorFamily::Null || limits_tags || test.values.is_empty() {
                continue;
            }
            let single = match test.known() {
                Some(key) => !key.multivalued,
                None => matches!(test.parts(), ConditionName::Claim { claim: "aud" | "sub" | "email" | "oaud", .. }),
            };
            let present = statement.tests().any(|(other, same)| {
                same.is(&test.name) && other.index != block.index && !other.holds_without_key(same)
            });
            if present || (test.known().is_none() && !single) {
                continue;
            }
            let qualifier = if single { None } else { Some(Qualifier::ForAnyValue) };
            let strict = Operator { qualifier, ..operator }.with_name(operator.name);
            let finding = out
                .report(&RULE, test.key.content)
                .message(format!("`ForAllValues` also holds when the caller sends no `{}`", test.name))
                .why("Of no values all match: without the key the test holds, and the caller gets in.")
                .label(block.key.content, "holds without the key")
                .aws_check(single.then_some("FORALLVALUES_WITH_SINGLE_VALUED_KEY"));
            if let Some(edits) = condition_fix::move_test(policy.document, statement, block, test, &strict) {
                // For several values the two qualifiers ask different questions.
                finding.fix(Fix::narrowing(single, format!("test it with `{strict}`"), edits));
            }
        }
    }
}
