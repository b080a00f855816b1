//! A policy variable is not written as AWS reads it.
//!
//! ## What it checks
//! The form of policy variables in values: `${key}`, `${key, 'default'}` and the escapes `${*}`, `${?}`, `${$}`. Named are a
//! missing brace, an empty name, a blank in the name, and a default without its single quotes.
//!
//! ## Why it matters
//! AWS cannot fill in such a variable, so the value is not what was meant. IAM Access Analyzer calls each of these an error.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:RoleSessionName": "${ aws:username }" }
//!       }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:user/alice" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:RoleSessionName": "${aws:username}" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Policy variables](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html)
//! - [IAM Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::catalogue::condition_key;
use crate::text::without_marks_behind;

pub(super) const RULE: Rule = Rule {
    id: phrase!("variable-syntax"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() {
        return;
    }
    for value in &tested.test.values {
        if !value.has_variable || value.is_placeholder() {
            continue;
        }
        let mut from = 0;
        while let Some(variable) = Variable::next(value.text, from) {
            from = variable.range.end;
            if !variable.is_escape() {
                look_at(tested, value, &variable, out);
            }
        }
    }
}

fn look_at(tested: &Tested<'_, '_>, value: &ConditionValue<'_>, variable: &Variable<'_>, out: &mut Findings<'_>) {
    let name = variable.name.trim();
    let default = variable.default.map(str::trim);
    let blank = if default.is_some() { variable.name.trim_end() } else { variable.name };
    let quoted = default.is_none_or(|text| text.len() > 1 && text.starts_with('\'') && text.ends_with('\''));
    let (message, code) = if !variable.is_closed {
        (phrase!("the closing brace of `{}` is missing"), phrase!("MISSING_BRACE_IN_VARIABLE"))
    } else if name.is_empty() {
        (phrase!("`{}` names no key"), phrase!("EMPTY_VARIABLE"))
    } else if blank.contains(' ') {
        (phrase!("a blank stands in the name of `{}`"), phrase!("UNSUPPORTED_SPACE_IN_VARIABLE"))
    } else if !quoted {
        (phrase!("the default of `{}` is not between single quotes"), phrase!("MISSING_QUOTE_IN_VARIABLE"))
    } else {
        return;
    };
    let span = tested.policy.document.part(value.span, variable.range.clone());
    let text = value.text.get(variable.range.clone()).unwrap_or_default();
    let why = phrase!("AWS reads `${key}` and `${key, 'default'}`, without blanks in the key.");
    let finding = out.tell(&RULE, span, message, &[text], why).aws_check(Some(code));
    // Tag keys may hold blanks; whether AWS reads them here is not documented beyond the check.
    let in_tag = name.split_once('/').is_some_and(|(_, tag)| tag.contains(' '));
    if in_tag {
        finding.severity(Severity::Warning).confidence(Confidence::Low);
        return;
    }
    let key = without_blanks(name);
    if condition_key(&key).is_none_or(|key| key.multivalued || tested.never_sent(key).is_some()) {
        return;
    }
    let meant = match default {
        Some(default) => filled(phrase!("${{}, '{}'}"), &[&key, without_marks(without_marks_behind(default, b"'\" "), b"'\" ")]),
        None => filled(phrase!("${{}}"), &[&key]),
    };
    let (before, behind) = (value.text.get(..variable.range.start), value.text.get(variable.range.end..));
    let whole = joined(&[before.unwrap_or_default(), &meant, behind.unwrap_or_default()]);
    tested.write(finding, value, &whole);
}

fn without_blanks(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c != ' ' {
            out.push(c);
        }
    }
    out
}
