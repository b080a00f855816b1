//! An action is named twice.
//!
//! ## What it checks
//! Two values of one `Action` or `NotAction` list that are the same; names ignore case. Also an action beside a pattern
//! that covers it, in a `Deny` and under `NotAction`; a pattern in an `Allow` is a finding of its own.
//!
//! ## Why it matters
//! The second one changes nothing and only makes the policy longer.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": ["sts:AssumeRole", "sts:TagSession", "sts:AssumeRole"]
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
//!       "Action": ["sts:AssumeRole", "sts:TagSession"]
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::ActionName;
use crate::policy::{Action, Strings};

pub(super) const RULE: Rule = Rule {
    id: phrase!("repeated-action"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("REDUNDANT_ACTION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, strings) in policy.action_elements() {
        if strings.values.len() < 2 {
            continue;
        }
        // A pattern in an `Allow` is told of by a rule of its own, which writes the list anew.
        let with_patterns = statement.effect() == Effect::Deny || statement.action.is_none();
        for value in &strings.values {
            if !matches!(value.name, ActionName::Trust(_)) {
                continue;
            }
            let Some(covering) = covering(strings, value, with_patterns) else { continue };
            let finding = out.report(&RULE, value.span).why(phrase!("Naming an action twice changes nothing."));
            if covering.name == value.name {
                finding.tells(phrase!("`{}` is already in the list"), &[value.text]).label(covering.span, phrase!("named here first"));
            } else {
                finding.tells(phrase!("`{}` is covered by `{}`"), &[value.text, covering.text]).label(covering.span, phrase!("covers it"));
            }
            let edit = layout::remove_item(policy.document, strings.element.value, value.index);
            finding.offer(Safety::Safe, phrase!("remove the repetition"), edit);
        }
    }
}

/// The value that makes this one needless: the same action before it, or a pattern.
fn covering<'s, 'a>(strings: &'s Strings<'a>, value: &Action<'_>, with_patterns: bool) -> Option<&'s Action<'a>> {
    // No list of different actions is longer; more is not looked at, so that a long one stays cheap.
    const MOST: usize = 32;
    for other in strings.values.get(..MOST).unwrap_or(&strings.values) {
        let covers = match other.name {
            ActionName::Pattern => with_patterns && other.covers(value.text),
            name => other.index < value.index && name == value.name,
        };
        if covers {
            return Some(other);
        }
    }
    None
}
