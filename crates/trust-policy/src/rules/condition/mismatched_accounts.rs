//! An ARN and an account are demanded that do not belong together.
//!
//! ## What it checks
//! `aws:SourceArn` beside `aws:SourceAccount`, and `aws:PrincipalArn` beside `aws:PrincipalAccount`, where no account in
//! the ARNs is one of the accounts.
//!
//! ## Why it matters
//! Both keys speak of the same resource or caller. AWS: the account in `aws:SourceArn` and the value of
//! `aws:SourceAccount` must be the same when both are used in one statement.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "iot.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceAccount": "111122223333" },
//!         "ArnLike": { "aws:SourceArn": "arn:aws:iot:eu-west-1:444455556666:rule/*" }
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
//!       "Principal": { "Service": "iot.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:SourceAccount": "111122223333" },
//!         "ArnLike": { "aws:SourceArn": "arn:aws:iot:eu-west-1:111122223333:rule/*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Cross-service confused deputy prevention of AWS IoT](https://docs.aws.amazon.com/iot/latest/developerguide/cross-service-confused-deputy-prevention.html)
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn)

use super::prelude::*;
use crate::aws::{AccountId, Arn};

pub(super) const RULE: Rule = Rule {
    id: phrase!("mismatched-accounts"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

/// So many values are compared, that a long list stays cheap.
const MOST: usize = 64;

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let other = match () {
        () if !tested.demands || tested.qualifier.is_some() || tested.test.values.len() > MOST => return,
        () if tested.test.is("aws:SourceArn") => "aws:SourceAccount",
        // Beside principals with an account the ARN does not fit those either, which is said elsewhere.
        () if tested.test.is("aws:PrincipalArn") && trusts_everybody(tested) => "aws:PrincipalAccount",
        () => return,
    };
    for (block, test) in tested.statement.tests() {
        if !test.is(other) || !block.demands_value(test) || test.values.len() > MOST {
            continue;
        }
        // What is no account is said of itself.
        let is_account = |value: &ConditionValue<'_>| value.has_star || AccountId::parse(value.text).is_some();
        let mut fits = tested.test.values.is_empty() || !test.values.iter().any(is_account);
        for value in &tested.test.values {
            // Some ARNs have no account, and a pattern may leave it open.
            let account = Arn::parse(value.text).and_then(|arn| AccountId::parse(arn.account()));
            fits |= account.is_none_or(|account| block.accepts(test, account.as_str()) != Some(false));
        }
        if fits {
            continue;
        }
        let finding = tested
            .at_key(out, &RULE, phrase!("the account in `{}` is not the one in `{}`"), other, phrase!(""))
            .label(test.key.content, phrase!("the other account"));
        finding.why_so(phrase!("Both keys speak of the same account"), tested.allows);
        if !tested.allows {
            finding.severity(Severity::Warning);
        }
        return;
    }
}

fn trusts_everybody(tested: &Tested<'_, '_>) -> bool {
    tested.statement.principals().any(|value| value.form == PrincipalForm::Star)
}
