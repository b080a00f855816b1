//! Everybody can assume the role.
//!
//! ## What it checks
//! Statements that allow `{"AWS": "*"}` without a condition that says who: an organization, an account or a principal.
//! An external id, MFA, a tag, a session name, a user agent, a type of principal or a time alone are not enough: they are
//! no secret, or the caller chooses them; nor is a role of any account. Patterns such as `o-*`, `…IfExists` and
//! `ForAllValues` say nothing about who. An address or an endpoint is a limit that AWS does not call public; there the
//! finding only suggests to say who.
//!
//! ## Why it matters
//! Every account of AWS may then try the role, and whoever knows its ARN gets in when the rest fits. The caller needs a
//! permission in an account of their own, which they can give themselves.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "*" },
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
//!       "Principal": { "AWS": "*" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Only the writer knows who is to be let in, so every repair has a placeholder.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)
//! - [What AWS calls public](https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status)
//! - [aws:PrincipalOrgID](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid)

use super::prelude::*;
use crate::fix::principals::{self, Test};
use crate::policy::{Limit, Principal};

pub(super) const RULE: Rule = Rule {
    id: phrase!("public-principal"),
    severity: Severity::Security,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let Some(principal) = &statement.principal else { continue };
        let star = star(principal);
        let span = match star {
            _ if statement.effect() != Effect::Allow => continue,
            _ if principal.shape == PrincipalShape::Star => policy.document.span(principal.element.value),
            Some((value, true)) => value.span,
            _ => continue,
        };
        let limit = statement.limit();
        if limit == Limit::Identity || only_accompanies(statement) {
            continue;
        }
        let draft = out
            .report(&RULE, span)
            .why(phrase!("Whoever knows the ARN of the role can try it from any account; only the conditions stand in the way."))
            .help(phrase!("Name the accounts or roles that need access, or limit the organization with `aws:PrincipalOrgID`."));
        match limit {
            Limit::None => draft.message(phrase!("this lets every principal of every account assume the role")),
            // AWS does not call public what only a network can reach.
            Limit::Network => draft
                .message(phrase!("this lets in every account from a network, and does not say who"))
                .severity(Severity::Suggestion)
                .confidence(Confidence::Medium),
            _ => draft
                .message(phrase!("this lets in every account whose caller meets the conditions, which do not say who that is"))
                .confidence(Confidence::Medium),
        };
        let test = Test { operator: "StringEquals", key: "aws:PrincipalOrgID", value: "<ORGANIZATION_ID>" };
        // A condition would bind the other principals of the statement too.
        if principal.count() <= 1
            && !test.joins(statement)
            && let Some(edit) = principals::require(policy.document, statement, test)
        {
            draft.offer(Safety::FillIn, phrase!("let in one organization"), edit);
        }
        if let Some((star, _)) = star {
            let edit = layout::replace_string(policy.document, star.node, &policy.arn_to_fill_in("root"));
            draft.offer(Safety::FillIn, phrase!("trust one account"), edit);
        }
    }
}

/// The first `*`, and whether it means everybody there.
fn star<'p, 'a>(principal: &'p Principal<'a>) -> Option<(&'p PrincipalValue<'a>, bool)> {
    let mut first = None;
    for group in &principal.groups {
        for value in &group.values {
            if value.form == PrincipalForm::Star {
                if group.holds_callers() {
                    return Some((value, true));
                }
                first = first.or(Some((value, false)));
            }
        }
    }
    first
}

/// Whether the actions are only those that go along with another: by themselves they let nobody in.
fn only_accompanies(statement: &Statement<'_>) -> bool {
    const ALONG: [&str; 3] = ["sts:TagSession", "sts:SetSourceIdentity", "sts:SetContext"];
    statement.action.as_ref().is_some_and(|actions| {
        let is_along = |text: &str| ALONG.iter().any(|name| name.eq_ignore_ascii_case(text));
        !actions.values.is_empty() && actions.values.iter().all(|action| is_along(action.text))
    })
}
