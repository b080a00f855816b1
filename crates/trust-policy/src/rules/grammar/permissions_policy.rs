//! A permissions policy stands where the trust policy belongs.
//!
//! ## What it checks
//! Statements with `Resource`, without `Principal`, and with actions of other services: they say what may be done with
//! which resources.
//!
//! ## Why it matters
//! A role has two kinds of policies. The trust policy says who may assume it, the permissions policies what it may do.
//! IAM refuses one in the place of the other.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     },
//!     {
//!       "Effect": "Allow",
//!       "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
//!       "Resource": "*"
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Removing the statement throws it away: attach it to the role as a permissions policy first.
//!
//! ## References
//! - [IAM roles: terms and concepts](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html)
//! - [Managed policies and inline policies](https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("permissions-policy"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("MISSING_PRINCIPAL")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let mut statements =
        policy.statements.iter().enumerate().filter(|(_, statement)| statement.is_of_permissions_policy());
    let Some((index, first)) = statements.next() else { return };
    let action = first.action.as_ref().or(first.not_action.as_ref());
    let span = action.map_or(policy.document.opening(first.node), |action| policy.document.span(action.element.value));
    let message = phrase!("this is a statement of a permissions policy, not of a trust policy");
    let why = phrase!("A trust policy says who may assume the role, not what may be done with which resources.");
    let draft = out.tell(&RULE, span, message, &[], why);
    draft
        .help(phrase!("Attach it to the role with `aws iam put-role-policy`, and put a trust policy here."))
        .refused(match first.resource {
            Some(_) => phrase!("Has prohibited field Resource"),
            None => phrase!("AssumeRole policy must not contain resources."),
        });
    let mut others = 0;
    for (_, statement) in statements {
        draft.label(policy.document.opening(statement.node), phrase!("so is this one"));
        others += 1;
    }
    // Where a trust statement stands beside it, the policy is complete without it.
    let list = policy.statement_element.as_ref().map(|element| element.value);
    if let (0, Some(list), true) = (others, list, policy.statements.len() > 1 && policy.not_statements.is_empty()) {
        let edit = layout::remove_item(policy.document, list, index);
        draft.offer(Safety::Review, phrase!("remove the statement from the trust policy"), edit);
    }
}
