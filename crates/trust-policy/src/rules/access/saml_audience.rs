//! `SAML:aud` is not the sign-in page of AWS.
//!
//! ## What it checks
//! Values of `SAML:aud` that are no sign-in URL of AWS, and those of another partition than the provider's.
//!
//! ## Why it matters
//! The key holds the recipient of the SAML response: the URL to which the identity provider sends the browser,
//! `https://signin.aws.amazon.com/saml` or one for a Region, China or GovCloud. Any other value never matches, so
//! nobody gets in.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Federated": "arn:aws:iam::111122223333:saml-provider/Okta" },
//!       "Action": "sts:AssumeRoleWithSAML",
//!       "Condition": {
//!         "StringEquals": { "SAML:aud": "https://signin.aws.amazon.com" }
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
//! In a `Deny`, and in a test that a missing key satisfies, the repair only narrows who may assume the role: that is
//! safe. In an `Allow` nobody gets in today and somebody will afterwards, so it is for review.
//!
//! ## References
//! - [Roles for SAML federation](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_saml.html)
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html)

use super::prelude::*;
use crate::aws::{Arn, Partition, Template};

pub(super) const RULE: Rule = Rule {
    id: phrase!("saml-audience"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (statement, block, test) in policy.tests() {
        if !test.is("saml:aud") || !block.demands_value(test) {
            continue;
        }
        let partition = partition(statement);
        let Some((_, usual)) = SIGN_IN.iter().find(|(of, _)| *of == partition) else { continue };
        let like = block.operator.is_some_and(Operator::has_wildcards);
        for value in &test.values {
            let text = value.text.trim();
            let star = text.contains('*') && !like;
            let elsewhere = star || value.is_placeholder() || value.is_joined() || text.holds("${");
            if elsewhere || SIGN_IN.iter().any(|(of, form)| *of == partition && Template(form).meets(text, like)) {
                continue;
            }
            out.report(&RULE, value.span)
                .tells(phrase!("`{}` is not where AWS takes SAML sign-ins in the partition `{}`"), &[text, partition])
                .why(phrase!("The recipient of the SAML response is a sign-in page of AWS and never anything else."))
                .offer_value(policy.document, value, usual, statement.mending_narrows(block, test));
        }
    }
}

/// The partition of the first SAML provider that the statement trusts.
fn partition(statement: &Statement<'_>) -> &'static str {
    for value in statement.principals() {
        if value.provider() == Some(Provider::Saml)
            && let Some(partition) = Arn::parse(value.text.trim()).and_then(|arn| Partition::parse(arn.partition()))
        {
            return partition.id;
        }
    }
    Partition::AWS.id
}

/// The sign-in pages by partition, the usual one first. Nothing in a host name is a colon.
/// Where responses are encrypted the path goes on with `/acs/` and the id of the provider. Sources:
/// <https://docs.aws.amazon.com/general/latest/gr/signin-service.html> and
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_relying-party.html>
const SIGN_IN: [(&str, &str); 13] = [
    ("aws", "https://signin.aws.amazon.com/saml"),
    ("aws", "https://${region}.signin.aws.amazon.com/saml"),
    ("aws", "https://signin.aws.amazon.com/saml/${id}"),
    ("aws", "https://${region}.signin.aws.amazon.com/saml/${id}"),
    ("aws", "https://signin.aws.amazon.com/saml?${query}"),
    ("aws-cn", "https://signin.amazonaws.cn/saml"),
    ("aws-cn", "https://${region}.signin.amazonaws.cn/saml"),
    ("aws-cn", "https://signin.amazonaws.cn/saml/${id}"),
    ("aws-cn", "https://${region}.signin.amazonaws.cn/saml/${id}"),
    ("aws-us-gov", "https://signin.amazonaws-us-gov.com/saml"),
    ("aws-us-gov", "https://${region}.signin.amazonaws-us-gov.com/saml"),
    ("aws-us-gov", "https://signin.amazonaws-us-gov.com/saml/${id}"),
    ("aws-us-gov", "https://${region}.signin.amazonaws-us-gov.com/saml/${id}"),
];
