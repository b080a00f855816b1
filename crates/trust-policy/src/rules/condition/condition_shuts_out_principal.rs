//! A condition of one principal shuts out another.
//!
//! ## What it checks
//! Statements that trust several kinds of callers and demand a key that only some of them send, such as
//! `aws:SourceAccount` with a service and a role.
//!
//! ## Why it matters
//! The condition holds for the whole statement. Those who do not send the key never get in; they need a statement of
//! their own.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "cloudformation.amazonaws.com", "AWS": "arn:aws:iam::444455556666:role/ci" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceAccount": "111122223333" }
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
//!       "Principal": { "Service": "cloudformation.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceAccount": "111122223333" }
//!       }
//!     },
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/ci" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [The confused deputy problem](https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html)
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "condition-shuts-out-principal",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let Some(key) = tested.known.filter(|_| tested.allows && tested.demands) else { return };
    let (mut sends, mut does_not) = (None, None);
    for (value, caller) in tested.statement.callers() {
        let Some(caller) = caller else { return };
        let first = if caller.carries(key) { &mut sends } else { &mut does_not };
        *first = first.or(Some((value, caller)));
    }
    let (Some((sender, _)), Some((shut_out, caller))) = (sends, does_not) else { return };
    let who: &str = shut_out.text;
    out.report(&RULE, tested.test.key.content)
        .tells("{} do not send `{}`, so `{}` never gets in", &[caller.plural(), key.name, who])
        .why("A condition holds for all principals of its statement.")
        .label(shut_out.span, "shut out")
        .label(sender.span, "sends the key")
        .help("Give it a statement of its own, without this test.");
}
