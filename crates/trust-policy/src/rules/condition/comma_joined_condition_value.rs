//! Several condition values stand in one string.
//!
//! ## What it checks
//! Account ids, ARNs, organization ids, address ranges and token subjects that are joined by commas in one string.
//!
//! ## Why it matters
//! AWS compares the whole string, commas included, and no request has such a value: the test never holds. Several
//! values stand in a list.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "*" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalAccount": "111122223333,444455556666" }
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
//!       "Principal": { "AWS": "*" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": {
//!           "aws:PrincipalAccount": ["111122223333", "444455556666"]
//!         }
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
//! - [The Condition element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)

use super::prelude::*;
use crate::text::quote;

pub(super) const RULE: Rule = Rule {
    id: phrase!("comma-joined-condition-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    for value in &tested.test.values {
        if !value.is_joined() {
            continue;
        }
        let mut list = String::new();
        for part in value.text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            list.push_str(if list.is_empty() { "" } else { ", " });
            list.push_str(&quote(part));
        }
        // Within a list the values join their neighbours.
        if !tested.test.is_list {
            list = filled(phrase!("[{}]"), &[&list]);
        }
        let why = phrase!("AWS compares the whole string, commas included; several values stand in a list.");
        out.at_value(&RULE, value, phrase!("`{}` is several values in one string"), "", why).offer(
            tested.mending(),
            phrase!("make it a list"),
            Edit::replace(tested.policy.document.span(value.node), list),
        );
    }
}
