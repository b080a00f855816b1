//! A policy variable is plain text in this version of the policy language.
//!
//! ## What it checks
//! Policy variables such as `${aws:username}` in the values of conditions, when `Version` is missing or `2008-10-17`.
//!
//! ## Why it matters
//! Only `2012-10-17` replaces variables by their values. Before, the condition compares with the dollar sign and the
//! braces, and never holds.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2008-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:user/alice" },
//!       "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
//!       "Condition": {
//!         "StringLike": {
//!           "sts:SourceIdentity": "${aws:username}"
//!         }
//!       }
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:user/alice" },
//!       "Action": ["sts:AssumeRole", "sts:SetSourceIdentity"],
//!       "Condition": {
//!         "StringLike": {
//!           "sts:SourceIdentity": "${aws:username}"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! With the new version the condition begins to match, which may let somebody in, so the repair is for review.
//!
//! ## References
//! - [Version](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html)
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::policy::PolicyShape;

pub(super) const RULE: Rule = Rule {
    id: phrase!("variables-need-version"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("VARIABLE_UNSUPPORTED_IN_VERSION")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    if policy.shape != PolicyShape::Document || policy.has_variables() || policy.has_misplaced_version() {
        return;
    }
    let document = policy.document;
    let old = |node| document.string(node).is_some_and(|text| text == "2008-10-17");
    // Another version is an error of its own, and its repair is the repair of this.
    if policy.version.as_ref().is_some_and(|version| !old(version.value)) {
        return;
    }
    let variables = policy.variables();
    let Some((first, others)) = variables.split_first() else { return };
    let message = phrase!("`{}` is plain text without version `2012-10-17`");
    let why = phrase!("Older versions do not replace variables, so the condition never matches.");
    let draft = out.tell(&RULE, *first, message, &[first.of(document.text)], why);
    for other in others {
        draft.label(*other, phrase!("so is this"));
    }
    let edit = match &policy.version {
        Some(version) => {
            draft.label(document.span(version.value), phrase!("the version is set here"));
            layout::replace_string(document, version.value, "2012-10-17")
        }
        None => layout::prepend_member(document, policy.root, "Version", layout::Json::string("2012-10-17")),
    };
    draft.offer(Safety::Review, phrase!("set the version to `2012-10-17`"), edit);
}
