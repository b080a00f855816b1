//! A member is no element of the policy language.
//!
//! ## What it checks
//! Members of the document and of its statements with names that are not near any element, such as `Comment`.
//!
//! ## Why it matters
//! The policy language is closed: it has no comments and no free members. IAM refuses what it does not know.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Comment": "for the build",
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
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
//! ## Fix safety
//! Removing a member throws away what it says, so it is for review.
//!
//! ## References
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::policy::{Element, PolicyShape};
use crate::text::NodeId;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unknown-element"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("INVALID_POLICY_ELEMENT")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    // What is no policy at all has nothing but unknown members; another rule says that once.
    if policy.shape == PolicyShape::Other && policy.version.is_none() && policy.id.is_none() {
        return;
    }
    policy.strangers.iter().for_each(|element| check_element(policy, policy.root, element, out));
    for statement in &policy.statements {
        let strangers = policy.strangers_of(statement).iter();
        strangers.for_each(|element| check_element(policy, statement.node, element, out));
    }
}

fn check_element(policy: &Policy<'_>, object: NodeId, element: &Element<'_>, out: &mut Findings<'_>) {
    if element.known.is_some() {
        return;
    }
    let why = phrase!("IAM takes only the elements of its policy language, and no comments.");
    out.tell(&RULE, element.key.content, phrase!("`{}` is not an element of a policy"), &[element.name], why)
        .offer_removal(Safety::Review, policy.document, object, element.index)
        .refused_somehow();
}
