//! A service principal is not in the list of known ones.
//!
//! ## What it checks
//! Names under `Service` that are written as AWS writes them, and that are neither known nor near a known one.
//!
//! ## Why it matters
//! AWS refuses the name of a service that does not exist. No list of its services is complete, this one neither: the name
//! may be right.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "frobnicator.amazonaws.com" },
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
//!       "Principal": { "Service": "lambda.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [AWS service principals](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services)
//! - [AWS services that work with IAM](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html)

use super::prelude::*;
use crate::aws::ServiceName;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unknown-service-principal"),
    severity: Severity::Suggestion,
    confidence: Confidence::Low,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let service = at.kind == Some(PrincipalKey::Service) && at.form == PrincipalForm::Service;
    if !service || at.is_known_service || ServiceName::of(at.text) != ServiceName::Unlisted {
        return;
    }
    out.report(&RULE, at.value.span)
        .tells(phrase!("the service principal `{}` is not known here"), &[at.text])
        .why(phrase!("AWS refuses services that do not exist. The list of known ones is not complete, so the name may be right."));
}
