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

pub(super) const RULE: Rule = Rule {
    id: phrase!("username-of-role"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.demands {
        return;
    }
    let place = if tested.test.is("aws:username") {
        tested.test.key.content
    } else {
        let named = tested.test.values.iter().find(|value| value.has_variable && needs_username(value.text));
        let Some(value) = named else { return };
        // Without the version that has variables it is plain text; that is said of the version.
        if !tested.policy.has_variables() {
            return;
        }
        value.span
    };
    if tested.trusts_only_roles() {
        out.report(&RULE, place)
            .message(phrase!("roles have no `aws:username`"))
            .why(phrase!("Only IAM users have the key, so the test never holds."))
            .help(phrase!("Sessions of roles have `aws:userid` and `aws:PrincipalTag/…`."));
    }
}

/// Whether a variable without a default stands for the name of the user, however it is written.
fn needs_username(text: &str) -> bool {
    let mut from = 0;
    while let Some(variable) = Variable::next(text, from) {
        if variable.default.is_none() && variable.name.trim().eq_ignore_ascii_case("aws:username") {
            return true;
        }
        from = variable.range.end;
    }
    false
}
