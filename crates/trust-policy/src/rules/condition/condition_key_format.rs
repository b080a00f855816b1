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
use crate::aws::catalogue::{ConditionKey, condition_keys};

pub(super) const RULE: Rule = Rule {
    id: "condition-key-format",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("INVALID_CONDITION_KEY_FORMAT"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        if test.parts() != ConditionName::Malformed || test.known().is_some() || block.is_key() {
            continue;
        }
        let name = &test.name;
        let finding = out.report(&RULE, test.key.content);
        finding.why("The name of a condition key is a prefix, a colon and a name; no request has a key without them.");
        let Some(meant) = meant(statement, name) else {
            finding
                .message(format!("`{name}` is not the name of a condition key"))
                .help("Write the prefix of the service or the issuer of the provider, a colon, and the key: `sts:ExternalId`.");
            continue;
        };
        finding.message(format!("`{name}` is not the name of a condition key, did you mean `{meant}`?"));
        if block.keys.iter().all(|other| !other.is(&meant)) {
            let narrows = statement.mending_narrows(block, test);
            finding.fix(Fix::narrowing(narrows, format!("write `{meant}`"), vec![layout::rename(test.key, &meant)]));
        }
    }
}

/// The key that is meant, when that is plain.
fn meant(statement: &Statement<'_>, name: &str) -> Option<String> {
    let trimmed = name.trim();
    let formed = |text: &str| (ConditionName::of(text) != ConditionName::Malformed).then(|| text.to_owned());
    let issuer = statement.only_issuer();
    let with_issuer = |claim: &str| Some(format!("{}:{claim}", issuer?));
    if let Some((_, key)) = trimmed.split_once(":oidc-provider/") {
        return formed(key);
    }
    if let Some((_, key)) = trimmed.split_once("://") {
        return formed(key);
    }
    let Some((prefix, rest)) = trimmed.split_once(':') else { return without_colon(statement, trimmed) };
    let claim = ConditionName::meant_claim(trimmed);
    let unfilled = matches!(prefix, "" | "undefined" | "null" | "None") || prefix.contains(['$', '<', '{']);
    if unfilled {
        return with_issuer(claim).filter(|key| formed(key).is_some());
    }
    formed(trimmed).or_else(|| formed(&format!("{}:{}", prefix.trim(), rest.trim_start_matches(':').trim())))
}

fn without_colon(statement: &Statement<'_>, name: &str) -> Option<String> {
    for (_, issuer) in statement.issuers() {
        let claim = name.strip_prefix(issuer).and_then(|rest| rest.strip_prefix(['.', '/', '-', '_', ' ']));
        if let Some(claim) = claim {
            return Some(format!("{issuer}:{claim}"));
        }
    }
    let bare = |key: &&ConditionKey| {
        let (prefix, rest) = key.name.split_once(':').unwrap_or_default();
        let separated = name.strip_prefix(prefix).map_or(name, |rest| rest.trim_start_matches(['.', '/', '-', '_', ' ']));
        !prefix.contains('.') && (rest.eq_ignore_ascii_case(name) || rest.eq_ignore_ascii_case(separated))
    };
    if matches!(name, "sub" | "aud" | "amr") {
        return Some(format!("{}:{name}", statement.only_issuer()?));
    }
    // The keys of AWS STS come first: this is its policy.
    let mut found: Vec<&ConditionKey> = condition_keys().iter().filter(bare).collect();
    found.sort_by_key(|key| !key.name.starts_with("sts:"));
    found.first().map(|key| key.name.to_owned())
}
