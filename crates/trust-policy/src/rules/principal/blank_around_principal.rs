//! There are blanks around a principal.
//!
//! ## What it checks
//! White space before the first or behind the last character of a principal.
//!
//! ## Why it matters
//! IAM does not trim. The blank is part of the name, and no such principal exists.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": " arn:aws:iam::111122223333:role/deploy" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "blank-around-principal",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let (text, trimmed) = (&*value.text, value.trimmed());
        if text.len() == trimmed.len() || trimmed.is_empty() || value.form == PrincipalForm::Several {
            continue;
        }
        let leading = text.len() - text.trim_start().len();
        let range = if leading > 0 { 0..leading } else { trimmed.len()..text.len() };
        let place = if leading > 0 { "before" } else { "behind" };
        out.report(&RULE, policy.document.part(value.span, range))
            .message(format!("there is white space {place} `{trimmed}`"))
            .why("IAM does not trim: with the blank it is another name, which does not exist.")
            .refused(invalid_principal(group.kind_or_aws(), text))
            .fix(Fix::safe("remove it", vec![layout::replace_string(policy.document, value.node, trimmed)]));
    }
}
