//! The source of a service's call may be in any account.
//!
//! ## What it checks
//! Values of `aws:SourceArn` that leave the account open, such as `arn:aws:sns:*:*:*`, where no other condition says
//! whose resource it is: `aws:SourceAccount`, `aws:SourceOrgID` or `aws:SourceOrgPaths`. The ARN of an S3 bucket has no
//! account; that is a suggestion.
//!
//! ## Why it matters
//! The test shall keep out other customers of the service, who could make it use the role for their own ends. A pattern
//! for every account lets them in. AWS asks for both keys where the ARN has no account.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "sns.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:SourceArn": "arn:aws:sns:*:*:*" }
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
//!       "Principal": { "Service": "sns.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:SourceArn": "arn:aws:sns:*:111122223333:*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The account is filled in by hand. Where it is known from the role, the repair is for review: the resource may be in
//! another account.
//!
//! ## References
//! - [The confused deputy problem](https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html)
//! - [AWS global condition keys: aws:SourceArn](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn)

use super::prelude::*;
use crate::aws::{AccountId, Arn, Caller, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: phrase!("wide-source-arn"),
    severity: Severity::Security,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

const WHOSE: [&str; 3] = ["aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || !tested.demands || !tested.test.is("aws:SourceArn") || !tested.statement.is_only_for(Caller::Service) {
        return;
    }
    for (block, other) in tested.statement.tests() {
        if block.demands_value(other) && WHOSE.iter().any(|key| other.is(key)) {
            return;
        }
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        let Some(arn) = Arn::parse(text).filter(|_| !value.has_variable && value.is_filled_in()) else { continue };
        let bucket = arn.service() == "s3" && arn.account().is_empty();
        let every_bucket = bucket && only_wildcards(arn.resource());
        let open = tested.has_wildcards && (only_wildcards(arn.account()) || every_bucket);
        if !open && !bucket {
            continue;
        }
        let finding = out.report(&RULE, value.span);
        match open {
            true => finding
                .tells(phrase!("`{}` is a resource of any account"), &[text])
                .why(phrase!("Other customers of the service can make it use the role for their own resources.")),
            false => finding
                .tells(phrase!("`{}` does not say whose bucket it is"), &[text])
                .why(phrase!("The name of a bucket is free for everybody when it is deleted; AWS asks for `aws:SourceAccount` beside it."))
                .severity(Severity::Suggestion),
        };
        let (account, safety) = match tested.policy.role.account().map(AccountId::as_str) {
            Some(account) => (account, Safety::Review),
            None => ("<ACCOUNT_ID>", Safety::FillIn),
        };
        finding.offer_test(tested.policy.document, tested.statement, WHOSE[0], account, safety);
    }
}
