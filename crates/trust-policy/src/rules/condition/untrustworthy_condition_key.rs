//! A condition trusts what callers say of themselves.
//!
//! ## What it checks
//! Tests of `aws:UserAgent` and `aws:Referer`. They are a warning where nothing else in an `Allow` limits who of an account or
//! of everybody comes, else a suggestion.
//!
//! ## Why it matters
//! The caller writes both headers. Whoever knows or guesses the value sends it, so it is no secret and no limit.
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
//!         "StringEquals": { "aws:UserAgent": "nightly-backup" }
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
//!         "StringEquals": { "aws:PrincipalTag/job": "nightly-backup" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [aws:UserAgent](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-useragent)
//! - [aws:referer](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-referer)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::Arn;
use crate::policy::Limit;

pub(super) const RULE: Rule = Rule {
    id: phrase!("untrustworthy-condition-key"),
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: Some(phrase!("UNTRUSTWORTHY_CONDITION_KEY")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || !tested.is(&["aws:UserAgent", "aws:Referer"]) {
        return;
    }
    let mut open = false;
    let mut service = false;
    for (group, value) in tested.statement.trusted() {
        let service_key = group.kind() == Some(PrincipalKey::Service);
        service |= service_key;
        open |= match value.form {
            PrincipalForm::Star | PrincipalForm::AccountId => true,
            _ => Arn::parse(value.text.trim()).is_some_and(|arn| arn.resource() == "root"),
        };
    }
    let why = phrase!("The caller writes it, so it keeps nobody out who knows the value.");
    let finding = tested.at_key(out, &RULE, phrase!("`{}` is whatever the caller says"), "", why);
    finding.help(phrase!("Test something that AWS says of the caller, such as `aws:PrincipalTag/…` or `aws:PrincipalOrgID`."));
    if service {
        finding
            .help(phrase!("For a service test `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID`."))
            .aws_check(Some(phrase!("RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL")));
    }
    if !open || !tested.allows || !tested.demands || tested.statement.limit() != Limit::None {
        finding.severity(Severity::Suggestion);
    }
}
