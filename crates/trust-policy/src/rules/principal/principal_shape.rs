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
use crate::report::Safety;
use crate::text::quote;

pub(super) const RULE: Rule = Rule {
    id: "principal-shape",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("INVALID_PRINCIPAL_FORMAT"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, principal) in policy.principal_elements() {
        let node = principal.element.value;
        let values = || principal.values();
        let empty = values().all(|value| value.form == PrincipalForm::Empty);
        let found = match principal.shape {
            PrincipalShape::Object | PrincipalShape::Star => continue,
            // An empty one and a missing one have rules of their own.
            PrincipalShape::String | PrincipalShape::List
                if empty && principal.groups.iter().all(|group| group.not_strings.is_empty()) =>
            {
                continue;
            }
            PrincipalShape::Other if matches!(policy.document.value(node), Value::Missing | Value::Skipped) => continue,
            PrincipalShape::String => "a string",
            PrincipalShape::List => "a list",
            PrincipalShape::Other => "no object",
        };
        let name = &principal.element.name;
        let draft = out
            .report(&RULE, policy.document.span(node))
            .message(format!("`{name}` is {found}, and an object with the key `AWS`, `Service` or `Federated` belongs there"))
            .why("The key says what kind of principal follows; IAM refuses a principal without one.");
        if principal.shape == PrincipalShape::String {
            draft.refused("Principal must be a JSON object.");
        } else {
            draft.refused_somehow();
        }
        if let Some((safety, grouped)) = by_kind(principal, statement) {
            let edits = vec![layout::replace_value(policy.document, node, &grouped)];
            draft.fix(Fix::new("group the principals by their kind", safety, edits));
        }
    }
}

/// The principals under the keys that they belong to; `None` when one does not tell its kind.
fn by_kind(principal: &Principal<'_>, statement: &Statement<'_>) -> Option<(Safety, Json)> {
    if principal.groups.iter().any(|group| !group.not_strings.is_empty()) || principal.groups.is_empty() {
        return None;
    }
    let mut safety = Safety::Safe;
    let mut groups: Vec<(PrincipalKey, Vec<Json>)> = Vec::new();
    for value in principal.values() {
        let (key, text, how) = placed(value, statement)?;
        safety = safety.max(how);
        match groups.iter_mut().find(|(other, _)| *other == key) {
            Some((_, values)) => values.push(Json::string(text)),
            None => groups.push((key, vec![Json::string(text)])),
        }
    }
    if let [(key, values)] = &groups[..]
        && let [Json::String(text)] = &values[..]
    {
        return Some((safety, Json::Raw(format!("{{ \"{}\": {} }}", key.as_str(), quote(text)))));
    }
    let member = |(key, mut values): (PrincipalKey, Vec<Json>)| {
        let value = if values.len() == 1 { values.remove(0) } else { Json::Array(values) };
        (key.as_str().to_owned(), value)
    };
    Some((safety, Json::Object(groups.into_iter().map(member).collect())))
}

/// A principal with its key, written as it must be there.
fn placed(value: &PrincipalValue<'_>, statement: &Statement<'_>) -> Option<(PrincipalKey, String, Safety)> {
    let text = value.trimmed();
    let key = match (value.belongs_under(statement), value.form) {
        (Some(key), _) => key,
        (None, PrincipalForm::Placeholder) if text.contains(":iam::") => PrincipalKey::Aws,
        _ => return None,
    };
    let (text, safety) = value.written_under(key)?;
    Some((key, text, safety))
}
