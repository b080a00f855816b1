//! A condition compares an account with something that is no account id.
//!
//! ## What it checks
//! Values of `aws:PrincipalAccount`, `aws:SourceAccount` and `aws:ResourceAccount` that are not twelve digits.
//!
//! ## Why it matters
//! The key holds the twelve digits of an account id and nothing else, so the test never holds.
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
//!         "StringEquals": { "aws:SourceAccount": "1111-2222-3333" }
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
//!         "StringEquals": { "aws:SourceAccount": "111122223333" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)

use super::prelude::*;
use crate::aws::{AccountId, Arn, digits};

pub(super) const RULE: Rule = Rule {
    id: phrase!("account-id-condition-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

const KEYS: [&str; 3] = ["aws:PrincipalAccount", "aws:SourceAccount", "aws:ResourceAccount"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || !tested.is(&KEYS) {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        let pattern = value.has_star || value.has_variable || text.contains('?');
        if pattern || !value.is_filled_in() || AccountId::parse(text).is_some() {
            continue;
        }
        let why = phrase!("The key holds twelve digits without anything between them.");
        let finding = out.at_value(&RULE, value, phrase!("`{}` is not an account id"), "", why);
        match mended(text) {
            Some(id) => tested.write(finding, value, &id),
            None => tested.replace(finding, value, "<ACCOUNT_ID>", Safety::FillIn, phrase!("name the account")),
        }
    }
}

/// The account of an ARN, or twelve digits with marks between them.
fn mended(text: &str) -> Option<String> {
    let id = Arn::parse(text).map(|arn| arn.account().to_owned()).or_else(|| digits(text))?;
    AccountId::parse(&id).is_some().then_some(id)
}
