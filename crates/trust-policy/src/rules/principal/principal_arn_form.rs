//! An ARN of a principal is not put together as an ARN.
//!
//! ## What it checks
//! ARNs with a colon too few or too many, other separators, a capital `ARN`, or no partition; and names under `AWS`
//! that are neither an account id nor an ARN.
//!
//! ## Why it matters
//! An ARN has six parts with a colon between them: `arn:partition:service:region:account:resource`. In the ARNs of IAM
//! and STS the Region is empty, hence the two colons in `iam::`. IAM refuses a principal that it cannot read.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam:111122223333:root" },
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
//! Putting the parts of an ARN in their places is safe. A missing partition is a guess and for review; for a bare name
//! the account must be filled in.
//!
//! ## References
//! - [IAM ARNs](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns)

use super::prelude::*;
use crate::aws::{Entity, MendedArn, ServiceName, provider};
use crate::policy::has_stray;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-arn-form"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    match at.form {
        PrincipalForm::AlmostArn | PrincipalForm::Arn if at.arn.is_none() => broken_arn(at, out),
        PrincipalForm::Name | PrincipalForm::Host | PrincipalForm::Url | PrincipalForm::Other => no_arn(at, out),
        // As it stands in the text, such a character is a mistake in the text; the rule for that says so.
        PrincipalForm::Broken if !has_stray(at.value.span.of(at.policy.document.text)) => {
            at.refuse_all(out, &RULE, phrase!("No ARN and no name in IAM has one."))
                .message(phrase!("there is a line break, a tab or an invisible character inside the principal"));
        }
        _ => {}
    }
}

fn broken_arn(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let why = phrase!("An ARN is `arn:partition:service:region:account:resource`; IAM has no Region there.");
    let draft = at.refuse_all(out, &RULE, why);
    let Some(mended) = MendedArn::read(at.text) else {
        draft.tells(phrase!("`{}` is not an ARN"), &[at.text]);
        draft.help(phrase!("Copy the whole ARN, for example from `aws iam get-role`."));
        return;
    };
    let safety = if mended.guessed { Safety::Review } else { Safety::Safe };
    draft.tells(phrase!("`{}` is not an ARN, did you mean `{}`?"), &[at.text, &mended.text]);
    draft.write_principal(safety, at, &mended.text);
}

/// A name without an ARN around it.
fn no_arn(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let text = at.text;
    // A wildcard has a rule of its own; a service or an issuer is only under the wrong key.
    if at.kind != Some(PrincipalKey::Aws)
        || at.value.has_wildcard()
        || provider::is_provider(text)
        || matches!(ServiceName::of(text), ServiceName::Miswritten { .. })
    {
        return;
    }
    let why = phrase!("Under `AWS` stands an account id, or the whole ARN of an account, user, role or session.");
    let draft = at.refuse_all(out, &RULE, why).tells(phrase!("`{}` is neither an account id nor an ARN"), &[text]);
    let kind = text.split('/').next().unwrap_or_default();
    let resource = if kind.len() < text.len() && (kind == Entity::Role.as_str() || kind == Entity::User.as_str()) {
        ""
    } else if at.form == PrincipalForm::Name {
        "role/"
    } else {
        return;
    };
    let (whole, safety) = at.policy.own_arn(resource, text);
    draft.write_principal(safety, at, &whole);
}
