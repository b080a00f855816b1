//! A policy variable lets callers choose what they are compared with.
//!
//! ## What it checks
//! Policy variables in an `Allow` on keys that say who comes: the key compared with itself, a tag of the caller or of the
//! request, and any variable under a `Like` operator on the keys that AWS calls sensitive.
//!
//! ## Why it matters
//! A value that comes from the caller limits nobody: whoever sets the tag to the id of their own account or organization
//! gets in. Under `StringLike` what stands in a variable may work as a wildcard.
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
//!         "StringEquals": { "aws:PrincipalOrgID": "${aws:PrincipalTag/org}" }
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
//!         "StringEquals": { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Sensitive condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sensitive)
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::is_sensitive;

pub(super) const RULE: Rule = Rule {
    id: phrase!("variable-in-sensitive-key"),
    severity: Severity::Security,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: Some(phrase!("VARIABLE_USAGE_TOO_PERMISSIVE")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || tested.negated || !matches!(tested.family, Some(OperatorFamily::String | OperatorFamily::Arn)) {
        return;
    }
    for value in &tested.test.values {
        if !value.has_variable || value.is_placeholder() {
            continue;
        }
        let Some(variable) = Variable::next(value.text, 0) else { continue };
        let name = variable.name.trim();
        let whole = variable.range == (0..value.text.len());
        let sensitive = is_sensitive(tested.test.name);
        let (message, why) = if whole && tested.test.is(name) {
            (phrase!("`{}` is compared with itself"), phrase!("The test holds for everybody who sends the key."))
        } else if sensitive && is_own_tag(name) {
            (phrase!("`{}` is chosen by the caller"), phrase!("Whoever sets the tag chooses what the key is compared with."))
        } else if sensitive && tested.has_wildcards && !variable.is_escape() && !is_of_role(name) {
            (phrase!("`{}` may work as a wildcard"), phrase!("AWS asks for plain values of this key."))
        } else {
            continue;
        };
        out.at_value(&RULE, value, message, "", why).help(phrase!("Write the value that is meant, or one of the role, such as `${aws:ResourceAccount}`."));
    }
}

/// Whether the caller sets it: a tag of its own or of the request.
fn is_own_tag(name: &str) -> bool {
    let family = name.split_once('/').map_or("", |(family, _)| family);
    ["aws:PrincipalTag", "aws:RequestTag"].iter().any(|own| own.eq_ignore_ascii_case(family))
}

/// Whether it says something of the role, which callers cannot choose.
fn is_of_role(name: &str) -> bool {
    name.get(..12).is_some_and(|start| start.eq_ignore_ascii_case("aws:Resource"))
}
