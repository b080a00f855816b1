//! Two statements have the same id.
//!
//! ## What it checks
//! Texts of `Sid` that stand in more than one statement. Empty ones do not clash.
//!
//! ## Why it matters
//! The id is the name of a statement; IAM refuses a policy in which two have the same.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Sid": "Trust",
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     },
//!     {
//!       "Sid": "Trust",
//!       "Effect": "Allow",
//!       "Principal": { "Service": "lambda.amazonaws.com" },
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
//!       "Sid": "Trust",
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     },
//!     {
//!       "Sid": "Trust2",
//!       "Effect": "Allow",
//!       "Principal": { "Service": "lambda.amazonaws.com" },
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

pub(super) const RULE: Rule = Rule {
    id: phrase!("repeated-sid"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("UNIQUE_SIDS_REQUIRED")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    if policy.statements.len() < 2 {
        return;
    }
    let document = policy.document;
    let mut sids = policy.sids();
    for statement in &policy.statements {
        let Some(sid) = &statement.sid else { continue };
        let (Some(text), Some(span)) = (document.string(sid.value), document.content(sid.value)) else { continue };
        let Some(first) = sids.first(text).filter(|first| !text.is_empty() && *first != span) else { continue };
        let name = sids.free(text.to_owned());
        let why = phrase!("Each statement id must be unique in the policy.");
        out.tell(&RULE, span, phrase!("another statement has the `Sid` `{}` already"), &[text], why)
            .label(first, phrase!("used here first"))
            .offer_string(Safety::Safe, document, sid.value, &name)
            .refused(phrase!("The Statement Ids in the policy are not unique"));
    }
}
