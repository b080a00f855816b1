//! An action begins with `sts:`, but AWS STS has no such action.
//!
//! ## What it checks
//! Values of `Action` and `NotAction` with the prefix `sts:` and a name that is not known, and names without it that
//! differ by a letter or two from an action of a trust policy.
//!
//! ## Why it matters
//! IAM refuses a trust policy that names an action other than those for assuming a role.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "ec2.amazonaws.com" },
//!       "Action": "sts:AssumeRoles"
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
//! The name that was meant is a guess, so the repair is for review.
//!
//! ## References
//! - [Actions of AWS STS](https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html)

use super::prelude::*;
use crate::aws::ActionName;

pub(super) const RULE: Rule = Rule {
    id: "unknown-sts-action",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: Some("INVALID_ACTION"),
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, _, value) in policy.actions() {
        let text = &value.text;
        match value.name() {
            ActionName::Near(action) => {
                let name = action.as_str();
                let rename = vec![layout::replace_string(policy.document, value.node, name)];
                out.report(&RULE, value.span)
                    .message(format!("`{text}` is not an action of AWS STS, did you mean `{name}`?"))
                    .why("IAM takes only the actions with which a role is assumed, spelt as AWS spells them.")
                    .fix(Fix::review(around("write `", name, "`"), rename))
                    .refused(ONLY_ASSUME_ROLE_ACTIONS);
            }
            ActionName::UnknownSts | ActionName::Nothing => {
                out.report(&RULE, value.span)
                    .message(around("`", text, "` is not an action of AWS STS"))
                    .why("IAM takes only the actions with which a role is assumed, spelt as AWS spells them.")
                    .help(
                        "Use `sts:AssumeRole`, `sts:AssumeRoleWithSAML` or `sts:AssumeRoleWithWebIdentity`, and beside \
                         them `sts:TagSession`, `sts:SetSourceIdentity` or `sts:SetContext`.",
                    )
                    .refused(ONLY_ASSUME_ROLE_ACTIONS);
            }
            _ => {}
        }
    }
}
