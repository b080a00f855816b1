//! Two tests of one key never hold at once.
//!
//! ## What it checks
//! Two tests of the same key in a statement that no value satisfies: texts, ARNs and patterns that have nothing in
//! common, a value that is also excluded, `true` and `false`, ranges of numbers without a number in both.
//!
//! ## Why it matters
//! All tests of a condition must hold. An `Allow` with these two lets nobody in, a `Deny` keeps nobody out.
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
//!         "StringEquals": { "aws:PrincipalTag/team": "web" },
//!         "StringLike": { "aws:PrincipalTag/team": "data-*" }
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
//!         "StringLike": { "aws:PrincipalTag/team": ["web", "data-*"] }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Conditions with multiple keys or values](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html)

use super::prelude::*;
use crate::policy::exclude_each_other;

pub(super) const RULE: Rule = Rule {
    id: phrase!("contradictory-condition"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    // Two tests of a key stand under two operators.
    if tested.block.index == 0 || tested.qualifier.is_some() || tested.known.is_some_and(|key| key.multivalued) {
        return;
    }
    for (block, test) in tested.statement.tests() {
        if block.index >= tested.block.index {
            return;
        }
        // The same operator twice is another fault. Without the key both may hold.
        if !test.is(tested.test.name) || block.name == tested.block.name {
            continue;
        }
        let demanded = tested.demands || block.demands_value(test);
        if !demanded || !exclude_each_other((block, test), (tested.block, tested.test)) {
            continue;
        }
        let finding = tested
            .at_key(out, &RULE, phrase!("no value of `{}` satisfies both of its tests"), "", phrase!(""))
            .label(test.key.content, phrase!("the other test"))
            .help(phrase!("All tests of a statement must hold. Put the values of both into one list if either is meant."));
        finding.why_so(phrase!("No request satisfies both tests"), tested.allows);
        if !tested.allows {
            finding.severity(Severity::Warning);
        }
        return;
    }
}
