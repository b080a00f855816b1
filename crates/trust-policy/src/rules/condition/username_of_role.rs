//! A condition needs the name of a user, and the caller is none.
//!
//! ## What it checks
//! The policy variable `${aws:username}`, and tests of `aws:username`, in statements that trust nobody but roles.
//!
//! ## Why it matters
//! Only IAM users have `aws:username`. For the session of a role the variable has no value, and a test without a value
//! never holds.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:RoleSessionName": "${aws:username}" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:RoleSessionName": "${aws:username}" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)

use super::prelude::*;
use crate::aws::Arn;

pub(super) const RULE: Rule = Rule {
    id: "username-of-role",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let mut principals = statement.principals().peekable();
        let role = |value: &PrincipalValue<'_>| {
            Arn::parse(value.text.trim()).is_some_and(|arn| matches!(arn.resource_type(), "role" | "assumed-role"))
        };
        if principals.peek().is_none() || !principals.all(role) {
            continue;
        }
        for (block, test) in statement.tests().filter(|(block, test)| block.demands_value(test)) {
            // Without the version that has variables it is plain text; that is said of the version.
            let variables = policy.has_variables();
            let variable = |value: &&ConditionValue<'_>| variables && value.text.contains("${aws:username}");
            let place = if test.is("aws:username") {
                Some(test.key.content)
            } else {
                test.values.iter().find(variable).map(|value| value.span)
            };
            let Some(place) = place.filter(|_| block.operator.is_some()) else { continue };
            out.report(&RULE, place)
                .message("roles have no `aws:username`")
                .why("Only IAM users have the key, and without a value for it the test never holds.")
                .help("Use `aws:userid` or `aws:PrincipalTag/…`, which sessions of roles have as well.");
        }
    }
}
