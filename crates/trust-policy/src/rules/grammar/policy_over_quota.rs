//! The policy is longer than IAM takes.
//!
//! ## What it checks
//! The characters of the policy without white space: more than 2,048, which is the quota of a new account, or more than
//! 8,192, which is the most that AWS grants.
//!
//! ## Why it matters
//! A policy over the quota "Role trust policy length" is refused.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": {
//!         "AWS": [
//!           "arn:aws:iam::111122223333:role/build/agents/linux-01",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-02",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-03",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-04",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-05",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-06",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-07",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-08",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-09",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-10",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-11",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-12",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-13",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-14",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-15",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-16",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-17",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-18",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-19",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-20",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-21",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-22",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-23",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-24",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-25",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-26",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-27",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-28",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-29",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-30",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-31",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-32",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-33",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-34",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-35",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-36",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-37",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-38",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-39",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-40",
//!           "arn:aws:iam::111122223333:role/build/agents/linux-41"
//!         ]
//!       },
//!       "Action": "sts:AssumeRole"
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": {
//!           "aws:PrincipalArn": "arn:aws:iam::111122223333:role/build/agents/linux-*"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [IAM and AWS STS quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("policy-over-quota"),
    severity: Severity::Warning,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: Some(phrase!("POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA")),
    check: Check::Policy(check),
};

/// The quota of an account that has not asked for more, and the most that can be asked for.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
const DEFAULT: usize = 2_048;
const MOST: usize = 8_192;

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let text = policy.document.span(policy.root).of(policy.document.text);
    if text.len() <= DEFAULT {
        return;
    }
    let length = text.chars().filter(|c| !c.is_whitespace()).count();
    if length <= DEFAULT {
        return;
    }
    let over_most = length > MOST;
    let quota = if over_most { MOST } else { DEFAULT };
    let (length, quota) = (length.to_string(), quota.to_string());
    let message = phrase!("the policy has {} characters without white space, over the quota of {}");
    let why = phrase!("IAM refuses a trust policy that is longer than the quota of the account.");
    let draft = out.tell(&RULE, policy.document.opening(policy.root), message, &[&length, &quota], why);
    draft.help(
        phrase!("Name roles by a pattern in a condition on `aws:PrincipalArn`, merge statements, or raise the quota `Role trust \
         policy length` up to 8,192."),
    );
    let words = filled(phrase!("Cannot exceed quota for ACLSizePerRole: {}"), &[&quota]);
    if over_most {
        draft.severity(Severity::Error).refused_with("LimitExceeded", words);
    } else {
        draft.may_be_refused_with("LimitExceeded", words);
    }
}
