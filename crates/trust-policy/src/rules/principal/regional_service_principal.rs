//! A service principal has a Region in its name.
//!
//! ## What it checks
//! Names such as `states.eu-west-1.amazonaws.com`, where the service has a name without a Region.
//!
//! ## Why it matters
//! Some services once documented a name for each Region. They still work; AWS advises the name without a Region in
//! trust policies.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "states.eu-west-1.amazonaws.com" },
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
//!       "Principal": { "Service": "states.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The other name trusts the service in every Region, so the repair is for review.
//!
//! ## References
//! - [AWS service principals](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services)

use super::prelude::*;
use crate::aws::{ServiceName, is_region};

pub(super) const RULE: Rule = Rule {
    id: phrase!("regional-service-principal"),
    severity: Severity::Suggestion,
    confidence: Confidence::Low,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    // Nearly no name has a Region, and that is soon seen.
    let service = at.form == PrincipalForm::Service && at.text.contains('-') && !at.text.contains('/');
    if !service || !at.text.split('.').any(is_region) {
        return;
    }
    if at.value.belongs_under(at.statement) != Some(PrincipalKey::Service) {
        return;
    }
    let ServiceName::Regional { global } = ServiceName::of(at.text) else { return };
    out.report(&RULE, at.value.span)
        .tells(phrase!("`{}` names one Region; `{}` is the same service everywhere"), &[at.text, &global])
        .why(phrase!("AWS advises the name without a Region in trust policies; the other one still works."))
        .write_principal(Safety::Review, at, &global);
}
