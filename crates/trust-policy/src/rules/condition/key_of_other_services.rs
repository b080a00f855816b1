//! A condition tests a key that AWS STS is not known to send.
//!
//! ## What it checks
//! `aws:VpceAccount`, `aws:VpceOrgID` and `aws:VpceOrgPaths`.
//!
//! ## Why it matters
//! AWS lists the services that support these keys, and AWS STS is not among them. Without the key a test that demands a value
//! never holds, and a negated one always does.
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
//!         "StringEquals": { "aws:VpceAccount": "444455556666" }
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
//!         "StringEquals": { "aws:SourceVpce": "vpce-0123456789abcdef0" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [aws:VpceAccount](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-vpceaccount)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("key-of-other-services"),
    severity: Severity::Warning,
    confidence: Confidence::Low,
    fix: FixKind::Never,
    aws_check: Some(phrase!("USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.operator.is_none() || !tested.is(&["aws:VpceAccount", "aws:VpceOrgID", "aws:VpceOrgPaths"]) {
        return;
    }
    let message = phrase!("AWS STS is not known to send `{}`");
    let finding = tested.at_key(out, &RULE, message, "", phrase!(""));
    tested.why_so(finding, phrase!("The key would never be in the request"));
    finding.help(phrase!("Test `aws:SourceVpce` or `aws:SourceVpc`."));
}
