//! Objects and lists are nested more deeply than is read.
//!
//! ## What it checks
//! Brackets inside brackets, more than 64 levels deep. A policy needs six.
//!
//! ## Why it matters
//! The reader skips what lies deeper, so that no text can exhaust it: this limit is ours, not one that AWS documents. But no
//! element of a policy nests that far, so IAM would refuse it for its shape.
//!
//! ## Example
//! ```text abridged
//! { "Version": [[[[[[[[[[[[ … 64 brackets and more … ]]]]]]]]]]]] }
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
//! - [Grammar of the IAM JSON policy language](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("nested-too-deeply"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Text(check),
};

fn check(document: &Document<'_>, out: &mut Findings<'_>) {
    for defect in defects(document, DefectKind::NestedTooDeeply) {
        let why = phrase!("What lies deeper is not checked; a policy needs six levels.");
        out.tell(&RULE, defect.span, phrase!("objects and lists are nested more than {} levels deep here"), &[LEVELS], why)
            .help(phrase!("Check that the right document was pasted."))
            .refused_somehow();
    }
}

/// [`MAX_DEPTH`](crate::MAX_DEPTH) in digits.
const LEVELS: &str = "64";

#[cfg(test)]
mod tests {
    #[test]
    fn the_message_names_the_limit() {
        assert_eq!(super::LEVELS, crate::MAX_DEPTH.to_string());
    }
}
