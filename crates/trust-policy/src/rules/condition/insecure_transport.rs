//! A condition asks for requests without encryption.
//!
//! ## What it checks
//! `aws:SecureTransport` with `false` in an `Allow`.
//!
//! ## Why it matters
//! AWS STS takes requests over HTTPS alone, so the test never holds. It belongs into a `Deny` of a bucket policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "Bool": { "aws:SecureTransport": "false" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "Bool": { "aws:SecureTransport": "true" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Nobody gets in today, and whom the statement names afterwards: the repair is for review.
//!
//! ## References
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-securetransport)
//! - [AWS STS endpoints](https://docs.aws.amazon.com/general/latest/gr/sts.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("insecure-transport"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || tested.family != Some(OperatorFamily::Bool) || !tested.test.is("aws:SecureTransport") {
        return;
    }
    let ([_], Some(value)) = (tested.test.values.as_slice(), tested.value("false")) else { return };
    let finding = out
        .report(&RULE, value.span)
        .message(phrase!("only requests without encryption get in, and AWS STS takes none"))
        .why(phrase!("AWS STS answers over HTTPS alone, so nobody gets in."));
    tested.replace(finding, value, "true", Safety::Review, phrase!("write `{}`"));
}
