//! The source is demanded to be in two accounts.
//!
//! ## What it checks
//! `aws:SourceArn` and `aws:SourceAccount` in one statement, when no account in the ARNs is one of the accounts.
//!
//! ## Why it matters
//! Both keys speak of the same resource. When its ARN holds an account, AWS says, the two must be the same; otherwise
//! both tests never hold together, and the service cannot assume the role.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "codebuild.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:SourceArn": "arn:aws:codebuild:eu-west-1:111122223333:project/*" },
//!         "StringEquals": { "aws:SourceAccount": "444455556666" }
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
//!       "Principal": { "Service": "codebuild.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:SourceArn": "arn:aws:codebuild:eu-west-1:111122223333:project/*" },
//!         "StringEquals": { "aws:SourceAccount": "111122223333" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Which of the two is meant cannot be told, so the repair is for review.
//!
//! ## References
//! - [The confused deputy problem](https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html)
//! - [Cross-service confused deputy prevention, for example of AWS Elemental MediaConvert](https://docs.aws.amazon.com/mediaconvert/latest/ug/cross-service-confused-deputy-prevention.html)

use super::prelude::*;
use crate::aws::{AccountId, Arn};

pub(super) const RULE: Rule = Rule {
    id: "source-account-mismatch",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || !tested.demands || !tested.test.is("aws:SourceAccount") {
        return;
    }
    for (block, sources) in tested.statement.tests() {
        if !sources.is("aws:SourceArn") || !block.demands_value(sources) || sources.values.is_empty() {
            continue;
        }
        let Some(first) = first_account(sources, tested.test) else { continue };
        let Some(value) = tested.test.values.first() else { return };
        let finding = out
            .report(&RULE, value.span)
            .tells("the source is in the account `{}` here and in `{}` in `aws:SourceArn`", &[value.text, first])
            .why("Both keys speak of the same resource, so the two tests never hold together.")
            .label(sources.key.content, "the other test");
        if tested.test.values.len() == 1 {
            tested.replace(finding, value, first, Safety::Review, "write `{}`");
        }
        return;
    }
}

/// The account of the first ARN, when all ARNs and accounts are whole and none is of the other.
fn first_account<'t>(sources: &'t ConditionKeyTest<'_>, accounts: &ConditionKeyTest<'_>) -> Option<&'t str> {
    let mut first = None;
    for source in &sources.values {
        let account = AccountId::parse(Arn::parse(source.text.trim())?.account())?.as_str();
        for other in &accounts.values {
            if AccountId::parse(other.text.trim())?.as_str() == account {
                return None;
            }
        }
        first = first.or(Some(account));
    }
    first
}
