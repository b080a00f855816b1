//! A Deny of callers without MFA misses most of them.
//!
//! ## What it checks
//! `"Bool": {"aws:MultiFactorAuthPresent": "false"}` in a `Deny`.
//!
//! ## Why it matters
//! The key is absent, not `false`, when somebody calls with long-term access keys. `Bool` does not hold for a missing
//! key, so the statement does not deny them; `BoolIfExists` does.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     },
//!     {
//!       "Effect": "Deny",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "Bool": { "aws:MultiFactorAuthPresent": "false" }
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     },
//!     {
//!       "Effect": "Deny",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Secure API access with MFA](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html)
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "mfa-in-deny",
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let bool = |operator: &Operator| operator.family == OperatorFamily::Bool && !operator.if_exists;
        let Some(operator) = block.operator.filter(bool) else { continue };
        let without = test.values.iter().all(|value| value.text.eq_ignore_ascii_case("false")) && !test.values.is_empty();
        let deny = statement.effect() == Effect::Deny;
        if !deny || !test.is("aws:MultiFactorAuthPresent") || !without {
            continue;
        }
        let lenient = Operator { if_exists: true, ..operator }.with_name("Bool");
        let finding = out
            .report(&RULE, test.key.content)
            .message("callers with access keys and no MFA are not denied")
            .why("For long-term access keys `aws:MultiFactorAuthPresent` is absent, not `false`, and `Bool` does not hold for a missing key.")
            .label(block.key.content, "does not hold for a missing key");
        if let Some(edits) = condition_fix::move_test(policy.document, statement, block, test, &lenient) {
            finding.fix(Fix::safe(format!("test it with `{lenient}`"), edits));
        }
    }
}
