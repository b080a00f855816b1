//! A statement says nothing that another one does not say already.
//!
//! ## What it checks
//! Two statements of the same effect where one has all principals and actions of the other and no further conditions.
//! Their ids do not count.
//!
//! ## Why it matters
//! Without the needless one the policy means the same. It costs characters of a small quota, and whoever changes one of
//! the two and not the other is surprised.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Sid": "Build",
//!       "Effect": "Allow",
//!       "Principal": { "Service": "codebuild.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     },
//!     {
//!       "Sid": "CodeBuild",
//!       "Effect": "Allow",
//!       "Principal": { "Service": ["codebuild.amazonaws.com"] },
//!       "Action": ["sts:AssumeRole"]
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
//!       "Sid": "Build",
//!       "Effect": "Allow",
//!       "Principal": { "Service": "codebuild.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Who may assume the role stays the same: that is safe. If the needless statement has further conditions, these may
//! have been meant for both, so the repair is for review.
//!
//! ## References
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-suggestion-redundant-statement)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("repeated-statement"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("REDUNDANT_STATEMENT")),
    check: Check::Policy(check),
};

/// No policy that fits into AWS has more statements; comparing each with each must stay cheap.
const MOST: usize = 64;

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    if policy.statements.len() < 2 {
        return;
    }
    let Some(list) = &policy.statement_element else { return };
    let statements = policy.statements.get(..MOST).unwrap_or(&policy.statements);
    for (at, statement) in statements.iter().enumerate() {
        let Some(covering) = covering(statements, at, statement) else { continue };
        let document = policy.document;
        let Some(index) = document.items(list.value).iter().position(|item| *item == statement.node) else { continue };
        let finding = out.report(&RULE, statement.place());
        match lies_within(covering, statement) {
            true => finding.message(phrase!("another statement says the same")),
            false => finding.message(phrase!("another statement says this already, and more")),
        };
        // Further conditions of this one are never needed, which may not be what was meant.
        let safety = if statement.has_conditions_within(covering) { Safety::Safe } else { Safety::Review };
        finding
            .why(phrase!("Without this statement the policy means the same."))
            .label(covering.place(), phrase!("said here"))
            .offer(safety, phrase!("remove the statement"), layout::remove_item(document, list.value, index));
    }
}

/// The statement that makes this one needless. Of two that say the same the later one is needless.
fn covering<'p, 'a>(statements: &'p [Statement<'a>], at: usize, statement: &Statement<'a>) -> Option<&'p Statement<'a>> {
    for (other, covering) in statements.iter().enumerate() {
        if other != at && lies_within(statement, covering) && (other < at || !lies_within(covering, statement)) {
            return Some(covering);
        }
    }
    None
}

/// Whether the statement adds nothing to the other one.
fn lies_within(statement: &Statement<'_>, other: &Statement<'_>) -> bool {
    if statement.effect() != other.effect() || !statement.has_known_effect() || !other.has_known_effect() {
        return false;
    }
    if !statement.has_actions_within(other) {
        return false;
    }
    // That nobody needs the conditions of an Allow is a finding of another kind.
    let open = other.is_unconditional() && !statement.is_unconditional() && other.effect() == Effect::Allow;
    !open
        && statement.has_plain_conditions()
        && statement.has_principals_within(other)
        && other.has_conditions_within(statement)
}
