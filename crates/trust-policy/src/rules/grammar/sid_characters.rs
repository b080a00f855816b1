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

use std::collections::HashMap;

use super::prelude::*;
use crate::text::is_invisible;

pub(super) const RULE: Rule = Rule {
    id: "sid-characters",
    severity: Severity::Warning,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: Some("UNSUPPORTED_SID"),
    check: Check::Policy(check),
};

/// AWS's words, as users report them.
const REFUSAL: &str = "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let mut taken: Option<HashMap<String, usize>> = None;
    for statement in &policy.statements {
        let Some(sid) = &statement.sid else { continue };
        let Some(text) = policy.document.string(sid.value) else { continue };
        // Characters that no policy may have are the business of another rule.
        let odd = |c: char| !c.is_ascii_alphanumeric();
        let Some(first) = text.find(odd).filter(|_| text.chars().all(|c| c <= '\u{ff}' && !is_invisible(c))) else { continue };
        let taken = taken.get_or_insert_with(|| sids(policy));
        let character = text[first..].chars().next().unwrap_or_default();
        let span = policy.document.content(sid.value).unwrap_or(sid.key.span);
        let fix = match camel_case(&text).map(|name| free(name, taken)) {
            Some(name) => {
                let edit = layout::replace_string(policy.document, sid.value, &name);
                Fix::safe(format!("write `{name}`"), vec![edit])
            }
            None => {
                let edit = layout::remove_member(policy.document, statement.node, sid.index);
                Fix::safe("remove the `Sid`", vec![edit])
            }
        };
        out.report(&RULE, span)
            .message(format!("`{text}` has {}: a `Sid` has only letters and digits", describe(character)))
            .why("AWS documents the characters A-Z, a-z and 0-9, and may refuse others.")
            .fix(fix)
            .may_be_refused(REFUSAL);
    }
}

fn describe(character: char) -> String {
    match character {
        ' ' => "a blank".to_owned(),
        '\t' | '\n' | '\r' => "white space".to_owned(),
        other => format!("`{other}`"),
    }
}

/// The ids of the policy, each with the number that the next one of its name may follow.
fn sids(policy: &Policy<'_>) -> HashMap<String, usize> {
    let sids = policy.statements.iter().filter_map(|statement| statement.sid.as_ref());
    sids.filter_map(|sid| Some((policy.document.string(sid.value)?.to_owned(), 1))).collect()
}

/// The words of the text, joined with capital letters. `None` when nothing is left.
fn camel_case(text: &str) -> Option<String> {
    let mut name = String::with_capacity(text.len());
    for word in text.split(|c: char| !c.is_ascii_alphanumeric()) {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    Some(name).filter(|name| !name.is_empty())
}

/// The name, with a number behind it where it is taken; it is taken then.
fn free(name: String, taken: &mut HashMap<String, usize>) -> String {
    let Some(mut number) = taken.get(&name).copied() else {
        taken.insert(name.clone(), 1);
        return name;
    };
    let numbered = loop {
        number += 1;
        let numbered = format!("{name}{number}");
        if !taken.contains_key(&numbered) {
            break numbered;
        }
    };
    taken.insert(name, number);
    taken.insert(numbered.clone(), 1);
    numbered
}
