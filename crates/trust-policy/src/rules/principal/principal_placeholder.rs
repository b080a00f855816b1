//! A principal was not filled in.
//!
//! ## What it checks
//! Placeholders in principals: `<account-id>`, `ACCOUNT-A-ID`, `INSERT_…`, expressions of CloudFormation, Terraform and
//! other tools such as `${AWS::AccountId}`, and what is left when a variable was empty, such as `undefined`.
//!
//! ## Why it matters
//! Somebody or some tool should have put a value there. IAM takes the text as it stands and refuses it.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::<account-id>:root" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::aws::{AccountId, Arn, policy_variable};
use crate::policy::NOTHINGS;
use std::ops::Range;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-placeholder"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    // A policy variable is another matter: AWS fills it in, though not here.
    if at.form != PrincipalForm::Placeholder || policy_variable(at.text).is_some() {
        return;
    }
    let range = hole(at.text);
    let text = at.text.get(range.clone()).unwrap_or_default();
    at.refuse_part(out, &RULE, range, phrase!("IAM takes the text as it stands."))
        .tells(phrase!("`{}` was not filled in"), &[text])
        .help(who_fills(at.text));
}

/// The part that is the placeholder; the whole text when it has no clear ends.
fn hole(text: &str) -> Range<usize> {
    for (open, close) in &[("${", "}"), ("{{", "}}"), ("$(", ")"), ("<", ">")] {
        if let Some(start) = text.place_of(open)
            && let Some(length) = text.get(start..).and_then(|hole| hole.place_of(close))
        {
            return start..start + length + close.len();
        }
    }
    // The account of an ARN, or else its last part.
    let Some(arn) = Arn::parse(text) else { return 0..text.len() };
    let account = arn.account();
    let whole = account.is_empty() || account == "aws" || AccountId::parse(account).is_some();
    if whole { arn.resource_range() } else { arn.account_range() }
}

/// What a placeholder has in it, and who was to fill it in; the first that is found counts.
const FILLERS: [(&str, Phrase); 12] = [
    ("${AWS::", CLOUDFORMATION),
    ("Fn::", CLOUDFORMATION),
    ("${data.", TERRAFORM),
    ("${var.", TERRAFORM),
    ("${local.", TERRAFORM),
    ("${aws_", TERRAFORM),
    ("${module.", TERRAFORM),
    ("data.aws_", TERRAFORM),
    ("aws_iam_", TERRAFORM),
    ("{{", phrase!("This is a template: have it filled in before the policy is sent.")),
    ("${", SHELL),
    ("$(", SHELL),
];

const CLOUDFORMATION: Phrase = phrase!("This is CloudFormation: wrap the text in `Fn::Sub`, or write the value.");
const TERRAFORM: Phrase = phrase!("This is Terraform: take the finished policy from `terraform show`.");
const SHELL: Phrase = phrase!("A variable was not put in: single quotes keep a shell from doing so.");

fn who_fills(text: &str) -> Phrase {
    for (mark, help) in &FILLERS {
        if text.holds(mark) {
            return *help;
        }
    }
    if NOTHINGS.contains(&text) {
        phrase!("The program that made the policy had no value here.")
    } else {
        phrase!("Write the value that belongs here.")
    }
}
