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
    id: "principal-arn-as-session",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        if !test.is("aws:PrincipalArn") || block.operator.is_none() {
            continue;
        }
        for value in &test.values {
            let Some(arn) = Arn::parse(value.text.trim()).filter(|arn| arn.resource_type() == "assumed-role") else { continue };
            let name = arn.resource_path().unwrap_or_default().split('/').next().unwrap_or_default();
            let role = format!("{}:{}:iam::{}:role/{name}", arn.prefix(), arn.partition(), arn.account());
            let edits = vec![layout::replace_string(policy.document, value.node, &role)];
            let narrows = statement.mending_narrows(block, test);
            out.report(&RULE, value.span)
                .message("`aws:PrincipalArn` holds the ARN of the role, not that of its session")
                .why("Whatever the session is called, the key holds the ARN of the role with its path.")
                .help("Add the path if the role has one.")
                .fix(Fix::narrowing(narrows, format!("write `{role}`"), edits));
        }
    }
}
