//! A condition tests a key that AWS does not have.
//!
//! ## What it checks
//! Keys with a prefix that belongs to AWS (`aws:`, `sts:`, `saml:`) and a name that it does not document, and keys of
//! other services that no request to AWS STS carries. Names of keys ignore case: `sts:externalid` is fine,
//! `sts:External-Id` is not.
//!
//! ## Why it matters
//! No request carries the key. An `Allow` that demands a value of it never lets anybody in; a `Deny` on it never keeps
//! anybody out.
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
//!         "StringEquals": { "aws:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! A key that is off by a letter or two is safe to mend in a `Deny`, and in a test that a missing key satisfies. In an
//! `Allow` nobody gets in today and somebody will afterwards, so the repair is for review.
//!
//! ## References
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::{self, condition_keys, is_deprecated, is_duration, is_tag_family};
use crate::aws::{distance, nearest, same_letters};

pub(super) const RULE: Rule = Rule {
    id: phrase!("unknown-condition-key"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

/// Prefixes whose keys are all listed.
const LISTED: [&str; 3] = ["aws", "sts", "saml"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let ConditionName::Service { prefix, name } = tested.test.parts() else { return };
    let written: &str = tested.test.name;
    // Durations, tag keys and old names have rules of their own, and so has a key where an operator belongs.
    if tested.known.is_some() || is_deprecated(written) || is_duration(written) || is_tag_family(written).is_some() || tested.block.is_key() {
        return;
    }
    let global = prefix.eq_ignore_ascii_case("aws");
    let finding = out
        .report(&RULE, tested.test.key.content)
        .aws_check(Some(if global { phrase!("INVALID_GLOBAL_CONDITION_KEY") } else { phrase!("INVALID_SERVICE_CONDITION_KEY") }));
    tested.why_so(finding, phrase!("No request carries this key"));
    let listed = LISTED.iter().any(|known| known.eq_ignore_ascii_case(prefix));
    // A key of another service may exist, and has no place here.
    let other_service = catalogue::is_service_principal(&joined(&[prefix, catalogue::DOMAIN]))
        .then_some(phrase!("IRRELEVANT_CONDITION_KEY_IN_POLICY"));
    let Some(meant) = meant(prefix, name, written) else {
        finding.tells(phrase!("`{}` is not a condition key of a role's trust policy"), &[written]);
        if !listed {
            finding.severity(Severity::Warning).confidence(Confidence::Medium).aws_check(other_service);
        }
        return;
    };
    finding.tells(phrase!("`{}` is not a condition key, did you mean `{}`?"), &[written, meant]);
    if !listed {
        let typo = nearest(prefix, LISTED).map(|_| phrase!("INVALID_SERVICE"));
        finding.aws_check(other_service.or(typo).or(Some(phrase!("INVALID_SERVICE_CONDITION_KEY"))));
    }
    if !tested.block.tests_key(meant) {
        let guessed = distance(written, meant, 2).is_none();
        tested.rename(finding, meant, if guessed { Safety::Review } else { tested.mending() }, phrase!("write `{}`"));
    }
}

/// The documented key that is meant: by other punctuation, by another prefix, by another name, by spelling.
fn meant(prefix: &str, name: &str, whole: &str) -> Option<&'static str> {
    const OTHER_NAMES: [(&str, &str); 13] = [
        ("externalidentifier", "sts:ExternalId"),
        ("externalids", "sts:ExternalId"),
        ("sessionname", "sts:RoleSessionName"),
        ("mfapresent", "aws:MultiFactorAuthPresent"),
        ("multifactorpresent", "aws:MultiFactorAuthPresent"),
        ("mfa", "aws:MultiFactorAuthPresent"),
        ("multifactorauth", "aws:MultiFactorAuthPresent"),
        ("mfaage", "aws:MultiFactorAuthAge"),
        ("principalorganizationid", "aws:PrincipalOrgID"),
        ("orgid", "aws:PrincipalOrgID"),
        ("accountid", "aws:PrincipalAccount"),
        ("principalaccountid", "aws:PrincipalAccount"),
        ("callerarn", "aws:PrincipalArn"),
    ];
    let mut other_prefix: Option<&str> = None;
    for key in service_keys() {
        if !same_letters(name_of(key), name) {
            continue;
        }
        if key.starts_with(prefix) {
            return Some(key);
        }
        // The keys of AWS STS come first: this is its policy.
        if key.starts_with("sts:") || !other_prefix.is_some_and(|other| other.starts_with("sts:")) {
            other_prefix = Some(key);
        }
    }
    let other_name = OTHER_NAMES.iter().find(|(other, _)| same_letters(other, name)).map(|(_, key)| *key);
    other_prefix.or(other_name).or_else(|| nearest_by(|key| key, whole)).or_else(|| nearest_by(name_of, name))
}

/// The key of which the whole name, or a part of it, is nearest to the word.
fn nearest_by(part: fn(&'static str) -> &'static str, word: &str) -> Option<&'static str> {
    let near = nearest(word, service_keys().map(part))?;
    service_keys().find(|key| part(key) == near)
}

/// The keys that are neither claims nor families of tags.
fn service_keys() -> impl Iterator<Item = &'static str> {
    condition_keys().iter().map(|key| key.name).filter(|key| !has_any(key, b"$."))
}

fn name_of(key: &'static str) -> &'static str {
    key.split_once(':').map_or(key, |(_, name)| name)
}
