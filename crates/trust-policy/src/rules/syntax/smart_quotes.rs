//! Typographic quotes stand where straight ones belong.
//!
//! ## What it checks
//! `“ ”`, `‘ ’`, `„ “`, `« »`, primes and the like around keys and values. Inside a string they are text.
//!
//! ## Why it matters
//! Word processors, chats and blogs turn straight quotes into typographic ones. JSON knows only `"`, and IAM takes no
//! characters above U+00FF in a policy.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       “Effect”: “Allow”,
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
//! ## References
//! - [RFC 8259, section 7: strings](https://www.rfc-editor.org/rfc/rfc8259#section-7)
//! - [IAM and STS quotas: characters in policies](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)

use super::prelude::*;
use crate::text::QuoteStyle;

pub(super) const RULE: Rule = Rule {
    id: phrase!("smart-quotes"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("JSON_SYNTAX_ERROR")),
    check: Check::Mistake(&Mistake {
        kind: DefectKind::Quotes(QuoteStyle::Smart),
        message: phrase!("these are typographic quotes, not straight ones"),
        why: phrase!("Word processors, chats and blogs put them in place of straight ones."),
        repair: phrase!("use straight quotes"),
    }),
};
