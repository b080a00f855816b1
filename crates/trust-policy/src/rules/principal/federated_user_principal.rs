//! A session of `GetFederationToken` is trusted.
//!
//! ## What it checks
//! ARNs of the form `arn:aws:sts::<account>:federated-user/<name>` in an `Allow`.
//!
//! ## Why it matters
//! AWS documents that the credentials of `GetFederationToken` can call no operation of AWS STS but `GetCallerIdentity`.
//! Such a session can therefore not assume the role.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:sts::111122223333:federated-user/alice" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:user/alice" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [GetFederationToken](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html)
//! - [Compare AWS STS credentials](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html)

use super::prelude::*;
use crate::aws::Entity;

pub(super) const RULE: Rule = Rule {
    id: phrase!("federated-user-principal"),
    severity: Severity::Suggestion,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.entity != Some(Entity::FederatedUser) || at.statement.effect() != Effect::Allow {
        return;
    }
    let Some(arn) = at.identity().filter(|arn| arn.service() == "sts" && !at.value.has_wildcard()) else { return };
    let Some(name) = arn.resource_path().filter(|_| arn.resource_type() == Entity::FederatedUser.as_str()) else { return };
    out.report(&RULE, at.part(arn.resource_range()))
        .tells(phrase!("the session `{}` of `GetFederationToken` cannot assume a role"), &[name])
        .why(phrase!("With such credentials `GetCallerIdentity` is the only operation of AWS STS."))
        .help(phrase!("Trust the IAM user, or a role that is assumed instead of `GetFederationToken`."));
}
