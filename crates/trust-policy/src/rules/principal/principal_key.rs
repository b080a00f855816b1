//! A principal key is misspelt.
//!
//! ## What it checks
//! Keys of `Principal` that are nearly `AWS`, `Service` or `Federated`: in another case, in the plural, with a typing
//! mistake.
//!
//! ## Why it matters
//! The keys are case-sensitive. IAM refuses a policy with a key that it does not know.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "service": "ec2.amazonaws.com" },
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
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)

use super::prelude::*;
use crate::fix::principals;

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-key"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("INVALID_PRINCIPAL_KEY")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, principal) in policy.principal_elements() {
        for group in &principal.groups {
            let Some(key) = &group.key else { continue };
            // `CanonicalUser` is wrong in any spelling.
            let Some((kind, false)) = key.known.filter(|(kind, _)| *kind != PrincipalKey::CanonicalUser) else { continue };
            let draft = out
                .report(&RULE, key.key.content)
                .tells(phrase!("`{}` is not a principal key, did you mean `{}`?"), &[key.text, kind.as_str()])
                .why(phrase!("Principal keys are case-sensitive: `AWS`, `Service`, `Federated`."))
                .refused_somehow();
            let target = principal.groups.iter().find(|other| {
                let right = other.key.as_ref().is_some_and(|key| key.known == Some((kind, true)));
                right || (other.kind() == Some(kind) && other.index < group.index)
            });
            draft.fix(principals::rename_or_merge(policy.document, principal, group, kind, target, Safety::Safe));
        }
    }
}
