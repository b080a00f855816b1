//! What AWS would say when the policy is saved.

use crate::policy::{Policy, PrincipalForm, PrincipalKey};
use crate::report::{Save, SaveVerdict};
use crate::rules::{Draft, MALFORMED, is_syntax};

/// The verdict on a policy and the findings on it. `policy` is `None` when the text holds none.
pub(crate) fn verdict(policy: Option<&Policy<'_>>, drafts: &[Draft<'_>]) -> Save {
    // AWS names one fault. What is not JSON is found first; of the rest, one whose words are known says more.
    let rank = |draft: &Draft<'_>, known: bool| (!is_syntax(draft.rule), !known, draft.span.start);
    let mut certain = None;
    let mut doubtful = None;
    for draft in drafts {
        let Some(refusal) = &draft.refusal else { continue };
        if !refusal.certain {
            doubtful = doubtful.or(Some(refusal));
            continue;
        }
        let rank = rank(draft, refusal.message.is_some());
        if certain.is_none_or(|(least, _)| rank < least) {
            certain = Some((rank, refusal));
        }
    }
    if let Some((_, refusal)) = certain {
        return Save {
            verdict: SaveVerdict::Rejected,
            code: Some(refusal.code.to_owned()),
            message: refusal.message.clone(),
        };
    }
    let depends = |code: &str, message| Save { verdict: SaveVerdict::Depends, code: Some(code.to_owned()), message };
    if let Some(doubt) = doubtful {
        return depends(doubt.code, doubt.message.clone());
    }
    match (policy.and_then(must_exist), policy) {
        (Some(message), _) => depends(MALFORMED, Some(message)),
        (None, Some(_)) => Save { verdict: SaveVerdict::Accepted, code: None, message: None },
        (None, None) => Save { verdict: SaveVerdict::Depends, code: None, message: None },
    }
}

/// AWS's words if the first user or role that the policy names does not exist: IAM turns its ARN into an id when the
/// policy is saved, and refuses the policy when it cannot.
///
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html>
fn must_exist(policy: &Policy<'_>) -> Option<String> {
    policy.principals().find_map(|(_, group, value)| {
        let kind = group.kind()?;
        let named = kind == PrincipalKey::Aws && value.form == PrincipalForm::Arn && !value.text.ends_with(":root");
        named.then(|| invalid_principal(kind, value.text)).flatten()
    })
}

/// AWS's words for a principal that it does not take.
/// Source: recorded replies of `CreateRole` and `UpdateAssumeRolePolicy`.
pub(crate) fn invalid_principal(key: PrincipalKey, value: &str) -> Option<String> {
    if key == PrincipalKey::Federated {
        return Some("Federated principals must be valid domain names or SAML metadata ARNs".to_owned());
    }
    Some(format!("Invalid principal in policy: \"{}\":\"{value}\"", key.in_error()?))
}
