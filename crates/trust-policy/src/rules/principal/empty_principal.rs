//! A principal is empty.
//!
//! ## What it checks
//! `{}`, `[]` and empty strings where a principal belongs.
//!
//! ## Why it matters
//! An empty principal names nobody. It is usually a variable that was not set when the policy was made.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "" },
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
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/Okta" },
//!       "Action": "sts:AssumeRoleWithSAML",
//!       "Condition": {
//!         "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! An empty string beside other principals is removed safely. Where nobody is left, only the writer knows who is meant,
//! so the repair has a placeholder.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::fix::layout::Json;
use crate::fix::principals;
use crate::policy::{Principal, PrincipalGroup};
use crate::text::quote;

pub(super) const RULE: Rule = Rule {
    id: phrase!("empty-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, principal) in policy.principal_elements() {
        let node = principal.element.value;
        let code = match principal.shape {
            PrincipalShape::Object if principal.groups.is_empty() => phrase!("EMPTY_OBJECT_PRINCIPAL"),
            PrincipalShape::List if policy.document.items(node).is_empty() => phrase!("EMPTY_ARRAY_PRINCIPAL"),
            _ => {
                for group in &principal.groups {
                    empty_group(policy, principal, group, out);
                    empty_strings(policy, group, out);
                }
                continue;
            }
        };
        let account = joined(&["{ \"AWS\": ", &quote(&stand_in(PrincipalKey::Aws, policy)), " }"]);
        report(out, policy.document.span(node))
            .tells(phrase!("`{}` is empty"), &[principal.element.name])
            .aws_check(Some(code))
            .refused(phrase!("Missing required field Principal cannot be empty!"))
            .offer(
                Safety::FillIn,
                phrase!("trust an account"),
                layout::replace_value(policy.document, node, &Json::Raw(account)),
            );
    }
}

fn empty_strings(policy: &Policy<'_>, group: &PrincipalGroup<'_>, out: &mut Findings<'_>) {
    for value in &group.values {
        if value.form != PrincipalForm::Empty {
            continue;
        }
        let draft = report(out, policy.document.span(value.node))
            .message(phrase!("the principal is an empty string"))
            .refused_as(invalid_principal(group.kind_or_aws(), value.text));
        if let Some(removal) = principals::remove(policy.document, group, value) {
            draft.offer(Safety::Safe, phrase!("remove it"), removal);
        } else if let Some(kind) = group.kind() {
            let text = stand_in(kind, policy);
            draft.offer(Safety::FillIn, WRITE, layout::replace_string(policy.document, value.node, &text));
        }
    }
}

/// A key with an empty list.
fn empty_group(policy: &Policy<'_>, principal: &Principal<'_>, group: &PrincipalGroup<'_>, out: &mut Findings<'_>) {
    let Some(key) = group.key.as_ref() else { return };
    if !group.is_list || !policy.document.items(group.value).is_empty() {
        return;
    }
    let draft = report(out, policy.document.span(group.value))
        .tells(phrase!("`{}` names nobody"), &[key.text])
        .aws_check(Some(phrase!("EMPTY_ARRAY_PRINCIPAL")))
        .refused_somehow();
    if principal.groups.len() > 1 {
        let removal = layout::remove_member(policy.document, principal.element.value, group.index);
        draft.offer(Safety::Safe, phrase!("remove it"), removal);
    } else if let Some(kind) = group.kind() {
        let text = Json::String(stand_in(kind, policy));
        draft.offer(Safety::FillIn, WRITE, layout::append_item(policy.document, group.value, &text));
    }
}

const WRITE: Phrase = phrase!("name a principal");

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn report<'o, 'r>(out: &'o mut Findings<'r>, span: Span) -> &'o mut Draft<'r> {
    out.report(&RULE, span).why(phrase!("Somebody must be named; an empty principal is often a variable that was not set."))
}

#[cfg_attr(target_arch = "wasm32", inline(never))]
fn stand_in(kind: PrincipalKey, policy: &Policy<'_>) -> String {
    policy.arn_to_fill_in(match kind {
        PrincipalKey::Service => return "<SERVICE>.amazonaws.com".to_owned(),
        PrincipalKey::Federated => "oidc-provider/<ISSUER>",
        PrincipalKey::Aws | PrincipalKey::CanonicalUser => "root",
    })
}
