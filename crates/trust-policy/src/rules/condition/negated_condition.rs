//! A negated test lets in everybody but one.
//!
//! ## What it checks
//! `StringNotEquals`, `StringNotLike` and their like in an `Allow` on keys that say who comes: `sts:ExternalId`,
//! `sts:SourceIdentity`, `aws:PrincipalOrgID`, the subject of a token, and `aws:SourceArn` and `aws:SourceAccount` of a
//! service. With a lower severity: tags of the caller, `aws:SourceVpc` and `aws:SourceVpce`.
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
//! Those who get in today do not afterwards, and the other way round: the repair is for review. Where an exception seems to
//! be meant, the repair only demands that the key is there, which is safe.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [Access for third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html)

use super::prelude::*;
use crate::aws::{Caller, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: phrase!("negated-condition"),
    severity: Severity::Security,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

const KEYS: [&str; 4] = ["sts:ExternalId", "sts:SourceIdentity", "aws:PrincipalOrgID", "aws:PrincipalOrgPaths"];

/// What services say of the resource for which they come.
const SOURCE: [&str; 4] = ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let Some(operator) = tested.operator.filter(|_| tested.negated && tested.allows) else { return };
    let Some(severity) = severity(tested) else { return };
    // That nobody sends the key is said elsewhere.
    if tested.known.is_some_and(|key| tested.never_sent(key).is_some()) {
        return;
    }
    // Beside a test that demands a value it only makes an exception.
    if tested.same_key(|block, test| block.demands_value(test)).is_some() {
        return;
    }
    let exception = severity != Severity::Security;
    if exception && tested.same_key(|block, test| block.asks_presence(test)).is_some() {
        return;
    }
    let why = phrase!("A negated test holds for every other value, and for a missing key as well.");
    let finding = tested
        .at_key(out, &RULE, phrase!("everybody with another `{}` gets in, and who sends none"), "", why)
        .label(tested.block.key.content, phrase!("negated"));
    if exception {
        finding.severity(severity);
        // An exception is meant, as it seems: those without the key are left.
        let (document, statement) = (tested.policy.document, tested.statement);
        let present = layout::Json::string("false");
        if let Some(edits) = condition_fix::add_test(document, statement, "Null", tested.test.name, present) {
            finding.fix(Fix::new(phrase!("demand the key"), Safety::Safe, edits));
        }
        return;
    }
    let positive = match operator.name {
        "StringNotEquals" => "StringEquals",
        "StringNotEqualsIgnoreCase" => "StringEqualsIgnoreCase",
        "ArnNotEquals" => "ArnEquals",
        "ArnNotLike" => "ArnLike",
        "StringNotLike" => "StringLike",
        _ => return,
    };
    // A pattern that shuts out strangers would let them in.
    if tested.test.values.iter().any(|value| value.has_star || value.has_variable) {
        return;
    }
    tested.test_with(finding, None, positive, false, Safety::Review);
}

/// How bad it is that everything but the value gets in; `None` where that is a usual exception.
fn severity(tested: &Tested<'_, '_>) -> Option<Severity> {
    let statement = tested.statement;
    if let ConditionName::Claim { issuer, claim } = tested.test.parts() {
        return (claim == "sub" && statement.trusts_issuer(issuer)).then_some(Severity::Security);
    }
    if tested.is(&KEYS) {
        return Some(Severity::Security);
    }
    let for_service = statement.is_only_for(Caller::Service);
    if tested.is(&SOURCE) {
        return for_service.then_some(Severity::Security);
    }
    // A pattern that only asks whether the key is missing has a rule of its own.
    if for_service || tested.test.values.iter().any(|value| only_wildcards(value.text)) {
        return None;
    }
    if tested.is(&["aws:SourceVpc", "aws:SourceVpce"]) {
        return Some(Severity::Suggestion);
    }
    tested.is_principal_tag().then_some(Severity::Warning)
}
