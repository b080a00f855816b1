//! A policy variable has no value.
//!
//! ## What it checks
//! Policy variables with the prefix `aws:`, `sts:` or `saml:` that name no condition key of AWS, those that name a key with
//! several values, such as `aws:TagKeys`, and those that nobody who is trusted sends.
//!
//! ## Why it matters
//! A variable stands for the value of a single-valued condition key. Where AWS finds none, the test does not hold; a
//! default, as in `${aws:username, 'none'}`, would always take its place.
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
//!         "StringEquals": { "sts:RoleSessionName": "${aws:usrname}" }
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
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)
//! - [Single-valued and multivalued keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html)

use super::prelude::*;
use crate::aws::catalogue::{ConditionKey, condition_key, condition_keys};
use crate::aws::nearest;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unknown-variable"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() {
        return;
    }
    for value in &tested.test.values {
        if !value.has_variable || value.is_placeholder() {
            continue;
        }
        let mut from = 0;
        while let Some(variable) = Variable::next(value.text, from) {
            from = variable.range.end;
            // How it is written has a rule of its own.
            if variable.is_closed && !variable.name.contains(' ') {
                look_at(tested, value, &variable, out);
            }
        }
    }
}

fn look_at(tested: &Tested<'_, '_>, value: &ConditionValue<'_>, variable: &Variable<'_>, out: &mut Findings<'_>) {
    let name = variable.name;
    let known = condition_key(name);
    let message = match known {
        Some(key) if key.multivalued => phrase!("`{}` has several values and cannot be a variable"),
        Some(key) => return look_at_callers(tested, value, variable, key, out),
        None if is_listed(name) => phrase!("`{}` is not a condition key, so the variable has no value"),
        None => return,
    };
    let span = tested.policy.document.part(value.span, variable.range.clone());
    let finding = out.tell(&RULE, span, message, &[name], phrase!("A variable stands for the value of a single-valued key."));
    if variable.default.is_some() {
        finding.severity(Severity::Warning);
    }
    if known.is_some() {
        return;
    }
    let Some(meant) = nearest(name, condition_keys().iter().map(|key| key.name)) else { return };
    finding.tells(phrase!("`{}` is not a condition key, did you mean `{}`?"), &[name, meant]);
    // Spelt right, it would not say what is meant either.
    let unsent = condition_key(meant).is_some_and(|key| key.multivalued || tested.never_sent(key).is_some());
    if unsent || tested.test.is(meant) || (meant == "aws:username" && tested.trusts_only_roles()) {
        return;
    }
    let start = variable.range.start + "${".len();
    let (before, behind) = (value.text.get(..start), value.text.get(start + name.len()..));
    let whole = joined(&[before.unwrap_or_default(), meant, behind.unwrap_or_default()]);
    tested.write(finding, value, &whole);
}

/// The key is fine, but those who are trusted do not send it.
fn look_at_callers(
    tested: &Tested<'_, '_>,
    value: &ConditionValue<'_>,
    variable: &Variable<'_>,
    key: &ConditionKey,
    out: &mut Findings<'_>,
) {
    if variable.default.is_some() || !tested.demands {
        return;
    }
    let Some((principal, caller)) = tested.never_sent(key) else { return };
    let span = tested.policy.document.part(value.span, variable.range.clone());
    let why = phrase!("A variable without a value matches nothing.");
    out.tell(&RULE, span, phrase!("{} do not send `{}`, so the variable has no value"), &[caller.plural(), variable.name], why)
        .confidence(Confidence::Medium)
        .label(principal.span, phrase!("trusted here"));
}

/// Whether the keys of its prefix are all listed.
fn is_listed(name: &str) -> bool {
    let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
    ["aws", "sts", "saml"].iter().any(|listed| listed.eq_ignore_ascii_case(prefix))
}
