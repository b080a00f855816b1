//! A value is no `aws:userid`.
//!
//! ## What it checks
//! Values of `aws:userid` in a form that the key never has, and patterns that leave open whose id it is. The key is `AIDA…` for
//! a user, `AROA…:session` for the session of a role, the account id for its root user, and `account:name` for a federated
//! user.
//!
//! ## Why it matters
//! Of another form the test never holds. A pattern such as `AROA*` is every role of whatever accounts are trusted; in
//! `*:alice` only the name of the session is fixed, which whoever assumes the other role may choose.
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
//!         "StringLike": { "aws:userid": "AROAEXAMPLE1EXAMPLE2A" }
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
//!         "StringLike": { "aws:userid": "AROAEXAMPLE1EXAMPLE2A:*" }
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
//! - [IAM identifiers](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::{AccountId, UniqueId, has_wildcard, literal_start, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: phrase!("user-id-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || !tested.test.is("aws:userid") {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        if text.is_empty() || !value.is_filled_in() || value.has_variable || tested.ignores_case() {
            continue;
        }
        let (id, session) = match text.split_once(':') {
            Some((id, session)) => (id, Some(session)),
            None => (text, None),
        };
        if tested.has_wildcards && has_wildcard(id) {
            if tested.allows && !tested.negated {
                look_at_pattern(tested, value, id, session, out);
            }
        } else if !value.has_star || tested.has_wildcards {
            look_at_id(tested, value, id, session, out);
        }
    }
}

/// A wildcard stands in the id.
fn look_at_pattern(
    tested: &Tested<'_, '_>,
    value: &ConditionValue<'_>,
    id: &str,
    session: Option<&str>,
    out: &mut Findings<'_>,
) {
    // Nothing but wildcards is said of the key as a whole.
    if only_wildcards(value.text) || session.is_some_and(|session| only_wildcards(session) && only_wildcards(id)) {
        return;
    }
    if ["AROA", "AIDA"].iter().any(|prefix| prefix.starts_with(literal_start(id))) && !only_wildcards(id) {
        let why = phrase!("Behind the prefix the id of anybody in any account can stand.");
        // Among the roles of one account it only chooses.
        let severity = if tested.trusts_everybody() { Severity::Security } else { Severity::Suggestion };
        out.at_value(&RULE, value, phrase!("`{}` leaves open whose id it is"), "", why)
            .severity(severity)
            .aws_check(Some(phrase!("WILDCARD_USAGE_TOO_PERMISSIVE")));
    } else if only_wildcards(id) && !tested.trusts_only_roles() {
        let why = phrase!("Whoever assumes the other role chooses the name of the session.");
        out.at_value(&RULE, value, phrase!("`{}` fixes only the name of the session"), "", why)
            .severity(Severity::Warning)
            .confidence(Confidence::Medium);
    }
}

/// The id is written out.
fn look_at_id(
    tested: &Tested<'_, '_>,
    value: &ConditionValue<'_>,
    id: &str,
    session: Option<&str>,
    out: &mut Findings<'_>,
) {
    let role = is_id(id, "AROA");
    let (message, other, why) = if role && session.is_none_or(str::is_empty) {
        (phrase!("`{}` lacks the name of the session"), "", phrase!("For a role the key is `AROA…:session`."))
    } else if role || AccountId::parse(id).is_some() {
        return;
    } else if is_id(id, "AIDA") {
        if session.is_none() {
            return;
        }
        (phrase!("`{}` has a session, which users do not have"), "", phrase!("For a user the key is the id alone."))
    } else if let Some(kind) = UniqueId::parse(id) {
        (phrase!("`{}` is the id of {}"), kind.what, phrase!("The key holds ids of users and of roles."))
    } else {
        (phrase!("`{}` is not the id of a user or a role"), "", phrase!("The key holds `AIDA…`, `AROA…:session` or the id of an account."))
    };
    let finding = out.at_value(&RULE, value, message, other, why);
    if role && tested.has_wildcards {
        let any = joined(&[id, ":*"]);
        tested.write(finding, value, &any);
    } else if id == "arn" {
        finding.help(phrase!("The ARN of the caller is `aws:PrincipalArn`."));
    } else if session.is_none() && !role {
        finding.help(phrase!("The name of a user is `aws:username`."));
    }
}

/// Whether it is the prefix with capital letters and digits behind it.
fn is_id(text: &str, prefix: &str) -> bool {
    let rest = text.strip_prefix(prefix).unwrap_or_default();
    !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
