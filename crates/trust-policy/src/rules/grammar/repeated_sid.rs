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

use std::collections::HashMap;

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "repeated-sid",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some("UNIQUE_SIDS_REQUIRED"),
    check: Check::Policy(check),
};

/// A statement id: where it stood first, and the number that the next one of its name may get.
struct Seen {
    first: Span,
    number: usize,
}

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    if policy.statements.len() < 2 {
        return;
    }
    let document = policy.document;
    let sids = || {
        let sids = policy.statements.iter().filter_map(|statement| statement.sid.as_ref());
        sids.filter_map(|sid| Some((sid, document.content(sid.value)?, document.string(sid.value)?)))
            .filter(|(_, _, text)| !text.is_empty())
    };
    let mut seen: HashMap<&str, Seen> = HashMap::new();
    for (_, span, text) in sids() {
        seen.entry(text).or_insert(Seen { first: span, number: 1 });
    }
    for (sid, span, text) in sids() {
        let Some(first) = seen.get(text).map(|seen| seen.first).filter(|first| *first != span) else { continue };
        let name = free_name(&text, &mut seen);
        out.report(&RULE, span)
            .message(format!("another statement has the `Sid` `{text}` already"))
            .why("Each statement id must be unique in the policy.")
            .label(first, "used here first")
            .fix(Fix::safe(format!("write `{name}`"), vec![layout::replace_string(document, sid.value, &name)]))
            .refused("The Statement Ids in the policy are not unique");
    }
}

/// The id with the next number that no statement has.
fn free_name(text: &str, seen: &mut HashMap<&str, Seen>) -> String {
    let mut number = seen.get(text).map_or(1, |seen| seen.number);
    let name = loop {
        number += 1;
        let name = format!("{text}{number}");
        if !seen.contains_key(name.as_str()) {
            break name;
        }
    };
    if let Some(seen) = seen.get_mut(text) {
        seen.number = number;
    }
    name
}
