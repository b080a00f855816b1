//! An external id has a value that no request can send.
//!
//! ## What it checks
//! Values of `sts:ExternalId` that are empty, shorter than 2 or longer than 1,224 characters, or hold a character that
//! AWS STS does not take.
//!
//! ## Why it matters
//! AWS STS refuses requests with such an external id, so the test never holds and nobody gets in.
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
//!         "StringEquals": { "sts:ExternalId": "acme#7f3a" }
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
//!         "StringEquals": { "sts:ExternalId": "acme-7f3a" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)
//! - [Access for third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("external-id-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || !tested.test.is("sts:ExternalId") {
        return;
    }
    let why = phrase!("AWS STS takes 2 to 1,224 letters, digits and `_+=,.@:/-`, and refuses every other request.");
    tested.limit_characters(out, &RULE, b"_+=,.@:/-", LONGEST, why);
}

/// Source: the STS API model, `AssumeRole`: `[\w+=,.@:\/-]*`, 2 to 1224 characters.
const LONGEST: usize = 1224;
