//! The name of a condition key is not of the form `service:key`.
//!
//! ## What it checks
//! Keys without a colon or with a dot in its place, with the whole ARN or URL of a provider before the colon, with
//! nothing or an unfilled placeholder there, or with blanks around them.
//!
//! ## Why it matters
//! No request carries a key of such a name. An `Allow` with it never lets anybody in, and a `Deny` never keeps anybody
//! out.
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
//!           "token.actions.githubusercontent.com.aud": "sts.amazonaws.com",
//!           "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"
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
//!         "StringEquals": {
//!           "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
//!           "token.actions.githubusercontent.com:sub": "repo:octo-org/octo-repo:ref:refs/heads/main"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the right name only narrows who may assume the role: that
//! is safe. In an `Allow` nobody gets in today and somebody will afterwards, so the repair is for review.
//!
//! ## References
//! - [The Condition element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::condition_keys;
use crate::aws::same_letters;

pub(super) const RULE: Rule = Rule {
    id: phrase!("condition-key-format"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_CONDITION_KEY_FORMAT")),
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let name: &str = tested.test.name;
    if tested.known.is_some() || tested.test.parts() != ConditionName::Malformed || tested.block.is_key() {
        return;
    }
    let finding = out
        .report(&RULE, tested.test.key.content)
        .why(phrase!("Every condition key is a prefix (a service or the issuer of a provider), a colon and a name: `sts:ExternalId`."));
    let Some(meant) = meant(tested.statement, name.trim()) else {
        finding.tells(phrase!("`{}` is not the name of a condition key"), &[name]);
        return;
    };
    finding.tells(phrase!("`{}` is not the name of a condition key, did you mean `{}`?"), &[name, &meant]);
    if !tested.block.tests_key(&meant) {
        tested.rename(finding, &meant, tested.mending(), phrase!("write `{}`"));
    }
}

/// The key that is meant, when that is plain.
fn meant(statement: &Statement<'_>, name: &str) -> Option<String> {
    for mark in [":oidc-provider/", "://"] {
        if let Some((_, key)) = name.cut(mark) {
            return well_formed(key.to_owned());
        }
    }
    let Some((prefix, rest)) = name.split_once(':') else { return without_colon(statement, name) };
    if matches!(prefix, "" | "undefined" | "null" | "None") || has_any(prefix, b"$<{") {
        return well_formed(key(statement.only_issuer()?, ConditionName::meant_claim(name)));
    }
    well_formed(name.to_owned()).or_else(|| well_formed(key(prefix.trim(), without_marks(rest, b":").trim())))
}

fn well_formed(name: String) -> Option<String> {
    (ConditionName::of(&name) != ConditionName::Malformed).then_some(name)
}

fn key(prefix: &str, name: &str) -> String {
    filled(phrase!("{}:{}"), &[prefix, name])
}

fn without_colon(statement: &Statement<'_>, name: &str) -> Option<String> {
    for (_, issuer) in statement.issuers() {
        let behind = name.strip_prefix(issuer).unwrap_or_default();
        let claim = without_marks(behind, b"./-_ ");
        if claim.len() < behind.len() {
            return Some(key(issuer, claim));
        }
    }
    if matches!(name, "sub" | "aud" | "amr") {
        return Some(key(statement.only_issuer()?, name));
    }
    let mut found = None;
    for known in condition_keys() {
        let (prefix, rest) = known.name.split_once(':').unwrap_or_default();
        if prefix.contains('.') || !(same_letters(rest, name) || same_letters(known.name, name)) {
            continue;
        }
        // The keys of AWS STS come first: this is its policy.
        if prefix == "sts" {
            return Some(known.name.to_owned());
        }
        found = found.or(Some(known.name));
    }
    found.map(str::to_owned)
}
