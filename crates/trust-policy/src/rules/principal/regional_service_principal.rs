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
    id: "regional-service-principal",
    severity: Severity::Suggestion,
    confidence: Confidence::Low,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, _, value) in policy.principals() {
        // Nearly no name has a Region, and that is soon seen.
        let service = value.form == PrincipalForm::Service && !value.text.contains('/');
        if !service || !value.text.split('.').any(is_region) || value.belongs_under(statement) != Some(PrincipalKey::Service) {
            continue;
        }
        let ServiceName::Regional { global } = ServiceName::of(value.trimmed()) else { continue };
        out.report(&RULE, value.span)
            .message(format!("`{}` names one Region; `{global}` is the same service everywhere", value.trimmed()))
            .why("AWS advises the name without a Region in trust policies; the other one still works.")
            .fix(Fix::review(format!("write `{global}`"), vec![layout::replace_string(policy.document, value.node, &global)]));
    }
}
