//! A condition tests one key under two spellings.
//!
//! ## What it checks
//! Keys under one operator that differ only in capital letters. The same key written twice in the same way is a
//! repeated member, which another rule names.
//!
//! ## Why it matters
//! Names of condition keys ignore case, so both tests are of one key, and AWS does not say which values count.
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
//!           "sts:ExternalId": "c0ffee12-3456",
//!           "sts:ExternalID": "91bd77aa-3456"
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
//!           "sts:ExternalId": ["c0ffee12-3456", "91bd77aa-3456"]
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Any of the values satisfies the joined test, which may be more than was meant: the repair is for review.
//!
//! ## References
//! - [The Condition element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::fix::layout::Json;

pub(super) const RULE: Rule = Rule {
    id: phrase!("repeated-condition-key-case"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("DUPLICATE_KEYS_WITH_DIFFERENT_CASE")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let (block, test, document) = (tested.block, tested.test, tested.policy.document);
    let mut earlier = block.keys.iter().take_while(|other| other.index < test.index);
    let Some(first) = earlier.find(|other| other.is(test.name) && other.name != test.name) else { return };
    let finding = tested
        .at_key(out, &RULE, phrase!("`{}` is the key `{}` once more"), first.name, phrase!("Names of condition keys ignore case."))
        .label(first.key.content, phrase!("first here"));
    if !first.not_scalars.is_empty() || !test.not_scalars.is_empty() {
        return;
    }
    let mut values = Vec::new();
    for value in first.values.iter().chain(&test.values) {
        values.push(Json::copy(document, value.node));
    }
    let all = layout::replace_value(document, first.value, &Json::Array(values));
    let gone = layout::remove_member(document, block.value, test.index);
    if !all.conflicts_with(&gone) || all.end <= gone.start {
        finding.fix(Fix::review(phrase!("put all values under one key"), all.and(gone)));
    }
}
