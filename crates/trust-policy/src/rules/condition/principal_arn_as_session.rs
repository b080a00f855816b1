//! `aws:PrincipalArn` is compared with the ARN of a session.
//!
//! ## What it checks
//! Values of `aws:PrincipalArn` of the form `arn:aws:sts::…:assumed-role/ROLE/SESSION`.
//!
//! ## Why it matters
//! For the session of a role the key holds the ARN of the role, `arn:aws:iam::…:role/ROLE`, with its path. The test
//! never holds.
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
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:sts::444455556666:assumed-role/deploy/*" }
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
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/deploy" }
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
use crate::aws::Arn;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-arn-as-session"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.operator.is_none() || !tested.test.is("aws:PrincipalArn") {
        return;
    }
    for value in &tested.test.values {
        let Some(arn) = Arn::parse(value.text.trim()).filter(|arn| arn.resource_type() == "assumed-role") else { continue };
        let path = arn.resource_path().unwrap_or_default();
        let name = path.split_once('/').map_or(path, |(name, _)| name);
        // The roles of IAM Identity Center have a path with a Region in it, which only a pattern leaves open.
        let of_identity_center = name.starts_with("AWSReservedSSO_");
        let path = if of_identity_center { "aws-reserved/sso.amazonaws.com*/" } else { "" };
        let role = filled(phrase!("{}:{}:iam::{}:role/{}{}"), &[arn.prefix(), arn.partition(), arn.account(), path, name]);
        let why = phrase!("The ARN of the role has its path, if it has one, and no name of a session.");
        let message = phrase!("`aws:PrincipalArn` holds the ARN of the role, not that of its session");
        let finding = out.at_value(&RULE, value, message, "", why);
        if tested.has_wildcards || !of_identity_center {
            tested.write(finding, value, &role);
        }
    }
}
