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

use super::prelude::*;
use crate::policy::{Element, ElementName};

pub(super) const RULE: Rule = Rule {
    id: phrase!("misspelt-element"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_POLICY_ELEMENT")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    // Of the document only the last of equal elements is known, so a misspelt one has none beside it.
    for element in [&policy.version, &policy.id, &policy.statement_element].into_iter().flatten() {
        check_element(element, 0, out);
    }
    for statement in &policy.statements {
        if statement.elements.iter().all(|element| element.spelling == Spelling::Exact) {
            continue;
        }
        // The elements that the statement has under their right names, each as a bit.
        let mut right = 0;
        for element in &statement.elements {
            if let (Spelling::Exact, Some(known)) = (element.spelling, element.known) {
                right |= 1 << known as u32;
            }
        }
        for element in &statement.elements {
            check_element(element, right, out);
        }
    }
}

fn check_element(element: &Element<'_>, right: u32, out: &mut Findings<'_>) {
    let Some(known) = element.known else { return };
    let message = match element.spelling {
        Spelling::Exact | Spelling::Unknown => return,
        Spelling::WrongCase => phrase!("`{}` must be written `{}`"),
        Spelling::Misspelt => phrase!("`{}` is not an element, did you mean `{}`?"),
    };
    // These are not allowed under any spelling; the rules for them say so.
    if matches!(known, ElementName::Resource | ElementName::NotResource | ElementName::NotPrincipal) {
        return;
    }
    let name = known.as_str();
    let why = phrase!("IAM knows elements by their exact names, capital letters included.");
    let draft = out.tell(&RULE, element.key.content, message, &[element.name, name], why);
    draft.refused_somehow();
    // Beside the right name a second one would only repeat it.
    if right & (1 << known as u32) == 0 {
        draft.offer_to(Safety::Safe, "write", name, layout::rename(element.key, name));
    }
}
