//! The policy is inside the output of another command.
//!
//! ## What it checks
//! Documents such as the output of `aws iam get-role`, with the trust policy in `Role.AssumeRolePolicyDocument`.
//!
//! ## Why it matters
//! Nothing is wrong with it; the policy inside is what is checked. But to update the role only the policy may be sent.
//!
//! ## Example
//! ```json
//! {
//!   "Role": {
//!     "RoleName": "deploy",
//!     "Arn": "arn:aws:iam::111122223333:role/deploy",
//!     "AssumeRolePolicyDocument": {
//!       "Version": "2012-10-17",
//!       "Statement": [
//!         {
//!           "Effect": "Allow",
//!           "Principal": { "Service": "ec2.amazonaws.com" },
//!           "Action": "sts:AssumeRole"
//!         }
//!       ]
//!     }
//!   }
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
//! Keeping only the policy throws away what else was pasted, so it is for review.
//!
//! ## References
//! - [aws iam get-role](https://docs.aws.amazon.com/cli/latest/reference/iam/get-role.html)
//! - [aws iam update-assume-role-policy](https://docs.aws.amazon.com/cli/latest/reference/iam/update-assume-role-policy.html)

use super::prelude::*;
use crate::intake::Input;
use crate::report::InputKind;

pub(super) const RULE: Rule = Rule {
    id: phrase!("wrapped-policy"),
    severity: Severity::Suggestion,
    confidence: Confidence::High,
    fix: FixKind::Always,
    aws_check: None,
    check: Check::Input(check),
};

fn check(input: &Input<'_>, out: &mut Findings<'_>) {
    if input.kind != InputKind::GetRole {
        return;
    }
    let why = phrase!("To update the role, send the policy alone.");
 out.tell(&RULE, input.first_line(), phrase!("the policy is inside the description of a role"), &[], why)
        .offer(Safety::Review, phrase!("keep only the policy"), input.unwrapped());
}
