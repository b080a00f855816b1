//! One sentence that says what is wrong with the policy.
//!
//! ## What it checks
//! Which elements it looks at, and what it leaves alone.
//!
//! ## Why it matters
//! What AWS does with such a policy, as documented, or whom it lets in.
//!
//! ## Example
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
//! What each repair does to who may assume the role, or that there is none.
//!
//! ## References
//! - [IAM JSON policy elements](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html)

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: phrase!("RULE-ID"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in policy.allows() {
        // Ask the model; an exception is argued where it is made.
        let Some(principal) = statement.principals().find(|principal| principal.text == "what is wrong") else {
            continue;
        };
        out.report(&RULE, principal.span)
            .message(phrase!("what is wrong, with the reader's own text in backticks"))
            .why(phrase!("Why it matters to this reader."))
            .help(phrase!("What to do."));
    }
}
