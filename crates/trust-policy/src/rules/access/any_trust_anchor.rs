//! Every trust anchor of the account opens the role.
//!
//! ## What it checks
//! Statements that trust IAM Roles Anywhere and test neither the trust anchor (`aws:SourceArn`) nor the certificate
//! (`aws:PrincipalTag/x509Subject/CN` and its like, or `sts:SourceIdentity`).
//!
//! ## Why it matters
//! Whoever has a certificate of any authority that is registered as a trust anchor in the account may assume the role,
//! if a profile names it. A condition ties the role to one authority, or to one certificate.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "rolesanywhere.amazonaws.com" },
//!       "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]
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
//!       "Principal": { "Service": "rolesanywhere.amazonaws.com" },
//!       "Action": ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
//!       "Condition": {
//!         "ArnEquals": { "aws:SourceArn": "arn:aws:rolesanywhere:eu-west-1:111122223333:trust-anchor/11111111-2222-3333-4444-555555555555" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The trust anchor is filled in by hand.
//!
//! ## References
//! - [The trust model of IAM Roles Anywhere](https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html)
//! - [Certificate-based access controls: limit by the trust policy](https://docs.aws.amazon.com/prescriptive-guidance/latest/certificate-based-access-controls/option-2.html)

use super::prelude::*;
use crate::fix::layout::Json;

pub(super) const RULE: Rule = Rule {
    id: "any-trust-anchor",
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

/// What says which trust anchor or whose certificate it is; tags have a name behind the slash.
const NARROWING: [&str; 4] = ["aws:SourceArn", "aws:SourceAccount", "sts:SourceIdentity", "sts:RoleSessionName"];

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    let service = at.kind == Some(PrincipalKey::Service) && at.value.is_roles_anywhere();
    if !service || !at.statement.is_trust_allow() || !at.statement.covers("sts:AssumeRole") {
        return;
    }
    for (_, test) in at.statement.tests() {
        let narrows = NARROWING.iter().any(|key| test.is(key)) || test.name.holds("Tag/");
        // A name that is none has a rule of its own.
        if narrows || test.known().is_none() {
            return;
        }
    }
    let (arn, _) = at.policy.own_arn("", "");
    let arn = match arn.cut(":iam::") {
        Some((start, account)) => filled("{}:rolesanywhere:<REGION>:{}trust-anchor/<TRUST_ANCHOR_ID>", &[start, account]),
        None => return,
    };
    let key = NARROWING[0];
    let edits = condition_fix::add_test(at.policy.document, at.statement, "ArnEquals", key, Json::string(arn));
    out.report(&RULE, at.value.span)
        .message("every trust anchor of the account opens the role")
        .why("Whoever has a certificate of any authority that the account trusts may assume it.")
        .help("Test the trust anchor with `aws:SourceArn`, or the certificate with `aws:PrincipalTag/x509Subject/CN`.")
        .fix_if(Safety::FillIn, "test `aws:SourceArn`", edits.filter(|_| at.statement.principals().count() == 1));
}
