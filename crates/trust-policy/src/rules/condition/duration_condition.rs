//! A condition on the length of the session.
//!
//! ## What it checks
//! `sts:DurationSeconds`, `sts:MaxSessionDuration` and other keys that people expect to hold the length of the session.
//!
//! ## Why it matters
//! Requests to assume a role do not carry their duration as a condition key. An `Allow` with such a test never lets
//! anybody in. The maximum session duration of the role itself is the limit: `aws iam update-role --role-name <ROLE>
//! --max-session-duration 3600`.
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" },
//!         "NumericLessThanEquals": { "sts:DurationSeconds": "3600" }
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
//! Without the test the statement lets in whom it names, which today it does not: the repair is for review.
//!
//! ## References
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)
//! - [Maximum session duration of a role](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html)

use super::prelude::*;
use crate::aws::catalogue::is_duration;

pub(super) const RULE: Rule = Rule {
    id: phrase!("duration-condition"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("UNSUPPORTED_ACTION_FOR_CONDITION_KEY")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !is_duration(tested.test.name) || tested.block.is_key() {
        return;
    }
    let finding = tested
        .at_key(out, &RULE, phrase!("requests to assume a role do not carry `{}`"), "", phrase!(""))
        .help(phrase!("Limit the sessions on the role itself: `aws iam update-role --role-name <ROLE> --max-session-duration 3600`."));
    finding.why_so(phrase!("AWS sends the key for other actions only"), tested.allows);
    // A `Deny` without its only condition would keep everybody out.
    if tested.allows || tested.statement.tests().nth(1).is_some() {
        tested.remove(finding, Safety::Review, phrase!("remove the test"));
    }
}
