//! EKS Pod Identity may not tag its sessions.
//!
//! ## What it checks
//! `Allow` statements that let `pods.eks.amazonaws.com` assume the role, when no statement allows it `sts:TagSession`.
//!
//! ## Why it matters
//! EKS Pod Identity puts tags with the names of cluster, namespace and service account on every session. Without
//! `sts:TagSession` every attempt is refused.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "pods.eks.amazonaws.com" },
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
//!       "Principal": { "Service": "pods.eks.amazonaws.com" },
//!       "Action": ["sts:AssumeRole", "sts:TagSession"]
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Adding the action lets the service in, so it is for review.
//!
//! ## References
//! - [EKS Pod Identity: the role](https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html)
//! - [Session tags](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html)

use super::prelude::*;
use crate::aws::StsAction;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-tag-session"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        if !statement.is_trust_allow() || !statement.lets(StsAction::AssumeRole) {
            continue;
        }
        let Some(pods) = statement.principals().find(|principal| principal.is_pod_identity()) else { continue };
        if policy.granted(&[StsAction::TagSession]).may_include(pods) {
            return;
        }
        let message = phrase!("EKS Pod Identity needs `sts:TagSession` besides `sts:AssumeRole`");
        let why = phrase!("It tags every session with the cluster, the namespace and the service account.");
        let draft = out.tell(&RULE, pods.span, message, &[], why);
        if let Some(actions) = &statement.action {
            let element = actions.element.value;
            draft.label(policy.document.span(element), phrase!("add it here")).fix(add_actions(
                policy.document,
                element,
                &[StsAction::TagSession.as_str()],
            ));
        }
        // One statement with it is enough.
        return;
    }
}
