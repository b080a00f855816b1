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

use super::prelude::*;
use crate::text::{Key, NodeId, is_invisible};

pub(super) const RULE: Rule = Rule {
    id: phrase!("unsupported-character"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    let document = policy.document;
    if document.is_plain {
        return;
    }
    let mut nodes = vec![policy.root];
    while let Some(node) = nodes.pop() {
        match document.value(node) {
            Value::Object(members) => {
                for member in members {
                    nodes.push(member.value);
                    if let Some(key) = member.key {
                        check_text(policy, key, document.key(key), None, out);
                    }
                }
            }
            Value::Array(items) => nodes.extend_from_slice(items),
            Value::String(content) => {
                let place = Key { span: document.span(node), content };
                check_text(policy, place, document.string(node).unwrap_or_default(), Some(node), out);
            }
            _ => {}
        }
    }
}

/// Checks a key, or the string that is the node.
fn check_text(policy: &Policy<'_>, place: Key, text: &str, node: Option<NodeId>, out: &mut Findings<'_>) {
    let Some((start, run)) = unsupported_run(text) else { return };
    let span = policy.document.part(place.content, start..start + run.len());
    let why = phrase!("IAM takes only tabs, line ends and the characters from U+0020 to U+00FF.");
    let draft = out.tell(&RULE, span, phrase!("`{}` cannot be used in a policy"), &[run], why);
    draft.refused_somehow();
    let mut name = look_alikes(text);
    // A statement id has letters and digits only; nothing depends on what it says.
    if let Some((object, index)) = node.and_then(|node| statement_of_sid(policy, node)) {
        name.retain(|c| c.is_ascii_alphanumeric());
        if name.is_empty() {
            draft.offer_removal(Safety::Review, policy.document, object, index);
            return;
        }
    }
    if unsupported_run(&name).is_none() {
        draft.offer_to(Safety::Review, "write", &name, layout::rename(place, &name));
    }
}

/// The first characters together that a policy cannot have, and where they begin.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn unsupported_run(text: &str) -> Option<(usize, &str)> {
    let start = text.find(unsupported)?;
    let run = text.get(start..)?;
    let end = run.find(|c| !unsupported(c)).unwrap_or(run.len());
    Some((start, run.get(..end)?))
}

/// The statement that has the string as its id, and the index of the member.
fn statement_of_sid(policy: &Policy<'_>, node: NodeId) -> Option<(NodeId, usize)> {
    let start = policy.document.span(node).start;
    // Statements stand in the order of the text.
    let at = policy.statements.partition_point(|statement| policy.document.span(statement.node).end <= start);
    let statement = policy.statements.get(at)?;
    let sid = statement.sid.as_ref().filter(|sid| sid.value == node)?;
    Some((statement.node, sid.index))
}

fn unsupported(c: char) -> bool {
    c > '\u{ff}' && !is_invisible(c)
}

/// The text with ASCII for the characters that only look like it.
fn look_alikes(text: &str) -> String {
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
            c => ascii.push(c),
        }
    }
    ascii
}
