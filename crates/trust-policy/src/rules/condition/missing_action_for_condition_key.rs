//! A condition needs an action that the policy does not allow.
//!
//! ## What it checks
//! Tests of `sts:SourceIdentity`, of session tags (`aws:RequestTag/…`, `aws:TagKeys`, `sts:TransitiveTagKeys`) and of
//! `sts:RequestContext/…`, where no statement allows `sts:SetSourceIdentity`, `sts:TagSession` or `sts:SetContext`.
//!
//! ## Why it matters
//! A caller who sends a source identity or tags needs that action as well, and a caller who sends none does not meet
//! the condition. So nobody gets in.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringLike": { "sts:SourceIdentity": "*@example.com" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:role/deploy" },
//!       "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
//!       "Condition": {
//!         "StringLike": { "sts:SourceIdentity": "*@example.com" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! With the action the statement lets in who meets the condition, where today nobody gets in: the repair is for review.
//!
//! ## References
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)
//! - [Session tags](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::Caller;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-action-for-condition-key"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: Some(phrase!("MISSING_ACTION_FOR_CONDITION_KEY")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let mut allowed: Option<[bool; 3]> = None;
    for (statement, block, test) in policy.tests() {
        let Some(companion) = companion_for(test.name).filter(|_| block.demands_value(test)) else { continue };
        if statement.effect() == Effect::Deny || !Caller::ALL.iter().any(|caller| statement.lets_assume(*caller)) {
            continue;
        }
        let action = COMPANIONS[companion];
        let allowed = allowed.get_or_insert_with(|| COMPANIONS.map(|action| policy.allows().any(|other| other.covers(action))));
        if allowed[companion] {
            continue;
        }
        let finding = out
            .report(&RULE, test.key.content)
            .tells(phrase!("`{}` can only be sent with `{}`, which is not allowed"), &[test.name, action])
            .why(phrase!("Without the action nobody can send the key, and without the key the test does not hold."));
        let Some(actions) = &statement.action else { continue };
        finding.label(actions.element.key.content, phrase!("the actions"));
        finding.fix(add_actions(policy.document, actions.element.value, &[action]));
    }
}

/// Actions that stand beside one that assumes the role.
const COMPANIONS: [&str; 3] = ["sts:SetSourceIdentity", "sts:TagSession", "sts:SetContext"];

/// The keys that callers send with each of them; behind a slash stands what they like.
const KEYS: [(&str, usize); 5] = [
    ("sts:SourceIdentity", 0),
    ("aws:RequestTag/", 1),
    ("aws:TagKeys", 1),
    ("sts:TransitiveTagKeys", 1),
    ("sts:RequestContext/", 2),
];

/// The action with which callers send the key.
fn companion_for(key: &str) -> Option<usize> {
    let is = |known: &str| match known.ends_with('/') {
        true => key.get(..known.len()).is_some_and(|start| start.eq_ignore_ascii_case(known)),
        false => key.eq_ignore_ascii_case(known),
    };
    KEYS.iter().find(|(known, _)| is(known)).map(|(_, companion)| *companion)
}
