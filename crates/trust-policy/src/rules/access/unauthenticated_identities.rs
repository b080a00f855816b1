//! Identities that nobody signed in to may assume the role.
//!
//! ## What it checks
//! Statements that trust Amazon Cognito, test the identity pool (`aud`), and do not test how the identity signed in
//! (`amr`).
//!
//! ## Why it matters
//! An identity pool may give identities to guests. Their tokens have the same audience; only
//! `cognito-identity.amazonaws.com:amr` tells `authenticated` from `unauthenticated`. AWS's own trust policies for the
//! two roles of a pool test both.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "cognito-identity.amazonaws.com" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": { "cognito-identity.amazonaws.com:aud": "eu-west-1:12345678-dead-beef-cafe-123456790abc" }
//!       }
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
//!       "Principal": { "Federated": "cognito-identity.amazonaws.com" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": { "cognito-identity.amazonaws.com:aud": "eu-west-1:12345678-dead-beef-cafe-123456790abc" },
//!         "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Guests may be meant, and would be shut out: the repair is for review.
//!
//! ## References
//! - [Amazon Cognito: role trust and permissions](https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html)
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)

use super::prelude::*;
use crate::aws::Caller;
use crate::fix::layout::Json;

pub(super) const RULE: Rule = Rule {
    id: phrase!("unauthenticated-identities"),
    severity: Severity::Suggestion,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::WebIdentity(check),
};

const COGNITO: &str = "cognito-identity.amazonaws.com";

fn check(at: &WebIdentity<'_, '_>, out: &mut Findings<'_>) {
    let WebIdentity { policy, statement, value, issuer } = *at;
    if issuer != COGNITO {
        return;
    }
    // Without the pool there is more to say than this; one identity is not many.
    let pool = |claim: &str| claim.eq_ignore_ascii_case("aud");
    let narrower = |claim: &str| claim.eq_ignore_ascii_case("amr") || claim.eq_ignore_ascii_case("sub");
    if !statement.means_claim(&pool) || statement.means_claim(&narrower) {
        return;
    }
    let finding = out
        .at_condition(&RULE, statement, value)
        .message(phrase!("the condition does not tell those who signed in from guests of the identity pool"))
        .why(phrase!("If the pool gives identities to guests, they may assume this role too."));
    let key = "cognito-identity.amazonaws.com:amr";
    let edits = condition_fix::add_test(
        policy.document,
        statement,
        "ForAnyValue:StringLike",
        key,
        Json::string("authenticated"),
    );
    if statement.is_only_for(Caller::WebIdentity) {
        finding.fix_if(Safety::Review, phrase!("let in only those who signed in"), &[], edits);
    }
}
