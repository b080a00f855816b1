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
use crate::aws::{AccountId, Arn, Entity, Partition};
use crate::fix::principals::{self, Test};
use crate::policy::{Limit, PrincipalGroup};
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: "wildcard-in-principal",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("UNSUPPORTED_WILDCARD_IN_PRINCIPAL"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, group, value) in policy.principals() {
        let elsewhere = matches!(group.kind(), Some(PrincipalKey::Service | PrincipalKey::Federated));
        if !(value.has_wildcard() || elsewhere && value.form == PrincipalForm::Star) || is_no_principal(value) {
            continue;
        }
        let draft = out
            .report(&RULE, wildcard_span(policy, value))
            .message(format!("`{}` has a wildcard, which a principal cannot have", value.trimmed()))
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        if elsewhere {
            draft.why("A service or a provider is named in full; IAM refuses a pattern.");
            draft.help("Name each service or provider by itself.");
            continue;
        }
        draft.why("IAM takes patterns only in conditions: `ArnLike` on `aws:PrincipalArn`, beside the account as principal.");
        let Some(arn) = value.identity().filter(|arn| arn.region().is_empty()) else { continue };
        if arn.resource().starts_with('*') && AccountId::parse(arn.account()).is_some() {
            let span = value.part(policy.document, arn.resource_range());
            draft.fix(Fix::safe("trust the account", vec![Edit::replace(span, "root")]));
        } else if matches!(arn.resource(), "root" | "*") {
            let span = value.part(policy.document, arn.account_range().start..arn.resource_range().end);
            draft.fix(Fix::fill_in("trust one account", vec![Edit::replace(span, "<ACCOUNT_ID>:root")]));
        } else {
            draft.fixes.extend(into_condition(policy, statement, group, value, &arn));
        }
    }
}

/// A group, a policy: the rules about those say that it can never be a principal.
fn is_no_principal(value: &PrincipalValue<'_>) -> bool {
    let entity = value.identity().and_then(|arn| Entity::meant(arn.resource_type()));
    entity.is_some_and(|entity| !entity.is_caller() && !entity.is_provider())
}

/// From the first wildcard to the last.
fn wildcard_span(policy: &Policy<'_>, value: &PrincipalValue<'_>) -> Span {
    let text = value.trimmed();
    match (text.find(['*', '?']), text.rfind(['*', '?'])) {
        (Some(first), Some(last)) => value.part(policy.document, first..last + 1),
        _ => value.span,
    }
}

/// The account as principal, the pattern as a condition.
fn into_condition(
    policy: &Policy<'_>,
    statement: &Statement<'_>,
    group: &PrincipalGroup<'_>,
    value: &PrincipalValue<'_>,
    arn: &Arn<'_>,
) -> Option<Fix> {
    let (partition, account) = (Partition::parse(arn.partition())?.id, arn.account());
    let entity = Entity::parse(arn.resource_type());
    let (pattern, of_role) = match (entity, arn.resource_path()) {
        // Sessions show the ARN of their role in `aws:PrincipalArn`.
        (Some(Entity::AssumedRole), Some(path)) => {
            (format!("arn:{partition}:iam::{account}:role/{}", path.split('/').next()?), true)
        }
        (Some(Entity::User | Entity::Role | Entity::FederatedUser), Some(_)) => (value.trimmed().to_owned(), false),
        _ => return None,
    };
    let test = Test { operator: "ArnLike", key: "aws:PrincipalArn", value: &pattern };
    let Some(account) = AccountId::parse(account) else {
        return any_account(policy, statement, group, value, arn, test);
    };
    let safety = if of_role || test.joins(statement) { Safety::Review } else { Safety::Safe };
    let root = format!("arn:{partition}:iam::{}:root", account.as_str());
    let edits = principals::replace_by_test(policy, statement, group, value, &root, test)?;
    Some(Fix::new("trust the account, and move the pattern into a condition", safety, edits))
}

/// A pattern for the account too. Anybody can give a role any name in an account of their own, so only where other
/// conditions say who the caller is can the principal be everybody.
fn any_account(
    policy: &Policy<'_>,
    statement: &Statement<'_>,
    group: &PrincipalGroup<'_>,
    value: &PrincipalValue<'_>,
    arn: &Arn<'_>,
    test: Test<'_>,
) -> Option<Fix> {
    if statement.limit() == Limit::Identity {
        let edits = principals::replace_by_test(policy, statement, group, value, "*", test)?;
        return Some(Fix::review("trust everybody whom the conditions let in, and move the pattern there", edits));
    }
    let named = test.value.replacen(arn.account(), "<ACCOUNT_ID>", 1);
    let root = format!("arn:{}:iam::<ACCOUNT_ID>:root", arn.partition());
    let test = Test { value: &named, ..test };
    let edits = principals::replace_by_test(policy, statement, group, value, &root, test)?;
    Some(Fix::fill_in("trust one account, and move the pattern into a condition", edits))
}
