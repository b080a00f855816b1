//! A service is asked for a source that it does not send.
//!
//! ## What it checks
//! `aws:SourceArn` and `aws:SourceAccount` for services that are reported not to send them: Amazon EC2 for instance
//! roles, and Amazon Elastic Transcoder. For AWS CloudTrail, whose role for Amazon CloudWatch Logs is reported once, it is
//! a suggestion.
//!
//! ## Why it matters
//! Advice against the confused deputy is given for all services and followed by some. A role whose service does not
//! send the key cannot be assumed any more.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:SourceArn": "arn:aws:ec2:*:111122223333:instance/*" }
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Without the test any caller of the service gets in for whom it works: the repair is for review.
//!
//! ## References
//! - [The confused deputy problem](https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html)

use super::prelude::*;
use crate::aws::{Caller, SilentSource};

pub(super) const RULE: Rule = Rule {
    id: phrase!("source-key-of-silent-service"),
    severity: Severity::Warning,
    confidence: Confidence::Low,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || !tested.demands || !tested.is(&["aws:SourceArn", "aws:SourceAccount"]) {
        return;
    }
    let mut services: usize = 0;
    let mut silent = None;
    for (value, caller) in tested.statement.callers() {
        if caller == Some(Caller::Service) {
            services += 1;
            silent = silent.or(SilentSource::of(value.trimmed()).map(|source| (value, source)));
        }
    }
    let Some((silent, source)) = silent else { return };
    let finding = out
        .report(&RULE, tested.test.key.content)
        .tells(phrase!("`{}` is not known to send `{}`"), &[silent.text, tested.test.name])
        .why(phrase!("Without the key the test never holds, and the service cannot assume the role."))
        .label(silent.span, phrase!("trusted here"));
    if source == SilentSource::Doubted {
        finding.severity(Severity::Suggestion);
    }
    if services == 1 {
        tested.remove(finding, Safety::Review, phrase!("remove the test"));
    } else {
        finding.help(phrase!("Give it a statement of its own, without this test."));
    }
}
