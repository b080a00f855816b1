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
use crate::aws::catalogue::is_service_principal;
use crate::aws::{Arn, Entity, distance};

pub(super) const RULE: Rule = Rule {
    id: "principal-arn-service",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        let Some(arn) = value.arn() else { continue };
        let (service, entity) = (arn.service(), Entity::meant(kind(&arn)));
        let identity = value.identity().is_some();
        let meant = match entity {
            Some(entity) if identity || is_near(service, entity.service()) => Some(entity.service()),
            None if identity && arn.resource() != "*" => Some(if service.eq_ignore_ascii_case("sts") { "sts" } else { "iam" }),
            _ => None,
        };
        let foreign = !identity && meant.is_none();
        // A cluster or the like under `Federated` is no provider: that rule says so.
        if meant == Some(service) || (identity && meant.is_none()) || (foreign && group.kind() == Some(PrincipalKey::Federated)) {
            continue;
        }
        let span = value.part(policy.document, arn.service_range());
        let draft = out.report(&RULE, span).refused(invalid_principal(group.kind_or_aws(), &value.text));
        if let Some(meant) = meant {
            let what = entity.map_or("this", Entity::what);
            draft
                .message(format!("the ARN of {what} has `{meant}` as its service, not `{service}`"))
                .why("Accounts, users, roles and providers belong to `iam`, sessions of roles and federated users to `sts`.")
                .fix(Fix::safe(format!("write `{meant}`"), vec![Edit::replace(span, meant)]));
            continue;
        }
        draft
            .message(format!("an ARN of `{service}` is not a principal"))
            .why("Only accounts, users, roles and their sessions have ARNs that can be trusted.")
            .help(instead(service));
        let name = format!("{service}.amazonaws.com");
        if group.kind() == Some(PrincipalKey::Service) && is_service_principal(&name) {
            let edits = vec![layout::replace_string(policy.document, value.node, &name)];
            draft.fix(Fix::review(format!("trust the service `{name}`"), edits));
        }
    }
}

fn kind<'a>(arn: &Arn<'a>) -> &'a str {
    arn.resource().split(['/', ':']).next().unwrap_or_default()
}

/// `IAM`, `aim`, `ima`; not another service.
fn is_near(written: &str, service: &str) -> bool {
    distance(written, service, 1).is_some() && !is_service_principal(&format!("{written}.amazonaws.com"))
}

fn instead(service: &str) -> &'static str {
    match service {
        "lambda" => "Trust the role that the function runs as, or `lambda.amazonaws.com` if the function takes this role.",
        "ec2" => "Trust the role of the instance's profile, or `ec2.amazonaws.com` if instances take this role.",
        "eks" => "Trust the OIDC provider of the cluster under `Federated`, or the service `pods.eks.amazonaws.com`.",
        "ecs" => "Trust the role of the task, or `ecs-tasks.amazonaws.com` if tasks take this role.",
        "s3" => "Trust the role that works with the bucket, or the service that takes this role.",
        _ => "Trust the role that it acts as, or the service under `Service`; test its ARN with `aws:SourceArn`.",
    }
}
