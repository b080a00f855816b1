//! A wildcard stands under an operator that takes it literally.
//!
//! ## What it checks
//! `*` in values under `StringEquals` and its like. `ArnEquals` is no such operator: it knows wildcards.
//!
//! ## Why it matters
//! Only the `Like` operators know wildcards. The others compare letter by letter, and the values that AWS sends have no
//! `*` in them, so the test never holds.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": {
//!           "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
//!           "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/tags/v*"
//!         }
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
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
//!         "StringLike": { "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/tags/v*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! A wildcard that works lets in everybody it matches, where today nobody gets in: the repair is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::{ValueType, is_sensitive};
use crate::aws::{Arn, literal_start, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: phrase!("wildcard-without-like"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("WILDCARD_WITHOUT_LIKE_OPERATOR")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::String) || tested.has_wildcards {
        return;
    }
    let Some(value) = tested.test.values.iter().find(|value| value.has_star) else { return };
    if !has_plain_star(value.text) {
        return;
    }
    let why = phrase!("Only the `Like` operators know wildcards; this one compares letter by letter.");
    let finding = out.at_value(&RULE, value, phrase!("the `*` in `{}` is taken literally"), "", why);
    finding.label(tested.block.key.content, phrase!("knows no wildcards"));
    let mut meant = "StringLike";
    if tested.negated {
        finding.severity(Severity::Warning);
        meant = "StringNotLike";
    }
    if tested.value_type == Some(ValueType::Arn) && tested.test.values.iter().all(|value| Arn::parse(value.text).is_some()) {
        meant = if tested.negated { "ArnNotLike" } else { "ArnLike" };
    }
    // Where a wildcard that works would let in strangers, the value is what has to change.
    let who = is_sensitive(tested.test.name)
        || (tested.is(&["aws:PrincipalOrgPaths", "aws:userid"]) && literal_start(value.text).len() < 5);
    let open = who && tested.allows && !tested.negated;
    if !open && !only_wildcards(value.text) {
        tested.retest(finding, meant, Safety::Review);
    }
}

/// Whether a star is anything but `${*}`, which is the way to write one that is meant literally.
fn has_plain_star(text: &str) -> bool {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('*') {
        if !before.ends_with("${") || !behind.starts_with('}') {
            return true;
        }
        rest = behind;
    }
    false
}
