//! An ARN of a principal names the wrong service.
//!
//! ## What it checks
//! The third part of the ARNs of principals: `iam` for accounts, users, roles and providers, `sts` for the sessions of
//! roles and of federated users. ARNs of other services are never principals.
//!
//! ## Why it matters
//! A Lambda function, an instance or a cluster acts through a role or as a service; its own ARN is not an identity. IAM
//! refuses it as a principal.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:sts::111122223333:role/deploy" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:role/deploy" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Another service than `iam` or `sts` is mended safely. Trusting a service in place of one of its resources is wider,
//! so it is for review.
//!
//! ## References
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)
//! - [IAM ARNs](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns)

use super::prelude::*;
use crate::aws::catalogue::{DOMAIN, is_service_label};
use crate::aws::{Entity, distance};

pub(super) const RULE: Rule = Rule {
    id: phrase!("principal-arn-service"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let Some(arn) = &at.arn else { return };
    let (service, identity) = (arn.service(), at.is_identity);
    let meant = match at.entity {
        // `IAM`, `aim`, `ima`; not another service.
        Some(entity)
            if identity || distance(service, entity.service(), 1).is_some() && !is_service_label(service) =>
        {
            Some(entity.service())
        }
        None if identity && arn.resource() != "*" => Some(if service.eq_ignore_ascii_case("sts") { "sts" } else { "iam" }),
        _ => None,
    };
    // A cluster or the like under `Federated` is no provider: that rule says so.
    let other_rule = meant.is_none() && (identity || at.kind == Some(PrincipalKey::Federated));
    if other_rule || meant == Some(service) {
        return;
    }
    if let Some(meant) = meant {
        let why = phrase!("Accounts, users, roles and providers belong to `iam`, sessions to `sts`.");
        at.refuse_part(out, &RULE, arn.service_range(), why)
            .tells(
                phrase!("the ARN of {} has `{}` as its service, not `{}`"),
                &[at.entity.map_or("this", Entity::what), meant, service],
            )
            .write(Safety::Safe, meant);
        return;
    }
    let why = phrase!("Only accounts, users, roles and their sessions have ARNs that can be trusted.");
    let draft = at
        .refuse_part(out, &RULE, arn.service_range(), why)
        .tells(phrase!("an ARN of `{}` is not a principal"), &[service])
        .help(instead(service));
    if at.kind == Some(PrincipalKey::Service) && is_service_label(service) {
        draft.write_principal(Safety::Review, at, &joined(&[service, DOMAIN]));
    }
}

fn instead(service: &str) -> Phrase {
    match service {
        "lambda" => phrase!("Trust the role that the function runs as, or `lambda.amazonaws.com` if the function takes this role."),
        "ec2" => phrase!("Trust the role of the instance's profile, or `ec2.amazonaws.com` if instances take this role."),
        "eks" => phrase!("Trust the OIDC provider of the cluster under `Federated`, or the service `pods.eks.amazonaws.com`."),
        "ecs" => phrase!("Trust the role of the task, or `ecs-tasks.amazonaws.com` if tasks take this role."),
        _ => phrase!("Trust the role that it acts as, or the service under `Service`; test its ARN with `aws:SourceArn`."),
    }
}
