//! A condition demands another organization than yours.
//!
//! ## What it checks
//! Values of `aws:PrincipalOrgID`, `aws:SourceOrgID`, `aws:PrincipalOrgPaths` and `aws:SourceOrgPaths` that name an
//! organization, when the option `organizationId` says which one the role's account belongs to. A test that keeps an
//! organization out is left alone.
//!
//! ## Why it matters
//! The ids look alike, and one that was copied from elsewhere shuts out the own organization and lets in the other.
//!
//! ## Options
//! ```json
//! { "organizationId": "o-a1b2c3d4e5" }
//! ```
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "*" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalOrgID": "o-f6g7h8i9j0" }
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
//!       "Principal": { "AWS": "*" },
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
//! The own organization gets in and the other does not. Whether the other was meant only the writer knows, so that is for
//! review.
//!
//! ## References
//! - [aws:PrincipalOrgID](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid)
//! - [aws:SourceOrgID](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourceorgid)

use super::prelude::*;
use crate::aws::is_organization_id;
use crate::text::before_marks;

pub(super) const RULE: Rule = Rule {
    id: phrase!("other-organization"),
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

const KEYS: [&str; 4] = ["aws:PrincipalOrgID", "aws:SourceOrgID", "aws:PrincipalOrgPaths", "aws:SourceOrgPaths"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let Some(own) = tested.policy.role.organization() else { return };
    if tested.negated || tested.family != Some(OperatorFamily::String) || !tested.allows || !tested.is(&KEYS) {
        return;
    }
    for value in &tested.test.values {
        let (named, _) = before_marks(value.text, b"/");
        if named == own || !is_organization_id(named) {
            continue;
        }
        let beside = tested.test.values.iter().any(|other| before_marks(other.text, b"/").0 == own);
        let why = match beside {
            true => phrase!("The test lets in principals of that organization, too."),
            false => phrase!("The test lets in principals of that organization, and keeps those of yours out."),
        };
        let finding = out.at_value(&RULE, value, phrase!("`{}` is not of your organization `{}`"), own, why);
        // The path of another organization says nothing about the units of this one.
        if named.len() == value.text.len() && !beside {
            tested.replace(finding, value, own, Safety::Review, phrase!("write your organization"));
        }
    }
}
