//! A condition of one principal shuts out another.
//!
//! ## What it checks
//! Statements that trust several kinds of callers and demand a key that only some of them send, such as
//! `aws:SourceAccount` with a service and a role, or a claim of one identity provider with another provider beside it.
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
use crate::aws::Caller;

pub(super) const RULE: Rule = Rule {
    id: phrase!("condition-shuts-out-principal"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || !tested.demands {
        return;
    }
    let issuer = match tested.test.parts() {
        ConditionName::Claim { issuer, .. } => Some(issuer),
        _ => None,
    };
    // Of one issuer the first claim tells it all.
    if issuer.is_none() && tested.known.is_none() || issuer.is_some_and(|issuer| !is_first(tested, issuer)) {
        return;
    }
    let (mut sends, mut does_not) = (None, None);
    for (value, caller) in tested.statement.callers() {
        let Some(caller) = caller else { return };
        let first = match value.brings(tested.test, caller) {
            Some(true) => &mut sends,
            Some(false) => &mut does_not,
            None => return,
        };
        *first = first.or(Some((value, caller)));
    }
    let (Some((sender, _)), Some((shut_out, caller))) = (sends, does_not) else { return };
    let who: &str = shut_out.text;
    let name = tested.known.map_or(tested.test.name, |key| key.name);
    let finding = out.report(&RULE, tested.test.key.content);
    if issuer.is_some() && caller == Caller::WebIdentity {
        finding
            .tells(phrase!("only tokens of its own provider have `{}`, so `{}` never gets in"), &[tested.test.name, who])
            .confidence(Confidence::High);
    } else {
        finding.tells(phrase!("{} do not send `{}`, so `{}` never gets in"), &[caller.plural(), name, who]);
    }
    finding
        .why(phrase!("A condition holds for all principals of its statement."))
        .label(shut_out.span, phrase!("shut out"))
        .label(sender.span, phrase!("sends the key"))
        .help(phrase!("Give it a statement of its own, without this test."));
}

/// Whether no test before this one demands a claim of the issuer.
fn is_first(tested: &Tested<'_, '_>, issuer: &str) -> bool {
    for (block, test) in tested.statement.tests() {
        let same = matches!(test.parts(), ConditionName::Claim { issuer: other, .. } if other.eq_ignore_ascii_case(issuer));
        if same && block.demands_value(test) {
            return test.key.span == tested.test.key.span;
        }
    }
    true
}
