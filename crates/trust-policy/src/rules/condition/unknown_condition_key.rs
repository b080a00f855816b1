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
use crate::aws::catalogue::{condition_keys, is_duration, is_tag_family};
use crate::aws::{distance, nearest};

pub(super) const RULE: Rule = Rule {
    id: "unknown-condition-key",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

/// Prefixes whose keys are all listed.
const LISTED: [&str; 3] = ["aws", "sts", "saml"];

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        let ConditionName::Service { prefix, name } = test.parts() else { continue };
        // Durations and tag keys have rules of their own, and so has a key where an operator belongs.
        let elsewhere = is_duration(&test.name) || is_tag_family(&test.name).is_some() || block.is_key();
        if test.known().is_some() || elsewhere {
            continue;
        }
        let listed = LISTED.iter().any(|known| known.eq_ignore_ascii_case(prefix));
        let finding = out.report(&RULE, test.key.content);
        finding.why(match (statement.effect(), block.holds_without_key(test)) {
            (Effect::Allow, false) => "No request carries this key, so the statement never lets anybody in.",
            (Effect::Deny, false) => "No request carries this key, so the statement never keeps anybody out.",
            (_, true) => "No request carries this key, so the test always holds and decides nothing.",
        });
        let code = if prefix.eq_ignore_ascii_case("aws") { "INVALID_GLOBAL_CONDITION_KEY" } else { "INVALID_SERVICE_CONDITION_KEY" };
        finding.aws_check(Some(code));
        let Some(meant) = meant(prefix, name) else {
            finding.message(format!("`{}` is not a condition key of a role's trust policy", test.name));
            finding.help("Choose one of the keys that AWS documents for the action.");
            if !listed {
                finding.severity(Severity::Warning).confidence(Confidence::Medium).aws_check(None);
            }
            continue;
        };
        finding.message(format!("`{}` is not a condition key, did you mean `{meant}`?", test.name));
        if block.keys.iter().all(|other| !other.is(meant)) {
            let narrows = statement.mending_narrows(block, test) && distance(&test.name, meant, 2).is_some();
            finding.fix(Fix::narrowing(narrows, format!("write `{meant}`"), vec![layout::rename(test.key, meant)]));
        }
    }
}

/// The documented key that is meant: by spelling, by another prefix, by other punctuation, by another name.
fn meant(prefix: &str, name: &str) -> Option<&'static str> {
    const OTHER_NAMES: [(&str, &str); 12] = [
        ("externalidentifier", "sts:ExternalId"),
        ("externalids", "sts:ExternalId"),
        ("sessionname", "sts:RoleSessionName"),
        ("mfapresent", "aws:MultiFactorAuthPresent"),
        ("mfa", "aws:MultiFactorAuthPresent"),
        ("multifactorauth", "aws:MultiFactorAuthPresent"),
        ("mfaage", "aws:MultiFactorAuthAge"),
        ("principalorganizationid", "aws:PrincipalOrgID"),
        ("orgid", "aws:PrincipalOrgID"),
        ("accountid", "aws:PrincipalAccount"),
        ("principalaccountid", "aws:PrincipalAccount"),
        ("arn", "aws:PrincipalArn"),
    ];
    let service_keys = || condition_keys().iter().map(|key| key.name).filter(|key| !key.contains(['$', '.']));
    let plain = |text: &str| -> String { text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase() };
    let wanted = plain(name);
    let behind = |key: &'static str| key.split_once(':').map_or(key, |(_, name)| name);
    let same_name = |key: &&'static str| plain(behind(key)) == wanted;
    let whole = format!("{prefix}:{name}");
    let other_name = || OTHER_NAMES.iter().find(|(other, _)| *other == wanted).map(|(_, key)| *key);
    service_keys()
        .find(|key| same_name(key) && key.starts_with(prefix))
        .or_else(|| service_keys().filter(same_name).max_by_key(|key| key.starts_with("sts:")))
        .or_else(other_name)
        .or_else(|| nearest(&whole, service_keys()))
        .or_else(|| nearest(name, service_keys().map(behind)).and_then(|near| service_keys().find(|key| behind(key) == near)))
}
