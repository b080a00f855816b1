//! A service principal has the China suffix, and the service does not use it.
//!
//! ## What it checks
//! Names of services that end in `.amazonaws.com.cn`, where the service uses `.amazonaws.com` in China too as far as is
//! known; and in roles outside China.
//!
//! ## Why it matters
//! Most services have the same service principal in every partition. IAM refuses a name that it does not know.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "monitoring.rds.amazonaws.com.cn" },
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
//!       "Principal": { "Service": "monitoring.rds.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [AWS service principals](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services)

use super::prelude::*;
use crate::aws::{Partition, ServiceName};

pub(super) const RULE: Rule = Rule {
    id: phrase!("china-service-suffix"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let text = at.text;
    let service = || at.value.belongs_under(at.statement) == Some(PrincipalKey::Service);
    if !text.ends_with(Partition::CHINA.dns_suffix) || !service() {
        return;
    }
    let outside = at.policy.home().is_some_and(|partition| partition != Partition::CHINA);
    match ServiceName::of(text) {
        ServiceName::ChinaSuffix { .. } => {}
        ServiceName::Known if outside => {}
        _ => return,
    }
    let range = text.len() - ".cn".len()..text.len();
    let name = text.get(..range.start).unwrap_or_default();
    let why = if outside {
        phrase!("Some services have this suffix in China, and the role or its other principals are not there.")
    } else {
        phrase!("Most services have the same service principal in China as elsewhere; this one is known only so.")
    };
    let draft = out.report(&RULE, at.part(range)).why(why).tells(phrase!("the service principal is `{}`, without `.cn`"), &[name]);
    draft.refused_as(invalid_principal(at.kind.unwrap_or(PrincipalKey::Service), at.value.text));
    if outside && at.policy.role.partition().is_some() {
        draft.confidence(Confidence::High);
    }
    draft.here(Safety::Safe, phrase!("remove `.cn`"), "");
}
