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
use crate::aws::Arn;

pub(super) const RULE: Rule = Rule {
    id: phrase!("condition-fits-no-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    let of_account = tested.test.is("aws:PrincipalAccount");
    if !(of_account || tested.test.is("aws:PrincipalArn")) || tested.qualifier.is_some() || tested.family.is_none() {
        return;
    }
    if !of_account && asks_for_root(tested) {
        let message = phrase!("this `{}` is that of the root user, who cannot assume roles, and does not stand for the account");
        let finding = tested.at_key(out, &RULE, message, "", phrase!(""));
        finding.help(phrase!("To let in the whole account, test `aws:PrincipalAccount` with its id."));
        explain(tested, finding);
        return;
    }
    let Some(first) = tested.statement.fits_nobody(tested.block, tested.test, of_account) else { return };
    let finding = tested.at_key(out, &RULE, phrase!("no principal of this statement satisfies the test of `{}`"), "", phrase!(""));
    explain(tested, finding.label(first.span, phrase!("trusted here")));
}

fn explain(tested: &Tested<'_, '_>, finding: &mut Draft<'_>) {
    finding.why_so(phrase!("The principal and the condition must both fit the caller"), tested.allows);
    if !tested.allows {
        finding.severity(Severity::Warning);
    }
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
