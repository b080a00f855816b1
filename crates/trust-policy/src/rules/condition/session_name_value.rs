//! A session name is one that no session can have.
//!
//! ## What it checks
//! Values of `sts:RoleSessionName` and `sts:SourceIdentity` that are shorter than 2 or longer than 64 characters, or
//! hold a character that AWS STS does not take.
//!
//! ## Why it matters
//! AWS STS refuses requests with such a name, so the test never holds.
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
//!         "StringEquals": { "sts:RoleSessionName": "deploy from ci" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:RoleSessionName": "deploy-from-ci" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "session-name-value",
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, block, test) in policy.tests() {
        let named = test.is("sts:RoleSessionName") || test.is("sts:SourceIdentity");
        let text = |operator: &Operator| operator.family == OperatorFamily::String && !operator.negated;
        let Some(operator) = block.operator.filter(text).filter(|_| named) else { continue };
        for value in test.values.iter().filter(|value| !value.is_placeholder()) {
            let text = value.text.trim();
            if text.contains("${") || text.contains('*') || (text.contains('?') && operator.has_wildcards()) {
                continue;
            }
            let bad = text.chars().find(|c| !(c.is_ascii_alphanumeric() || "_+=,.@-".contains(*c)));
            let length = text.chars().count();
            let fault = match bad {
                Some(' ') => format!("`{}` cannot hold a blank", test.name),
                Some(c) => format!("`{}` cannot hold `{c}`", test.name),
                None if !(2..=64).contains(&length) => {
                    format!("`{}` has 2 to 64 characters, this value has {length}", test.name)
                }
                None => continue,
            };
            out.report(&RULE, value.span)
                .message(fault)
                .why("AWS STS takes 2 to 64 letters, digits and the characters `_+=,.@-`, and refuses every other request.");
        }
    }
}
