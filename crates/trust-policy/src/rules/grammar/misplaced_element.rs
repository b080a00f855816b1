//! An element stands where it does not belong.
//!
//! ## What it checks
//! Elements of a statement next to `Statement` or inside `Principal`, and elements of the document inside a statement.
//!
//! ## Why it matters
//! At the wrong level a name is no element: IAM refuses the policy. A condition there would not protect anything.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/partner" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ],
//!   "Condition": {
//!     "StringEquals": {
//!       "sts:ExternalId": "4711-abc"
//!     }
//!   }
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/partner" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": {
//!           "sts:ExternalId": "4711-abc"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::fix::layout::Json;
use crate::policy::{Element, ElementName, PolicyShape, PrincipalGroup};
use crate::text::NodeId;

pub(super) const RULE: Rule = Rule {
    id: phrase!("misplaced-element"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("INVALID_POLICY_ELEMENT")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for element in &policy.strangers {
        if let Some(name) = element.known.filter(|name| name.belongs_to_statement()) {
            beside_statements(policy, element, name, out);
        }
    }
    for statement in &policy.statements {
        for group in statement.principal.as_ref().map_or(&[][..], |principal| &principal.groups) {
            if let Some(name) = group.misplaced_element() {
                inside_principal(policy, statement, group, name, out);
            }
        }
        for element in policy.strangers_of(statement) {
            if let Some(name) = element.known {
                inside_statement(policy, statement, element, name, out);
            }
        }
    }
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn report<'o, 'r>(out: &'o mut Findings<'r>, span: Span, name: ElementName, belongs: &str) -> &'o mut Draft<'r> {
    let why = phrase!("At the wrong level IAM does not know the element.");
    out.tell(&RULE, span, phrase!("`{}` does not belong here, but {}"), &[name.as_str(), belongs], why).refused_somehow()
}

/// `Condition` next to `Statement`.
fn beside_statements(policy: &Policy<'_>, element: &Element<'_>, name: ElementName, out: &mut Findings<'_>) {
    let draft = report(out, element.key.content, name, "into a statement");
    if is_unwanted(name) {
        draft.offer_removal(Safety::Safe, policy.document, policy.root, element.index);
    } else if let [statement] = policy.statements.as_slice() {
        if may_join(statement, name) {
            let remove = layout::remove_member(policy.document, policy.root, element.index);
            let insert = insert(policy, statement, None, name, element.value);
            draft.fix(Fix::safe(phrase!("move it into the statement"), remove.and(insert)));
        }
    } else {
        draft.help(phrase!("Put it into each statement that it is meant for."));
    }
}

/// `Action` inside `Principal`: a level of indentation too many.
fn inside_principal(
    policy: &Policy<'_>,
    statement: &Statement<'_>,
    group: &PrincipalGroup<'_>,
    name: ElementName,
    out: &mut Findings<'_>,
) {
    let (Some(principal), Some(key)) = (&statement.principal, &group.key) else { return };
    let draft = report(out, key.key.content, name, "into the statement around it");
    // Without its only member the principal would be empty.
    if principal.groups.len() > 1 && may_join(statement, name) {
        let remove = layout::remove_member(policy.document, principal.element.value, group.index);
        let insert = insert(policy, statement, Some(principal.element.index), name, group.value);
        draft.fix(Fix::safe(phrase!("move it out of the principal"), remove.and(insert)));
    }
}

/// The element in the statement.
fn insert(
    policy: &Policy<'_>,
    statement: &Statement<'_>,
    after: Option<usize>,
    name: ElementName,
    value: NodeId,
) -> Edit {
    let value = Json::copy(policy.document, value);
    layout::insert_member(policy.document, statement.node, after, name.as_str(), &value)
}

/// `Version` inside a statement.
fn inside_statement(
    policy: &Policy<'_>,
    statement: &Statement<'_>,
    element: &Element<'_>,
    name: ElementName,
    out: &mut Findings<'_>,
) {
    let draft = report(out, element.key.content, name, "at the top of the document");
    let there = match name {
        ElementName::Version => &policy.version,
        ElementName::Id => &policy.id,
        _ => return,
    };
    if policy.shape != PolicyShape::Document {
        return;
    }
    if there.is_some() {
        // The document has one.
        draft.offer_removal(Safety::Safe, policy.document, statement.node, element.index);
        return;
    }
    let remove = layout::remove_member(policy.document, statement.node, element.index);
    let value = Json::copy(policy.document, element.value);
    let insert = layout::prepend_member(policy.document, policy.root, name.as_str(), value);
    draft.fix(Fix::safe(phrase!("move it to the top"), remove.and(insert)));
}

/// Whether the element may be moved into the statement: it lacks it, and may have it.
fn may_join(statement: &Statement<'_>, name: ElementName) -> bool {
    let present = statement.elements.iter().any(|element| element.known == Some(name));
    !present && !is_unwanted(name) && name != ElementName::NotPrincipal
}

/// Whether a trust policy has no such element anywhere.
fn is_unwanted(name: ElementName) -> bool {
    matches!(name, ElementName::Resource | ElementName::NotResource)
}
