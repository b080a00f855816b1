//! An identity provider is trusted for tokens that were made for somebody else.
//!
//! ## What it checks
//! Statements that trust an OpenID Connect provider of the account, test who comes, and do not test the audience
//! (`aud`).
//!
//! ## Why it matters
//! A token names whom it was made for. The client ids of the provider in IAM already limit that; a test in the policy
//! says it where it is read, and holds when somebody adds a client id.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": { "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:sub": "system:serviceaccount:payments:api" }
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
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E" },
//!       "Action": "sts:AssumeRoleWithWebIdentity",
//!       "Condition": {
//!         "StringEquals": {
//!           "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:aud": "sts.amazonaws.com",
//!           "oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B716D3041E:sub": "system:serviceaccount:payments:api"
//!         }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Tokens may be asked for with another audience than the usual one, and would then be refused: the repair is for
//! review.
//!
//! ## References
//! - [Roles for OpenID Connect federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html)

use super::prelude::*;
use crate::aws::Caller;
use crate::report::Safety;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-audience"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::WebIdentity(check),
};

fn check(at: &WebIdentity<'_, '_>, out: &mut Findings<'_>) {
    let WebIdentity { policy, statement, value, issuer } = *at;
    // Without any test of who comes there is more to say than this.
    let subject = |claim: &str| claim.eq_ignore_ascii_case("sub");
    let audience = |claim: &str| claim.eq_ignore_ascii_case("aud") || claim.eq_ignore_ascii_case("oaud");
    let own = value.text.holds(":oidc-provider/");
    if !own || !statement.means_claim(&subject) || statement.means_claim(&audience) {
        return;
    }
    let key = joined(&[issuer, ":aud"]);
    let finding = out
        .at_condition(&RULE, statement, value)
        .tells(phrase!("the condition does not test the audience, `{}`"), &[&key])
        .why(phrase!("Only the client ids of the provider keep out tokens that were made for another service than AWS."));
    // Callers of another kind would be shut out.
    if statement.is_only_for(Caller::WebIdentity) {
        let expected = value.known_issuer().and_then(|provider| provider.audiences(issuer).next());
        let (wanted, safety) = match expected.as_deref().filter(|audience| !audience.holds("${")) {
            Some(audience) => (audience, Safety::Review),
            None => ("<AUDIENCE>", Safety::FillIn),
        };
        finding.offer_test(policy.document, statement, &key, wanted, safety);
    }
}
