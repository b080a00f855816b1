//! A negated test lets in everybody but one.
//!
//! ## What it checks
//! `StringNotEquals`, `StringNotLike` and their like in an `Allow` on keys that say who comes: `sts:ExternalId`,
//! `sts:SourceIdentity`, `aws:PrincipalOrgID`, and the subject of a token.
//!
//! ## Why it matters
//! A negated test holds for every other value, and when the key is missing as well. Whoever sends no external id gets
//! in.
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
//!         "StringNotEquals": { "sts:ExternalId": "c0ffee12-3456-7890" }
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Those who get in today do not afterwards, and the other way round: the repair is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [Access for third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "negated-condition",
    severity: Severity::Security,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

const KEYS: [&str; 4] = ["sts:ExternalId", "sts:SourceIdentity", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let Some(operator) = tested.operator.filter(|_| tested.negated && tested.allows) else { return };
    let subject = match tested.test.parts() {
        ConditionName::Claim { issuer, claim: "sub" } => tested.statement.trusts_issuer(issuer),
        _ => false,
    };
    // Beside a test that demands a value it only makes an exception.
    if !(subject || tested.is(&KEYS)) || tested.same_key(|block, test| block.demands_value(test)).is_some() {
        return;
    }
    let why = "A negated test holds for every other value, and for a missing key as well.";
    let finding = tested
        .at_key(out, &RULE, "everybody with another `{}` gets in, and who sends none", "", why)
        .label(tested.block.key.content, "negated");
    let positive = match operator.name {
        "StringNotEquals" => "StringEquals",
        "StringNotEqualsIgnoreCase" => "StringEqualsIgnoreCase",
        _ => "StringLike",
    };
    tested.test_with(finding, None, positive, false, Safety::Review);
}
