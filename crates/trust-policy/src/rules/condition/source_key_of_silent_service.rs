//! A service is asked for a source that it does not send.
//!
//! ## What it checks
//! `aws:SourceArn` and `aws:SourceAccount` for services that are reported not to send them: Amazon EC2 for instance
//! roles, and Amazon Elastic Transcoder.
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
use crate::aws::{Caller, sends_no_source};

pub(super) const RULE: Rule = Rule {
    id: "source-key-of-silent-service",
    severity: Severity::Warning,
    confidence: Confidence::Low,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in policy.allows() {
        for (block, test) in statement.tests() {
            let source = test.is("aws:SourceArn") || test.is("aws:SourceAccount");
            if !source || !block.demands_value(test) {
                continue;
            }
            let services = || statement.callers().filter(|(_, caller)| *caller == Some(Caller::Service));
            let Some((silent, _)) = services().find(|(value, _)| sends_no_source(value.text.trim())) else { continue };
            let finding = out
                .report(&RULE, test.key.content)
                .message(format!("`{}` is not known to send `{}`", silent.text, test.name))
                .why("Where the service does not send the key, the test never holds and the service cannot assume the role.")
                .label(silent.span, "trusted here");
            if services().count() == 1 {
                let edits = condition_fix::remove_test(policy.document, statement, block, test);
                finding.fix(Fix::review("remove the test", edits));
            } else {
                finding.help(format!("Give `{}` a statement of its own, without this test.", silent.text));
            }
        }
    }
}
