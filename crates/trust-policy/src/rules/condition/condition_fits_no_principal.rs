//! No principal of the statement can satisfy the condition.
//!
//! ## What it checks
//! Tests of `aws:PrincipalArn` and `aws:PrincipalAccount` against the accounts, users and roles that the statement
//! names: another account, another role, or the principals themselves excluded. Also `aws:PrincipalArn` with the ARN of
//! an account's root user.
//!
//! ## Why it matters
//! `Principal` and `Condition` must both fit the caller. Requests of a role and of its sessions carry the ARN of the role
//! and its account. `arn:aws:iam::<account>:root` as `aws:PrincipalArn` is the root user alone, not the account, and root
//! users cannot assume roles.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/deploy" }
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
//!         "ArnEquals": { "aws:PrincipalArn": "arn:aws:iam::444455556666:role/deploy" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [aws:PrincipalArn](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn)
//! - [aws:PrincipalAccount](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount)
//! - [AssumeRole](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)

use super::prelude::*;
use crate::aws::{AccountId, Arn, Caller, may_meet};

pub(super) const RULE: Rule = Rule {
    id: "condition-fits-no-principal",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

/// So many principals and values are compared, that a long list stays cheap.
const MOST: usize = 64;

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let of_account = tested.test.is("aws:PrincipalAccount");
    if !(of_account || tested.test.is("aws:PrincipalArn")) || tested.qualifier.is_some() || tested.family.is_none() {
        return;
    }
    if tested.test.values.len() > MOST || !tested.test.not_scalars.is_empty() {
        return;
    }
    if !of_account && asks_for_root(tested) {
        let message = "`{}` of the root user: it does not stand for the account, and root users cannot assume roles";
        told(tested, out, message).help("To let in the whole account, test `aws:PrincipalAccount` with its id.");
        return;
    }
    let mut first = None;
    for (seen, (value, caller)) in tested.statement.callers().enumerate() {
        if seen > MOST || caller != Some(Caller::Principal) || fits(tested, of_account, value) != Some(false) {
            return;
        }
        first = first.or(Some(value));
    }
    let Some(first) = first else { return };
    told(tested, out, "no principal of this statement has such an `{}`").label(first.span, "trusted here");
}

fn told<'o, 'r>(tested: &Tested<'_, '_>, out: &'o mut Findings<'r>, message: &str) -> &'o mut Draft<'r> {
    let finding = tested.at_key(out, &RULE, message, "", "");
    finding.why_so("The principal and the condition must both fit the caller", tested.allows);
    if !tested.allows {
        finding.severity(Severity::Warning);
    }
    finding
}

/// Whether an `Allow` asks for root users and nobody else.
fn asks_for_root(tested: &Tested<'_, '_>) -> bool {
    if !tested.allows || tested.negated || tested.test.values.is_empty() {
        return false;
    }
    let compared = matches!(tested.family, Some(OperatorFamily::String | OperatorFamily::Arn));
    let root = |text: &str| Arn::parse(text).is_some_and(|arn| arn.service() == "iam" && arn.resource() == "root");
    compared && tested.test.values.iter().all(|value| !value.is_placeholder() && root(value.text))
}

/// Whether the test can hold for the principal; `None` where that cannot be told.
fn fits(tested: &Tested<'_, '_>, of_account: bool, principal: &PrincipalValue<'_>) -> Option<bool> {
    let account = match principal.whole_account() {
        Some(account) => account,
        None => AccountId::parse(principal.identity()?.account())?.as_str(),
    };
    if of_account {
        return tested.block.accepts(tested.test, account);
    }
    if let Some(arn) = principal.identity()
        && matches!(arn.resource_type(), "user" | "role")
        && arn.service() == "iam"
    {
        return tested.block.accepts(tested.test, principal.trimmed());
    }
    if tested.negated || tested.block.accepts(tested.test, "").is_none() {
        return None;
    }
    // Anybody of the account, or a session of a role of which the path is not known.
    for value in &tested.test.values {
        let arn = Arn::parse(value.text)?;
        // The ARN of a session is never the key's value, which is said elsewhere.
        if arn.resource_type() == "assumed-role" {
            return None;
        }
        if may_meet(arn.account(), account, false) && arn.resource() != "root" {
            return Some(true);
        }
    }
    Some(false)
}
