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
    id: phrase!("effect-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_EFFECT")),
    check: Check::Policy(check),
};

/// What people write for an effect, and what they mean.
const MEANT: [(&str, &str); 5] = [
    ("permit", "Allow"),
    ("grant", "Allow"),
    ("denied", "Deny"),
    ("forbid", "Deny"),
    ("block", "Deny"),
];

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        let Some(effect) = &statement.effect_element else { continue };
        let Some(text) = policy.document.string(effect.value) else { continue };
        // Characters that nobody sees are the business of another rule.
        if matches!(visible(text).as_ref(), "Allow" | "Deny") {
            continue;
        }
        let meant = meant(text.trim());
        let (message, safety) = match meant {
            None => (phrase!("`{}` is no effect"), Safety::Review),
            Some(name) if name.eq_ignore_ascii_case(text.trim()) => (phrase!("`{}` must be written `{}`"), Safety::Safe),
            Some(_) => (phrase!("`{}` is no effect, did you mean `{}`?"), Safety::Review),
        };
        let span = policy.document.content(effect.value).unwrap_or(effect.key.span);
        let why = phrase!("An effect is `Allow` or `Deny`, letter by letter.");
        let draft = out.tell(&RULE, span, message, &[text, meant.unwrap_or_default()], why);
        draft.refused_as(Some(filled(phrase!("Invalid effect: {}"), &[text])));
        if let Some(name) = meant {
            draft.offer_string(safety, policy.document, effect.value, name);
        }
    }
}

/// The effect that the text is, almost is, or stands for.
fn meant(text: &str) -> Option<&'static str> {
    let meant = MEANT.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
    meant.map(|(_, effect)| *effect).or_else(|| nearest(text, ["Allow", "Deny"]))
}
