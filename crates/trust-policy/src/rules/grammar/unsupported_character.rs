//! A string has a character that no policy may have.
//!
//! ## What it checks
//! Every string and every name in the policy. IAM takes tabs, line ends and the characters from U+0020 to U+00FF.
//! Zero-width characters are the business of another rule.
//!
//! ## Why it matters
//! Curly quotes, long dashes and arrows come from word processors and web pages; letters of other scripts and emoji
//! from people. IAM refuses them all.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Sid": "AllowBuild–Account",
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
//! ## Fix safety
//! ASCII for a character that only looks like it is a guess, so the repair is for review; so is what becomes of a
//! statement id.
//!
//! ## References
//! - [IAM and AWS STS quotas](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html)

use std::collections::HashMap;
use std::ops::Range;

use super::prelude::*;

pub(super) const RULE: Rule = Rule {
    id: "unsupported-character",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

use crate::policy::Element;
use crate::text::{Key, NodeId, escape, is_invisible};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let document = policy.document;
    let whole = document.span(policy.root).of(document.text);
    if whole.is_ascii() && !whole.contains("\\u") {
        return;
    }
    let sids: HashMap<NodeId, (&Statement<'_>, &Element<'_>)> = policy
        .statements
        .iter()
        .filter_map(|statement| statement.sid.as_ref().map(|sid| (sid.value, (statement, sid))))
        .collect();
    let mut nodes = vec![policy.root];
    while let Some(node) = nodes.pop() {
        match document.value(node) {
            Value::Object(members) => {
                for member in members {
                    nodes.push(member.value);
                    member.key.into_iter().for_each(|key| check_key(policy, key, out));
                }
            }
            Value::Array(items) => nodes.extend(items),
            Value::String(content) => check_string(policy, node, content, sids.get(&node), out),
            _ => {}
        }
    }
}

fn check_key(policy: &Policy<'_>, key: Key, out: &mut Findings<'_>) {
    let text = policy.document.key(key);
    let Some(range) = first_run(&text) else { return };
    let draft = report(policy, key.content, &text, range, out);
    if let Some(ascii) = look_alikes(&text) {
        draft.fix(Fix::review(format!("write `{ascii}`"), vec![layout::rename(key, &ascii)]));
    }
}

fn check_string(
    policy: &Policy<'_>,
    node: NodeId,
    content: Span,
    sid: Option<&(&Statement<'_>, &Element<'_>)>,
    out: &mut Findings<'_>,
) {
    let Some(text) = policy.document.string(node) else { return };
    let Some(range) = first_run(&text) else { return };
    let draft = report(policy, content, &text, range, out);
    if let Some((statement, sid)) = sid {
        draft.fix(repair_sid(policy, statement, sid, &text));
    } else if let Some(ascii) = look_alikes(&text) {
        let edit = Edit::replace(content, escape(&ascii));
        draft.fix(Fix::review(format!("write `{ascii}`"), vec![edit]));
    }
}

fn report<'o, 'r>(
    policy: &Policy<'_>,
    content: Span,
    text: &str,
    range: Range<usize>,
    out: &'o mut Findings<'r>,
) -> &'o mut Draft<'r> {
    let run = &text[range.clone()];
    out.report(&RULE, policy.document.part(content, range))
        .message(format!("`{run}` cannot be used in a policy"))
        .why("IAM takes only tabs, line ends and the characters from U+0020 to U+00FF in a policy.")
        .refused_somehow()
}

/// A statement id has letters and digits only; nothing depends on what it says.
fn repair_sid(policy: &Policy<'_>, statement: &Statement<'_>, sid: &Element<'_>, text: &str) -> Fix {
    let name: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    if name.is_empty() {
        let edit = layout::remove_member(policy.document, statement.node, sid.index);
        return Fix::review("remove the `Sid`", vec![edit]);
    }
    Fix::review(format!("write `{name}`"), vec![layout::replace_string(policy.document, sid.value, &name)])
}

/// The first run of characters that are not supported.
fn first_run(text: &str) -> Option<Range<usize>> {
    let start = text.find(unsupported)?;
    let length = text[start..].find(|c| !unsupported(c)).unwrap_or(text.len() - start);
    Some(start..start + length)
}

fn unsupported(c: char) -> bool {
    c > '\u{ff}' && !is_invisible(c)
}

/// The text with ASCII for the characters that only look like it. `None` when others are left.
fn look_alikes(text: &str) -> Option<String> {
    let mut ascii = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{2032}' => ascii.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{2033}' => ascii.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => ascii.push('-'),
            '\u{2026}' => ascii.push_str("..."),
            '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => ascii.push(' '),
            '\u{2217}' => ascii.push('*'),
            '\u{ff01}'..='\u{ff5e}' => ascii.extend(char::from_u32(c as u32 - 0xfee0)),
            c if unsupported(c) => return None,
            c => ascii.push(c),
        }
    }
    Some(ascii)
}
