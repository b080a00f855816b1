//! A statement id has characters other than letters and digits.
//!
//! ## What it checks
//! `Sid` with blanks, hyphens, underscores or other characters besides `A-Z`, `a-z` and `0-9`.
//!
//! ## Why it matters
//! AWS documents only letters and digits, and users report that IAM refused others.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Sid": "allow-build account",
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
//!       "Sid": "AllowBuildAccount",
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Sid](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::policy_variable;
use crate::text::is_invisible;

pub(super) const RULE: Rule = Rule {
    id: phrase!("sid-characters"),
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: Some(phrase!("UNSUPPORTED_SID")),
    check: Check::Policy(check),
};

/// AWS's words, as users report them.
const REFUSAL: Phrase = phrase!("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*");

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let mut taken = None;
    for statement in &policy.statements {
        let Some(sid) = &statement.sid else { continue };
        let Some(text) = policy.document.string(sid.value) else { continue };
        // Characters that no policy may have are the business of another rule.
        if is_alphanumeric(text) || text.chars().any(|c| c > '\u{ff}' || is_invisible(c)) {
            continue;
        }
        let span = policy.document.content(sid.value).unwrap_or(sid.key.span);
        let why = phrase!("AWS documents the characters A-Z, a-z and 0-9, and may refuse others.");
        let draft = out.tell(&RULE, span, phrase!("the `Sid` `{}` has more than letters and digits"), &[text], why);
        draft.may_be_refused(REFUSAL);
        if policy_variable(text).is_some() {
            draft.aws_check(Some(phrase!("VARIABLE_UNSUPPORTED_IN_ELEMENT")));
        }
        let name = camel_case(text);
        if name.is_empty() {
            draft.offer_removal(Safety::Safe, policy.document, statement.node, sid.index);
        } else {
            let name = taken.get_or_insert_with(|| policy.sids()).free(name);
            draft.offer_string(Safety::Safe, policy.document, sid.value, &name);
        }
    }
}

fn is_alphanumeric(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The words of the text, joined with capital letters.
fn camel_case(text: &str) -> String {
    let mut name = String::new();
    let mut begins = true;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            name.push(if begins { c.to_ascii_uppercase() } else { c });
        }
        begins = !c.is_ascii_alphanumeric();
    }
    name
}
