//! `SAML:doc` or `SAML:sub_type` never has a value of this form.
//!
//! ## What it checks
//! Values of `SAML:doc` that have no account before the name of the SAML provider, or are the ARN of it. Values of
//! `SAML:sub_type` that are neither `persistent` nor `transient` nor another URI of a format.
//!
//! ## Why it matters
//! `SAML:doc` holds the account that owns the provider, a slash, and the name of the provider: `111122223333/Okta`. Of
//! the formats of names AWS shortens two to `persistent` and `transient`, and leaves the others whole. A value of another
//! form never matches.
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
//!         "StringEquals": {
//!           "SAML:aud": "https://signin.aws.amazon.com/saml",
//!           "SAML:doc": "Okta"
//!         }
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
//!         "StringEquals": {
//!           "SAML:aud": "https://signin.aws.amazon.com/saml",
//!           "SAML:doc": "111122223333/Okta"
//!         }
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
//! - [Condition keys of IAM and AWS STS](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml)

use super::prelude::*;
use crate::aws::Template;

pub(super) const RULE: Rule = Rule {
    id: phrase!("saml-value-form"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if tested.family != Some(OperatorFamily::String) {
        return;
    }
    let doc = tested.test.is("saml:doc");
    if !doc && !tested.test.is("saml:sub_type") {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        let literal = value.has_star && !tested.has_wildcards;
        if literal || value.has_variable || !value.is_filled_in() {
            continue;
        }
        if doc {
            provider(tested, value, text, out);
        } else {
            format(tested, value, text, out);
        }
    }
}

fn provider(tested: &Tested<'_, '_>, value: &ConditionValue<'_>, text: &str, out: &mut Findings<'_>) {
    if Template("${#account}/${@name}").meets(text, tested.has_wildcards) {
        return;
    }
    let why = phrase!("The key holds the account of the provider, a slash and the name of the provider.");
    let finding = out.at_value(&RULE, value, phrase!("`{}` has not the form `ACCOUNT/NAME`"), "", why);
    let name = text.rsplit('/').next().unwrap_or_default();
    for principal in tested.statement.principals() {
        if principal.provider() != Some(Provider::Saml) {
            continue;
        }
        if let Some((account, _)) = principal.account().zip(principal.text.trim().strip_suffix(name)) {
            tested.write(finding, value, &joined(&[account, "/", name]));
            return;
        }
    }
}

fn format(tested: &Tested<'_, '_>, value: &ConditionValue<'_>, text: &str, out: &mut Findings<'_>) {
    const SHORTENED: [&str; 2] = ["persistent", "transient"];
    let end = text.rsplit(':').next().unwrap_or_default();
    let short = SHORTENED.into_iter().find(|short| short.eq_ignore_ascii_case(end));
    let whole = text.holds(":nameid-format:");
    if SHORTENED.contains(&text) || tested.has_wildcards || (whole && short.is_none()) {
        return;
    }
    let why = phrase!("The key holds `persistent`, `transient`, or the whole URI of another format.");
    let finding = out.at_value(&RULE, value, phrase!("`{}` is no format of a name as AWS writes it"), "", why);
    if let Some(short) = short {
        tested.write(finding, value, short);
    }
}
