//! The name of an element is misspelt.
//!
//! ## What it checks
//! The members of the document and of its statements, for names in the wrong case (`effect`) and names that are a
//! letter or two from an element (`Principle`, `Statements`).
//!
//! ## Why it matters
//! IAM knows elements by their exact names. A misspelt one is no element, and the policy is refused.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principle": { "Service": "ec2.amazonaws.com" },
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use std::collections::HashSet;

use super::prelude::*;
use crate::policy::{Element, ElementName};

pub(super) const RULE: Rule = Rule {
    id: "misspelt-element",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("INVALID_POLICY_ELEMENT"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    // Of the document only the last of equal elements is known, so a misspelt one has none beside it.
    let document = [&policy.version, &policy.id, &policy.statement_element];
    document.into_iter().flatten().for_each(|element| check_element(element, false, out));
    for statement in &policy.statements {
        let misspelt = |element: &&Element<'_>| element.spelling != Spelling::Exact;
        let mut right = None;
        for element in statement.elements.iter().filter(misspelt) {
            let right = right.get_or_insert_with(|| right_names(statement));
            check_element(element, element.known.is_some_and(|name| right.contains(&name)), out);
        }
    }
}

/// The elements that the statement has under their right names.
fn right_names(statement: &Statement<'_>) -> HashSet<ElementName> {
    let right = statement.elements.iter().filter(|element| element.spelling == Spelling::Exact);
    right.filter_map(|element| element.known).collect()
}

fn check_element(element: &Element<'_>, has_right_one: bool, out: &mut Findings<'_>) {
    if matches!(element.spelling, Spelling::Exact | Spelling::Unknown) {
        return;
    }
    let Some(known) = element.known else { return };
    // These are not allowed under any spelling; the rules for them say so.
    if matches!(known, ElementName::Resource | ElementName::NotResource | ElementName::NotPrincipal) {
        return;
    }
    let name = known.as_str();
    let message = if element.spelling == Spelling::WrongCase {
        format!("`{}` must be written `{name}`", element.name)
    } else {
        format!("`{}` is not an element, did you mean `{name}`?", element.name)
    };
    let draft = out.report(&RULE, element.key.content);
    draft.message(message).why("IAM knows elements by their exact names, capital letters included.").refused_somehow();
    // Beside the right name a second one would only repeat it.
    if !has_right_one {
        draft.fix(Fix::safe(around("write `", name, "`"), layout::rename(element.key, name).alone()));
    }
}
