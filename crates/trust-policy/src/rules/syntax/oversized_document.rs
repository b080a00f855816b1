//! The document is larger than AWS takes.
//!
//! ## What it checks
//! Policies of more than 131,072 characters, white space included. Texts over 1 MiB are not read at all, which is a limit of
//! this program.
//!
//! ## Why it matters
//! The IAM API refuses a longer parameter before it reads it. The quota for a trust policy is far lower still: 2,048
//! characters, or up to 8,192 on request, white space not counted.
//!
//! ## Example
//! ```text abridged
//! { "Version": "2012-10-17", "Statement": [ … 131,072 characters and more … ] }
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
//! - [CreateRole](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html)
//! - [IAM and STS quotas: characters in policies](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)

use super::prelude::*;
use crate::intake::Input;
use crate::policy::MAX_DOCUMENT;

pub(super) const RULE: Rule = Rule {
    id: phrase!("oversized-document"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Input(check),
};

fn check(input: &Input<'_>, out: &mut Findings<'_>) {
    let document = input.document;
    let unread = defects(document, DefectKind::TooLarge).next().is_some();
    let unparsed = defects(document, DefectKind::TooManyTokens).next().is_some();
    let policy = input.policy.map_or("", |node| document.span(node).of(document.text));
    // Characters are counted only where the bytes leave it open.
    if !unread && !unparsed && (policy.len() <= MAX_DOCUMENT || policy.chars().count() <= MAX_DOCUMENT) {
        return;
    }
    let message = if unread {
        phrase!("the text is too long to be read")
    } else if unparsed {
        phrase!("the text is not JSON, and too long to find every mistake in it")
    } else {
        phrase!("the policy has more than 131,072 characters")
    };
    let why = phrase!("IAM takes no more, and the quota of a trust policy is 2,048 characters, or 8,192 on request.");
    out.tell(&RULE, Span::at(0), message, &[], why)
        .help(phrase!("Check that the right document was pasted."))
        .refused_with("ValidationError", REFUSAL.into());
}

/// Source: the IAM API model and recorded replies.
const REFUSAL: Phrase = phrase!("1 validation error detected: Value at 'assumeRolePolicyDocument' failed to satisfy constraint: \
    Member must have length less than or equal to 131072");
