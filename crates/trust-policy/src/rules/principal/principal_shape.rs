//! The principal is not an object.
//!
//! ## What it checks
//! A `Principal` that is a string, a list, a number or nothing, where an object with the keys `AWS`, `Service` and
//! `Federated` belongs. A bare `"*"` has a rule of its own.
//!
//! ## Why it matters
//! A trust policy must say of every principal what kind it is. IAM refuses a principal without a key.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": "arn:aws:iam::111122223333:root",
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
//! ## Fix safety
//! The repair is safe unless a name had to be guessed; then it is for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::fix::layout::Json;
use crate::policy::Principal;
use crate::text::quote;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-shape"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_PRINCIPAL_FORMAT")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, principal) in policy.principal_elements() {
        let node = principal.element.value;
        match principal.shape {
            PrincipalShape::Object | PrincipalShape::Star => continue,
            // An empty one and a missing one have rules of their own.
            PrincipalShape::String | PrincipalShape::List if is_empty(principal) => continue,
            PrincipalShape::Other if matches!(policy.document.value(node), Value::Missing | Value::Skipped) => continue,
            PrincipalShape::String | PrincipalShape::List | PrincipalShape::Other => {}
        }
        let draft = out
            .report(&RULE, policy.document.span(node))
            .tells(phrase!("`{}` is not an object with the key `AWS`, `Service` or `Federated`"), &[principal.element.name])
            .why(phrase!("The key says what kind of principal follows; IAM refuses a principal without one."));
        if principal.shape == PrincipalShape::String {
            draft.refused(phrase!("Principal must be a JSON object."));
        } else {
            draft.refused_somehow();
        }
        if let Some((safety, grouped)) = by_kind(principal, statement) {
            let edit = layout::replace_value(policy.document, node, &grouped);
            draft.offer(safety, phrase!("group the principals by their kind"), edit);
        }
    }
}

/// Whether it names nobody and holds nothing else.
fn is_empty(principal: &Principal<'_>) -> bool {
    principal.groups.iter().all(|group| {
        group.not_strings.is_empty() && group.values.iter().all(|value| value.form == PrincipalForm::Empty)
    })
}

/// The principals under the keys that they belong to; `None` when one does not tell its kind.
fn by_kind(principal: &Principal<'_>, statement: &Statement<'_>) -> Option<(Safety, Json)> {
    let mut safety = Safety::Safe;
    let mut members: Vec<(String, Json)> = Vec::new();
    // Without keys there is one group.
    let group = principal.groups.first().filter(|group| group.not_strings.is_empty())?;
    for value in &group.values {
        let (key, text, how) = placed(value, statement)?;
        safety = safety.max(how);
        let text = Json::String(text);
        match members.iter_mut().find(|(name, _)| name == key.as_str()) {
            Some((_, Json::Array(values))) => values.push(text),
            Some((_, first)) => {
                let one = std::mem::replace(first, Json::Array(Vec::new()));
                *first = Json::Array(vec![one, text]);
            }
            None => members.push((key.as_str().to_owned(), text)),
        }
    }
    let grouped = match &members[..] {
        [(name, Json::String(text))] => Json::Raw(joined(&["{ ", &quote(name), ": ", &quote(text), " }"])),
        _ => Json::Object(members),
    };
    Some((safety, grouped))
}

/// A principal with its key, written as it must be there.
fn placed(value: &PrincipalValue<'_>, statement: &Statement<'_>) -> Option<(PrincipalKey, String, Safety)> {
    let to_fill_in = || value.form == PrincipalForm::Placeholder && value.trimmed().holds(":iam::");
    let key = value.belongs_under(statement).or_else(|| to_fill_in().then_some(PrincipalKey::Aws))?;
    let (text, safety) = value.written_under(key)?;
    Some((key, text, safety))
}
