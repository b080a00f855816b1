//! A session name is one that no session can have.
//!
//! ## What it checks
//! Values of `sts:RoleSessionName` and `sts:SourceIdentity` that are shorter than 2 or longer than 64 characters, or
//! hold a character that AWS STS does not take.
//!
//! ## Why it matters
//! AWS STS refuses requests with such a name, so the test never holds.
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
//!         "StringEquals": { "sts:RoleSessionName": "deploy from ci" }
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
//!         "StringEquals": { "sts:RoleSessionName": "deploy-from-ci" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("session-name-value"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.negated || !tested.compares() || !tested.is(&["sts:RoleSessionName", "sts:SourceIdentity"]) {
        return;
    }
    let why = phrase!("AWS STS takes 2 to 64 letters, digits and `_+=,.@-`, and refuses every other request.");
    tested.limit_characters(out, &RULE, b"_+=,.@-", 64, why);
}
