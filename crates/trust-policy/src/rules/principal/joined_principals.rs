//! Several principals stand in one string.
//!
//! ## What it checks
//! Strings with two or more principals, separated by commas, semicolons or blanks.
//!
//! ## Why it matters
//! One string is one principal. IAM takes the whole text as a name, and refuses it.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root, arn:aws:iam::444455556666:root" },
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
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::text::quote;

pub(super) const RULE: Rule = Rule {
    id: "joined-principals",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals().filter(|(_, _, value)| value.form == PrincipalForm::Several) {
        let parts: Vec<String> =
            value.text.split([',', ';', ' ', '\n', '\t']).map(str::trim).filter(|part| !part.is_empty()).map(quote).collect();
        let draft = out
            .report(&RULE, value.span)
            .message(format!("{} principals stand in one string", parts.len()))
            .why("One string is one principal; several stand in a list.")
            .refused(invalid_principal(group.kind_or_aws(), &value.text));
        // Without a key, the rule about the shape comes first.
        if group.key.is_none() {
            continue;
        }
        let list = parts.join(", ");
        let list = if group.is_list { list } else { format!("[{list}]") };
        let edits = vec![Edit::replace(policy.document.span(value.node), list)];
        draft.fix(Fix::safe("write them as a list", edits));
    }
}
