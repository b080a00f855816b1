//! A type of principal is not spelt as AWS spells it.
//!
//! ## What it checks
//! Values of `aws:PrincipalType` other than `Account`, `User`, `FederatedUser`, `AssumedRole` and `Anonymous`, and those in
//! another case under an operator that compares it.
//!
//! ## Why it matters
//! The key holds one of these words, with these capitals. Of another the test never holds.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalType": "Role" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalType": "AssumedRole" }
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
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)

use super::prelude::*;
use crate::aws::{nearest, same_letters};

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-type-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

const TYPES: [&str; 5] = ["Account", "Anonymous", "AssumedRole", "FederatedUser", "User"];

/// What people write, and what the key holds then.
const OTHER_NAMES: [(&str, &str); 9] = [
    ("awsaccount", "Account"),
    ("federated", "FederatedUser"),
    ("federated-user", "FederatedUser"),
    ("iamrole", "AssumedRole"),
    ("iamuser", "User"),
    ("role", "AssumedRole"),
    ("root", "Account"),
    ("rootuser", "Account"),
    ("users", "User"),
];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || !tested.test.is("aws:PrincipalType") {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        if TYPES.contains(&text) || text.is_empty() || !value.is_filled_in() || !tested.is_literal(value) {
            continue;
        }
        let own = TYPES.iter().find(|word| word.eq_ignore_ascii_case(text));
        if own.is_some() && tested.ignores_case() {
            continue;
        }
        let other = OTHER_NAMES.iter().find(|(name, _)| same_letters(name, text)).map(|(_, word)| word);
        let meant = own.or(other).copied().or_else(|| nearest(text, TYPES));
        let why = phrase!("The key is `Account`, `User`, `FederatedUser`, `AssumedRole` or `Anonymous`.");
        let Some(meant) = meant else {
            out.at_value(&RULE, value, phrase!("`{}` is not known as a type of principal"), "", why)
                .severity(Severity::Warning)
                .confidence(Confidence::Low);
            continue;
        };
        let finding = out.at_value(&RULE, value, phrase!("`{}` is not a type of principal, did you mean `{}`?"), meant, why);
        tested.write(finding, value, meant);
    }
}
