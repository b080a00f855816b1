//! A principal is not a string.
//!
//! ## What it checks
//! Lists inside lists, objects, `true`, `false` and `null` where the string of a principal belongs.
//!
//! ## Why it matters
//! The value of a principal key is a string or a list of strings. IAM refuses anything else. An object such as
//! `{"Fn::Sub": …}` or `{"Ref": …}` is a CloudFormation function that has not been evaluated.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": [["arn:aws:iam::111122223333:root"], "arn:aws:iam::444455556666:root"] },
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
//!       "Principal": { "AWS": ["arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root"] },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::text::NodeId;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-value-shape"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, principal) in policy.principal_elements() {
        for group in &principal.groups {
            for node in &group.not_strings {
                no_string(policy.document, *node, group.is_list, out);
            }
        }
    }
}

fn no_string(document: &Document<'_>, node: NodeId, in_list: bool, out: &mut Findings<'_>) {
    if !matches!(document.value(node), Value::Array(_) | Value::Object(_) | Value::Bool | Value::Null) {
        return;
    }
    let draft = out
        .report(&RULE, document.span(node))
        .message(phrase!("a principal is a string, and this is something else"))
        .why(phrase!("Under a principal key stands a string or a list of strings."))
        .refused_somehow();
    if let Some(flat) = flattened(document, node, in_list) {
        draft.offer(Safety::Safe, phrase!("put the principals into one list"), flat);
        return;
    }
    let key = document.members(node).first().and_then(|member| member.key).map(|key| key.content.of(document.text));
    if key.is_some_and(|name| name.starts_with("Fn::") || name == "Ref") {
        draft.help(phrase!("This is a CloudFormation function; it is evaluated only in a template."));
    }
}

/// The inner list without its brackets.
fn flattened(document: &Document<'_>, node: NodeId, in_list: bool) -> Option<Edit> {
    let items = document.items(node);
    let strings = items.iter().all(|item| matches!(document.value(*item), Value::String(_) | Value::Word));
    let (first, last) = (document.span(*items.first()?), document.span(*items.last()?));
    (in_list && strings).then(|| Edit::replace(document.span(node), first.to(last).of(document.text)))
}
