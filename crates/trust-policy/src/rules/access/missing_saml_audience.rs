//! A SAML provider is trusted without a test of the recipient.
//!
//! ## What it checks
//! Statements that trust a SAML provider and do not test `SAML:aud`.
//!
//! ## Why it matters
//! The key holds the recipient of the SAML response. AWS recommends the test, so that a response that was made for
//! another service is of no use here.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/Okta" },
//!       "Action": "sts:AssumeRoleWithSAML"
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
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/Okta" },
//!       "Action": "sts:AssumeRoleWithSAML",
//!       "Condition": {
//!         "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com/saml" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Sign-ins that go to the page of a Region would be refused afterwards: the repair is for review.
//!
//! ## References
//! - [Roles for SAML federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html)
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)

use super::prelude::*;
use crate::aws::{Arn, Caller};
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-saml-audience"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in &policy.statements {
        if !statement.lets_assume(Caller::Saml) || statement.effect() == Effect::Deny {
            continue;
        }
        let Some((value, _)) = statement.callers().find(|(_, caller)| *caller == Some(Caller::Saml)) else { continue };
        let meant = |claim: &str| claim.eq_ignore_ascii_case("aud") || claim.eq_ignore_ascii_case("recipient");
        if statement.means_claim(&meant) {
            continue;
        }
        let finding = out
            .report(&RULE, value.span)
            .message(phrase!("the condition does not test the recipient of the SAML response, `SAML:aud`"))
            .why(phrase!("AWS recommends the test: it keeps out responses that were made for another service."));
        let url = match Arn::parse(value.text.trim()).map(|arn| arn.partition()) {
            Some("aws") => "https://signin.aws.amazon.com/saml",
            Some("aws-cn") => "https://signin.amazonaws.cn/saml",
            Some("aws-us-gov") => "https://signin.amazonaws-us-gov.com/saml",
            _ => continue,
        };
        // Callers of another kind would be shut out.
        if statement.is_only_for(Caller::Saml) {
            finding.offer_test(policy.document, statement, "SAML:aud", url, Safety::Review);
        }
    }
}
