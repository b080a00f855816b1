//! EventBridge Scheduler is asked for a schedule, and sends the group.
//!
//! ## What it checks
//! Values of `aws:SourceArn` that name a schedule, in statements that trust `scheduler.amazonaws.com`.
//!
//! ## Why it matters
//! Scheduler sends the ARN of the schedule group. A test of the ARN of a schedule never holds.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "scheduler.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceArn": "arn:aws:scheduler:eu-west-1:111122223333:schedule/default/nightly" }
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
//!       "Principal": { "Service": "scheduler.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceArn": "arn:aws:scheduler:eu-west-1:111122223333:schedule-group/default" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The group may hold other schedules, which get in as well: the repair is for review.
//!
//! ## References
//! - [EventBridge Scheduler: confused deputy prevention](https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html)

use super::prelude::*;
use crate::aws::Arn;

pub(super) const RULE: Rule = Rule {
    id: phrase!("schedule-as-source-arn"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.demands || !tested.test.is("aws:SourceArn") {
        return;
    }
    if !tested.statement.principals().any(|value| value.text.trim() == "scheduler.amazonaws.com") {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        let Some(arn) = Arn::parse(text).filter(|arn| arn.service() == "scheduler") else { continue };
        let Some(path) = arn.resource_path().filter(|_| arn.resource_type() == "schedule") else { continue };
        let group = path.split_once('/').map_or(path, |(group, _)| group);
        let start = text.strip_suffix(arn.resource()).unwrap_or_default();
        let meant = filled(phrase!("{}schedule-group/{}"), &[start, group]);
        let message = phrase!("EventBridge Scheduler sends the ARN of the schedule group, not of the schedule");
        let finding = out.at_value(&RULE, value, message, "", phrase!("The ARN of a schedule never matches."));
        tested.replace(finding, value, &meant, Safety::Review, phrase!("write `{}`"));
    }
}
