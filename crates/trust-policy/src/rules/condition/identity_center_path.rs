//! A condition names a role of IAM Identity Center without its path.
//!
//! ## What it checks
//! Values of `aws:PrincipalArn` with `role/AWSReservedSSO_…` instead of
//! `role/aws-reserved/sso.amazonaws.com/…/AWSReservedSSO_…`.
//!
//! ## Why it matters
//! The key holds the ARN of the role with its path. IAM Identity Center puts its roles under
//! `/aws-reserved/sso.amazonaws.com/`, mostly followed by a Region, so a value without the path fits nobody. The ARN of a
//! session, which `aws sts get-caller-identity` shows, has no path.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_*" }
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_Admin_*" }
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
//! - [Referencing permission sets in resource policies](https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html)
//! - [aws:PrincipalArn](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn)

use super::prelude::*;
use crate::aws::Arn;

pub(super) const RULE: Rule = Rule {
    id: phrase!("identity-center-path"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !matches!(tested.family, Some(OperatorFamily::String | OperatorFamily::Arn)) || !tested.test.is("aws:PrincipalArn") {
        return;
    }
    for value in &tested.test.values {
        let Some(arn) = Arn::parse(value.text).filter(|arn| arn.resource_type() == "role") else { continue };
        let Some(name) = arn.resource_path().filter(|path| path.starts_with("AWSReservedSSO_")) else { continue };
        let message = phrase!("`{}` lacks the path of the roles of IAM Identity Center");
        let finding = out.at_value(&RULE, value, message, "", phrase!(""));
        tested.why_so(finding, phrase!("No role has this ARN"));
        if tested.has_wildcards {
            let start = value.text.get(..arn.resource_range().start).unwrap_or_default();
            let whole = joined(&[start, "role/aws-reserved/sso.amazonaws.com*/", name]);
            tested.write(finding, value, &whole);
        }
        finding.help(phrase!("Such roles are called `role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_…` under `ArnLike`."));
    }
}
