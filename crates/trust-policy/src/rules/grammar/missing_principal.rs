//! A statement does not say whom it is about.
//!
//! ## What it checks
//! Statements without `Principal`. A statement of a permissions policy is the business of another rule.
//!
//! ## Why it matters
//! A trust policy says who may assume the role. IAM refuses a statement that names nobody.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
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
//! Whom the role is to trust must be filled in.
//!
//! ## References
//! - [AWS JSON policy elements: Principal](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html)
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)

use super::prelude::*;
use crate::aws::StsAction;
use crate::fix::layout::Json;
use crate::policy::ElementName;

pub(super) const RULE: Rule = Rule {
    id: phrase!("missing-principal"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some(phrase!("MISSING_PRINCIPAL")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in policy.trust_statements() {
        let missing = statement.principal.is_none() && statement.not_principal.is_none();
        if !missing || policy.has_misplaced(statement, ElementName::Principal) {
            continue;
        }
        let after = statement.effect_element.as_ref().map(|effect| effect.index);
        let value = principal(policy, statement);
        let edit = layout::insert_member(policy.document, statement.node, after, "Principal", &value);
        let why = phrase!("This statement names nobody who may assume the role.");
        lacks(out, &RULE, policy.document.opening(statement.node), "Principal", why)
            .help(phrase!("Accounts, roles and users stand under `AWS`, services under `Service`, identity providers under `Federated`."))
            .offer(Safety::FillIn, phrase!("add a principal"), edit);
    }
}

/// The principal that goes with the action, its account to be filled in.
fn principal(policy: &Policy<'_>, statement: &Statement<'_>) -> Json {
    let partition = policy.role.partition().map_or("aws", |partition| partition.id);
    let (key, resource) = if statement.lets(StsAction::AssumeRole) {
        ("AWS", "root")
    } else if statement.lets(StsAction::AssumeRoleWithSaml) {
        ("Federated", "saml-provider/<PROVIDER_NAME>")
    } else if statement.lets(StsAction::AssumeRoleWithWebIdentity) {
        ("Federated", "oidc-provider/<PROVIDER_HOST>")
    } else {
        ("AWS", "root")
    };
    Json::object([(key, Json::string(filled(phrase!("arn:{}:iam::<ACCOUNT_ID>:{}"), &[partition, resource])))])
}
