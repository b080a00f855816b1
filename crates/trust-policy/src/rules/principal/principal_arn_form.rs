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
use crate::policy::{PrincipalGroup, is_stray};
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: "principal-arn-form",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        match value.form {
            PrincipalForm::AlmostArn | PrincipalForm::Arn if value.arn().is_none() => {
                broken_arn(policy, out, group, value);
            }
            PrincipalForm::Name | PrincipalForm::Host | PrincipalForm::Url | PrincipalForm::Other => {
                no_arn(policy, out, group, value);
            }
            // As it stands in the text, such a character is a mistake in the text; the rule for that says so.
            PrincipalForm::Broken if !value.span.of(policy.document.text).contains(is_stray) => {
                out.report(&RULE, value.span)
                    .message("there is a line break, a tab or an invisible character inside the principal")
                    .why("No ARN and no name in IAM has one.")
                    .help("Write the principal without it.")
                    .refused(invalid_principal(group.kind_or_aws(), &value.text));
            }
            _ => {}
        }
    }
}

fn broken_arn(policy: &Policy<'_>, out: &mut Findings<'_>, group: &PrincipalGroup<'_>, value: &PrincipalValue<'_>) {
    let text = value.trimmed();
    let draft = out.report(&RULE, value.span).refused(invalid_principal(group.kind_or_aws(), &value.text));
    draft.why("An ARN has six parts, `arn:partition:service:region:account:resource`; the Region of IAM's is empty.");
    let Some(mended) = MendedArn::read(text) else {
        draft.message(format!("`{text}` is not an ARN"));
        draft.help("Copy the whole ARN, for example from `aws iam get-role` or `aws iam get-user`.");
        return;
    };
    let whole = mended.text;
    draft.message(format!("`{text}` is not an ARN, did you mean `{whole}`?"));
    let edits = vec![layout::replace_string(policy.document, value.node, &whole)];
    let safety = if mended.guessed { Safety::Review } else { Safety::Safe };
    draft.fix(Fix::new(format!("write `{whole}`"), safety, edits));
}

/// A name without an ARN around it.
fn no_arn(policy: &Policy<'_>, out: &mut Findings<'_>, group: &PrincipalGroup<'_>, value: &PrincipalValue<'_>) {
    let text = value.trimmed();
    // A service is only under the wrong key; a wildcard has a rule of its own.
    let other_rule = value.has_wildcard() || matches!(ServiceName::of(text), ServiceName::Miswritten { .. });
    let issuer = provider::without_scheme(text);
    if group.kind() != Some(PrincipalKey::Aws) || other_rule || provider::is_built_in(issuer) || provider::is_issuer(issuer)
    {
        return;
    }
    let draft = out
        .report(&RULE, value.span)
        .message(format!("`{text}` is neither an account id nor an ARN"))
        .why("Under `AWS` stands an account, a user, a role or a session, the last three as a whole ARN.")
        .refused(invalid_principal(PrincipalKey::Aws, &value.text));
    let named = text.split('/').next().and_then(Entity::parse).filter(|entity| matches!(entity, Entity::Role | Entity::User));
    let word = value.form == PrincipalForm::Name;
    let resource = match named {
        Some(_) if text.contains('/') => text.to_owned(),
        _ if word => format!("role/{text}"),
        _ => return,
    };
    let partition = policy.partition().id;
    let (safety, account) = match policy.role.account() {
        Some(account) => (Safety::Review, account.as_str()),
        None => (Safety::FillIn, "<ACCOUNT_ID>"),
    };
    let whole = format!("arn:{partition}:iam::{account}:{resource}");
    let edits = vec![layout::replace_string(policy.document, value.node, &whole)];
    draft.fix(Fix::new(format!("write `{whole}`"), safety, edits));
}
