//! A key must be missing and have a value.
//!
//! ## What it checks
//! `Null` with `true` beside another test that demands a value of the same key.
//!
//! ## Why it matters
//! All tests of a condition must hold, and these two never do at once. An `Allow` lets nobody in, a `Deny` keeps nobody
//! out.
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" },
//!         "Null": { "aws:MultiFactorAuthPresent": "true" }
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
//!         "Bool": { "aws:MultiFactorAuthPresent": "true" }
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
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("contradictory-null-check"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let plain = tested.qualifier.is_none();
    if tested.family != Some(OperatorFamily::Null) || !plain || !tested.is_all("true") {
        return;
    }
    let Some(demanded) = tested.same_key(|block, test| block.demands_value(test)) else { return };
    let finding = tested.at_key(out, &RULE, phrase!("`{}` must be missing and have a value"), "", phrase!(""));
    finding.label(demanded.key.content, phrase!("a value is demanded here")).why_so(phrase!("Both tests must hold"), tested.allows);
    let safety = if tested.allows { Safety::Review } else { Safety::Safe };
    tested.remove(finding, safety, phrase!("remove the `Null` test"));
}
