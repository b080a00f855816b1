//! The effect is neither `Allow` nor `Deny`.
//!
//! ## What it checks
//! The text of `Effect`: letter by letter `Allow` or `Deny`.
//!
//! ## Why it matters
//! IAM refuses any other effect, also one in other letters.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "allow",
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
//! Writing the effect in the right case is safe. A near or other word is a guess, and its repair is for review.
//!
//! ## References
//! - [Effect](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_effect.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::nearest;
use crate::text::visible;

pub(super) const RULE: Rule = Rule {
    id: "effect-value",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("INVALID_EFFECT"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let Some(effect) = &statement.effect_element else { continue };
        let Some(text) = policy.document.string(effect.value) else { continue };
        // Characters that nobody sees are the business of another rule.
        if matches!(visible(&text).as_ref(), "Allow" | "Deny") {
            continue;
        }
        let span = policy.document.content(effect.value).unwrap_or(effect.key.span);
        let draft = out.report(&RULE, span);
        let rename = |name: &str| vec![layout::replace_string(policy.document, effect.value, name)];
        let same = ["Allow", "Deny"].into_iter().find(|name| name.eq_ignore_ascii_case(text.trim()));
        match (same, meant(text.trim())) {
            (Some(name), _) => {
                draft
                    .message(format!("`{text}` must be written `{name}`"))
                    .fix(Fix::safe(format!("write `{name}`"), rename(name)));
            }
            (None, Some(name)) => {
                draft
                    .message(format!("`{text}` is no effect, did you mean `{name}`?"))
                    .fix(Fix::review(format!("write `{name}`"), rename(name)));
            }
            (None, None) => {
                draft.message(format!("`{text}` is no effect")).help("Write `Allow` or `Deny`.");
            }
        }
        draft.why("An effect is `Allow` or `Deny`, letter by letter.").refused(format!("Invalid effect: {text}"));
    }
}

/// What people write for an effect, or almost write.
fn meant(text: &str) -> Option<&'static str> {
    match text.to_ascii_lowercase().as_str() {
        "allowed" | "permit" | "grant" | "accept" => Some("Allow"),
        "denied" | "forbid" | "reject" | "block" => Some("Deny"),
        _ => nearest(text, ["Allow", "Deny"]),
    }
}
