//! A tag condition does not say which tag.
//!
//! ## What it checks
//! `aws:RequestTag`, `aws:PrincipalTag`, `aws:ResourceTag` and `iam:ResourceTag` without a slash and the key of a tag.
//!
//! ## Why it matters
//! The key of the tag is part of the name: `aws:PrincipalTag/team`. Without it no request carries the key, and the test
//! never holds.
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
//!         "StringEquals": { "aws:PrincipalTag": "data" }
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
//!         "StringEquals": { "aws:PrincipalTag/team": "data" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The repair holds a placeholder: only the writer knows the tag.
//!
//! ## References
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::is_tag_family;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-tag-key"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("MISSING_TAG_KEY_IN_CONDITION")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let Some(family) = is_tag_family(tested.test.name) else { return };
    if tested.block.is_key() {
        return;
    }
    let why = phrase!("Behind a slash stands the key of the tag; without it the test never holds.");
    let finding = tested.at_key(out, &RULE, phrase!("`{}` does not say which tag"), "", why);
    tested.rename(finding, &filled(phrase!("{}/<TAG_KEY>"), &[family]), Safety::FillIn, phrase!("name the tag"));
}
