//! A second statement makes a condition pointless.
//!
//! ## What it checks
//! An `Allow` with conditions whose principals and actions another `Allow` without conditions covers.
//!
//! ## Why it matters
//! It is enough that one statement allows the request. Whoever does not meet the conditions comes in by the other
//! statement.
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
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     },
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Without the statement fewer callers get in, and some of them may be wanted: the repair is for review.
//!
//! ## References
//! - [The Condition element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html)
//! - [Policy evaluation](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unconditional-sibling"),
    severity: Severity::Security,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    // No policy that fits into AWS has more statements; comparing each with each must stay cheap.
    const MOST: usize = 64;
    let statements = policy.statements.get(..MOST).unwrap_or(&policy.statements);
    for open in statements {
        if !open.is_unconditional() || open.effect() == Effect::Deny || open.principals().next().is_none() {
            continue;
        }
        let guarded = statements.iter().find(|guarded| {
            guarded.effect() == Effect::Allow
                && guarded.tests().next().is_some()
                && guarded.has_principals_within(open)
                && guarded.has_actions_within(open)
        });
        let Some(guarded) = guarded else { continue };
        let principal = open.principal.as_ref().map(|principal| principal.element.key.content);
        let finding = out
            .report(&RULE, principal.unwrap_or(policy.document.span(open.node)))
            .message(phrase!("this statement lets in without a condition whom another one lets in with one"))
            .why(phrase!("One statement that allows is enough, so the condition of the other one is never needed."));
        if let Some(condition) = &guarded.condition {
            finding.label(condition.element.key.content, phrase!("never needed"));
        }
        let Some(list) = &policy.statement_element else { continue };
        let items = policy.document.items(list.value);
        if let Some(index) = items.iter().position(|item| *item == open.node)
            && items.len() > 1
            && open.has_principals_within(guarded)
        {
            let edit = layout::remove_item(policy.document, list.value, index);
            finding.offer(Safety::Review, phrase!("remove this statement"), edit);
        }
    }
}
