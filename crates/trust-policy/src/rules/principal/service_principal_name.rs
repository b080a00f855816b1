//! A service principal is not written as AWS writes it.
//!
//! ## What it checks
//! Names under `Service` that lack their domain (`ec2`), have the wrong one (`ec2.amazon.com`), or differ by a letter or
//! two from a service principal that AWS uses (`lamda.amazonaws.com`). A name that is only unknown is left alone: no list
//! of service principals is complete.
//!
//! ## Why it matters
//! IAM looks the name up when the policy is saved and refuses the policy when it does not know it.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2" },
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
//! ## Fix safety
//! Adding or mending the domain of a known service is safe. A name that is only near a known one is a guess, and its
//! repair is for review.
//!
//! ## References
//! - [AWS service principals](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-services)

use super::prelude::*;
use crate::aws::ServiceName;

pub(super) const RULE: Rule = Rule {
    id: phrase!("service-principal-name"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    // What is no name at all stands under the wrong key; the rule for that says so.
    let name = matches!(
        at.form,
        PrincipalForm::Name | PrincipalForm::Service | PrincipalForm::Host | PrincipalForm::Url
    );
    if at.kind != Some(PrincipalKey::Service) || !name || at.is_known_service {
        return;
    }
    // `https://lambda.amazonaws.com` names the service, not its endpoint.
    let bare = at.text.strip_prefix("https://").or_else(|| at.text.strip_prefix("http://")).unwrap_or(at.text);
    let bare = bare.strip_suffix('/').unwrap_or(bare);
    let (message, name, safety, confidence) = match ServiceName::of(bare) {
        ServiceName::Known if bare != at.text => {
            (phrase!("`{}` is not a service principal, did you mean `{}`?"), bare.to_owned(), Safety::Safe, RULE.confidence)
        }
        ServiceName::Miswritten { name } => (phrase!("`{}` is not a service principal, did you mean `{}`?"), name, Safety::Safe, RULE.confidence),
        ServiceName::Near { name } => {
            (phrase!("`{}` is not a known service principal, did you mean `{}`?"), name.to_owned(), Safety::Review, Confidence::Medium)
        }
        ServiceName::Nothing if !matches!(at.form, PrincipalForm::Host | PrincipalForm::Url) => {
            (phrase!("`{}` is not a service principal"), String::new(), Safety::Review, RULE.confidence)
        }
        _ => return,
    };
    let why = phrase!("IAM knows a service by its whole name, with its domain and in lower case, such as `ec2.amazonaws.com`.");
    let draft = at.refuse_all(out, &RULE, why).confidence(confidence);
    if name.is_empty() {
        draft
            .tells(message, &[at.text])
            .help(phrase!("Look the service principal up in the documentation of the service."));
    } else {
        draft
            .tells(message, &[at.text, &name])
            .write_principal(safety, at, &name);
    }
}
