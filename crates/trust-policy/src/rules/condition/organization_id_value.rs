//! An organization is not named by its id.
//!
//! ## What it checks
//! Values of `aws:PrincipalOrgID`, `aws:SourceOrgID`, `aws:ResourceOrgID` and `aws:VpceOrgID` that are no id of an organization:
//! `o-` and 10 to 32 small letters or digits.
//!
//! ## Why it matters
//! No request has another value, so the test never holds. Roots (`r-…`) and organizational units (`ou-…`) belong to
//! `aws:PrincipalOrgPaths`, accounts to `aws:PrincipalAccount`.
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
//!         "StringEquals": { "aws:PrincipalOrgID": "O-A1B2C3D4E5" }
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
//!         "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }
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
//! - [aws:PrincipalOrgID](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid)
//! - [Organization](https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html)

use super::prelude::*;
use crate::aws::{AccountId, is_organization, is_organization_id};

pub(super) const RULE: Rule = Rule {
    id: phrase!("organization-id-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

const KEYS: [&str; 4] = ["aws:PrincipalOrgID", "aws:SourceOrgID", "aws:ResourceOrgID", "aws:VpceOrgID"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || !tested.is(&KEYS) {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        if is_organization_id(text) || text.is_empty() || !value.is_filled_in() || !tested.is_literal(value) {
            continue;
        }
        let small = text.to_ascii_lowercase();
        let other_case = is_organization_id(&small);
        if other_case && tested.ignores_case() {
            continue;
        }
        let why = phrase!("An id is `o-` and 10 to 32 small letters or digits.");
        let finding = out.at_value(&RULE, value, phrase!("`{}` is not the id of an organization"), "", why);
        let last = small.rsplit_once('/').map_or("", |(_, last)| last);
        if other_case {
            tested.write(finding, value, &small);
        } else if small.starts_with("arn:") && is_organization_id(last) {
            tested.write(finding, value, last);
        } else {
            if is_organization(text) {
                // Only its length is wrong, as in examples.
                finding.severity(Severity::Warning);
            } else if small.starts_with("r-") || small.starts_with("ou-") || text.contains('/') {
                finding.help(phrase!("Roots and organizational units stand in `aws:PrincipalOrgPaths`, behind the organization."));
            } else if AccountId::parse(text).is_some() {
                finding.help(phrase!("The account of the caller is `aws:PrincipalAccount`."));
            }
            tested.replace(finding, value, "<ORGANIZATION_ID>", Safety::FillIn, phrase!("name the organization"));
        }
    }
}
