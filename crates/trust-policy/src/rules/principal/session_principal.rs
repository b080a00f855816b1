//! The principal is one session of a role.
//!
//! ## What it checks
//! ARNs of role sessions (`assumed-role/<role>/<session>`) where a principal belongs.
//!
//! ## Why it matters
//! It is valid. But whoever starts the session chooses its name, and a session with another name is not trusted. AWS
//! advises to trust the role instead.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:sts::111122223333:assumed-role/ci-runner/build-42" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/ci-runner" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Trusting the role lets in all its sessions, and the path of the role cannot be told from the session, so the repair
//! is for review.
//!
//! ## References
//! - [Role session principals](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-role-session)

use super::prelude::*;
use crate::aws::Entity;

pub(super) const RULE: Rule = Rule {
    id: "session-principal",
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let Some(arn) = value.identity().filter(|arn| arn.service() == "sts") else { continue };
        if group.kind() != Some(PrincipalKey::Aws) || value.has_wildcard() || arn.resource_type() != Entity::AssumedRole.as_str() {
            continue;
        }
        let mut parts = arn.resource_path().unwrap_or_default().split('/');
        let (Some(role), Some(session), None) = (parts.next(), parts.next(), parts.next()) else { continue };
        // Roles of IAM Identity Center have a rule of their own.
        if role.is_empty() || session.len() < 2 || role.starts_with("AWSReservedSSO_") {
            continue;
        }
        let whole = format!("arn:{}:iam::{}:role/{role}", arn.partition(), arn.account());
        let edits = vec![layout::replace_string(policy.document, value.node, &whole)];
        out.report(&RULE, value.span)
            .message(format!("only the session `{session}` of the role `{role}` is trusted"))
            .why("Whoever starts a session chooses its name; AWS advises to trust the role instead.")
            .help("If the role has a path, it belongs into the ARN of the role.")
            .fix(Fix::review(format!("trust the role, `{whole}`"), edits));
    }
}
