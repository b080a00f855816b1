//! A trust policy names a resource.
//!
//! ## What it checks
//! `Resource` and `NotResource` in a statement, in any spelling.
//!
//! ## Why it matters
//! The resource of a trust policy is the role that it belongs to; naming one is not allowed, not even the role itself.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Resource": "*"
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
//! ## References
//! - [Access Analyzer policy checks](https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html)
//! - [IAM JSON policy grammar](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html)

use super::prelude::*;
use crate::policy::ElementName;

pub(super) const RULE: Rule = Rule {
    id: phrase!("resource-element"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: Some(phrase!("ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE")),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for statement in policy.trust_statements() {
        for element in &statement.elements {
            let words = match element.known {
                Some(ElementName::Resource) => phrase!("Has prohibited field Resource"),
                Some(ElementName::NotResource) => phrase!("AssumeRole policy must not contain resources."),
                _ => continue,
            };
            let why = phrase!("The resource is always the role that the policy belongs to.");
            out.tell(&RULE, element.key.content, phrase!("a trust policy has no `{}`"), &[element.name], why)
                .offer_removal(Safety::Safe, policy.document, statement.node, element.index)
                .refused(words);
        }
    }
}
