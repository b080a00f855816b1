//! A pattern only asks whether a key is there.
//!
//! ## What it checks
//! `*` under `StringLike`, `StringNotLike` and their like, on keys of which the presence is all that is tested, such as
//! `aws:PrincipalTag/team`; and `*` on keys that every request carries.
//!
//! ## Why it matters
//! `Null` says the same in words that nobody can misread. A negated `*` never holds where the key is always there.
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
//!         "StringLike": { "aws:PrincipalTag/team": "*" }
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
//!         "Null": { "aws:PrincipalTag/team": "false" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Whether a tag with an empty value counts as there may differ: the repair is for review.
//!
//! ## References
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::is_sensitive;
use crate::aws::{Caller, only_wildcards};

pub(super) const RULE: Rule = Rule {
    id: phrase!("presence-as-pattern"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("EQUIVALENT_TO_NULL_FALSE")),
    check: Check::Test(check),
};

/// Keys that every request of a user or a role carries.
const ALWAYS: [&str; 2] = ["aws:PrincipalAccount", "aws:PrincipalArn"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.has_wildcards || tested.qualifier.is_some() || tested.if_exists {
        return;
    }
    let Some(value) = tested.test.values.iter().find(|value| only_wildcards(value.text)) else { return };
    // Claims have rules of their own, and so have keys that should say who comes.
    if matches!(tested.test.parts(), ConditionName::Claim { .. }) || tested.known.is_none() {
        return;
    }
    let always = tested.is(&ALWAYS) && !tested.statement.is_only_for(Caller::Service);
    let who = always || is_sensitive(tested.test.name) || tested.is(&OWNED);
    if who && tested.allows && !always {
        return;
    }
    let name: &str = tested.test.name;
    if always {
        if tested.negated {
            out.at_value(&RULE, value, phrase!("`{}` shuts out every `{}`"), name, phrase!(""))
                .severity(Severity::Error)
                .aws_check(Some(phrase!("REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION")))
                .why_so(phrase!("Every request carries the key"), tested.allows);
        } else if !tested.allows {
            out.at_value(&RULE, value, phrase!("`{}` matches every `{}`"), name, phrase!("Every request carries the key."))
                .aws_check(Some(phrase!("REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION")));
        }
        return;
    }
    let (message, word, code) = match tested.negated {
        true => (phrase!("`{}` only asks whether `{}` is missing"), "true", phrase!("EQUIVALENT_TO_NULL_TRUE")),
        false => (phrase!("`{}` only asks whether `{}` is there"), "false", phrase!("EQUIVALENT_TO_NULL_FALSE")),
    };
    let finding = out.at_value(&RULE, value, message, name, phrase!("`Null` asks that, and says so.")).aws_check(Some(code));
    let document = tested.policy.document;
    let alone = document.members(tested.block.value).len() == 1;
    let free = tested.statement.condition.as_ref().is_some_and(|condition| !condition.has_operator("Null"));
    if alone && free {
        let test = layout::replace_value(document, tested.test.value, &layout::Json::string(word));
        finding.fix(Fix::review(phrase!("test it with `Null`"), layout::rename(tested.block.key, "Null").and(test)));
    }
}

/// Keys whose wildcards another rule looks at.
const OWNED: [&str; 5] =
    ["sts:ExternalId", "aws:PrincipalOrgPaths", "aws:SourceArn", "aws:SourceOrgPaths", "aws:userid"];
