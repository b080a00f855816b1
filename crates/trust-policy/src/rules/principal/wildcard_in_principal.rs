//! A wildcard is part of a principal.
//!
//! ## What it checks
//! `*` and `?` inside the ARN or name of a principal, and `*` under `Service` or `Federated`.
//!
//! ## Why it matters
//! A principal is one identity; IAM refuses a pattern in its place. Patterns belong into a condition on
//! `aws:PrincipalArn`, beside the account as principal.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/*" },
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
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Moving the pattern into a condition beside the account is safe: it says what was meant. It is for review where it
//! widens a condition that is there, or where a session becomes a pattern of its role. Where the account itself is a
//! wildcard, anybody could use an account of their own, so the account must be filled in.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)
//! - [aws:PrincipalArn](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn)

use super::prelude::*;
use crate::aws::{AccountId, Arn, Entity, Partition, iam_arn};
use crate::fix::principals::Test;
use crate::policy::Limit;
use crate::rules::is_wildcard;

pub(super) const RULE: Rule = Rule {
    id: phrase!("wildcard-in-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("UNSUPPORTED_WILDCARD_IN_PRINCIPAL")),
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let elsewhere = matches!(at.kind, Some(PrincipalKey::Service | PrincipalKey::Federated));
    if !(at.value.has_wildcard() || elsewhere && at.form == PrincipalForm::Star) || is_no_principal(at) {
        return;
    }
    let why = if elsewhere {
        phrase!("A service or a provider is named in full, each by itself.")
    } else {
        phrase!("IAM takes patterns only in conditions: `ArnLike` on `aws:PrincipalArn`, beside the account as principal.")
    };
    // From the first wildcard to the last.
    let start = at.text.bytes().take_while(|byte| !is_wildcard(*byte)).count();
    let behind = at.text.bytes().rev().take_while(|byte| !is_wildcard(*byte)).count();
    let draft = at.refuse_part(out, &RULE, start..at.text.len() - behind, why);
    draft.tells(phrase!("`{}` has a wildcard, which a principal cannot have"), &[at.text]);
    let Some(arn) = at.identity().filter(|arn| !elsewhere && arn.region().is_empty()) else { return };
    let resource = arn.resource_range();
    if arn.resource().starts_with('*') && AccountId::parse(arn.account()).is_some() {
        draft.offer(Safety::Safe, phrase!("trust the account"), Edit::replace(at.part(resource), "root"));
    } else if matches!(arn.resource(), "root" | "*") {
        let span = at.part(arn.account_range().start..resource.end);
        draft.offer(Safety::FillIn, phrase!("trust one account"), Edit::replace(span, "<ACCOUNT_ID>:root"));
    } else {
        into_condition(at, arn, draft);
    }
}

/// A group, a policy: the rules about those say that it can never be a principal.
fn is_no_principal(at: &Named<'_, '_>) -> bool {
    at.is_identity && at.entity.is_some_and(|entity| !entity.is_caller() && !entity.is_provider())
}

/// The account as principal, the pattern as a condition.
fn into_condition(at: &Named<'_, '_>, arn: &Arn<'_>, draft: &mut Draft<'_>) {
    let (partition, account) = (arn.partition(), arn.account());
    if Partition::parse(partition).is_none() {
        return;
    }
    let Some(path) = arn.resource_path() else { return };
    let entity = Entity::parse(arn.resource_type());
    let of_role = entity == Some(Entity::AssumedRole);
    let known = AccountId::parse(account).is_some();
    // Anybody can give a role any name in an account of their own, so only where other conditions say who the caller is
    // can the principal be everybody.
    let everybody = !known && at.statement.limit() == Limit::Identity;
    let id = if known || everybody { account } else { "<ACCOUNT_ID>" };
    let pattern = match entity {
        // Sessions show the ARN of their role in `aws:PrincipalArn`.
        _ if of_role => iam_arn(partition, id, "role/", path.split('/').next().unwrap_or_default()),
        Some(Entity::User | Entity::Role) => iam_arn(partition, id, arn.resource(), ""),
        Some(Entity::FederatedUser) if id == account => at.text.to_owned(),
        _ => return,
    };
    let safety = if id != account {
        Safety::FillIn
    } else if everybody || of_role || Test::CALLER.joins(at.statement) {
        Safety::Review
    } else {
        Safety::Safe
    };
    let root = if everybody { "*".to_owned() } else { iam_arn(partition, id, "root", "") };
    draft.fix_if(safety, phrase!("move the pattern into a condition"), &[], at.with_condition(&root, &pattern));
}
