//! A policy variable is part of a principal.
//!
//! ## What it checks
//! `${aws:username}`, `${aws:PrincipalTag/team}` and other policy variables in principals.
//!
//! ## Why it matters
//! AWS fills in policy variables in conditions, not in principals. There the variable is plain text, and IAM refuses
//! it.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:user/${aws:username}" },
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
//!         "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:user/${aws:username}" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! With the variable in a condition the statement trusts whoever it is filled in for, so the repair is for review.
//!
//! ## References
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::{AccountId, Arn, Entity, policy_variable};
use crate::fix::principals::{self, Test};

pub(super) const RULE: Rule = Rule {
    id: "variable-in-principal",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("VARIABLE_UNSUPPORTED_IN_ELEMENT"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, group, value) in policy.principals().filter(|(_, _, value)| value.form == PrincipalForm::Placeholder) {
        let text = value.trimmed();
        let Some(range) = policy_variable(text) else { continue };
        let draft = out
            .report(&RULE, value.part(policy.document, range.clone()))
            .message(format!("`{}` is not filled in inside a principal", &text[range]))
            .why("Policy variables work in the values of conditions; in a principal they are plain text.")
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        let account = Arn::parse(text).filter(|arn| arn.is_in_place() && AccountId::parse(arn.account()).is_some());
        // In the old version of the language variables are plain text everywhere.
        let caller = account.filter(|arn| Entity::parse(arn.resource_type()).is_some_and(Entity::is_caller));
        let in_place = policy.has_variables() && group.kind() == Some(PrincipalKey::Aws);
        let Some(arn) = caller.filter(|_| in_place) else { continue };
        let root = format!("arn:{}:iam::{}:root", arn.partition(), arn.account());
        let test = Test { operator: "ArnLike", key: "aws:PrincipalArn", value: text };
        let edits = principals::replace_by_test(policy, statement, group, value, &root, test);
        let title = "trust the account, and move the variable into a condition";
        draft.fixes.extend(edits.map(|edits| Fix::review(title, edits)));
    }
}
