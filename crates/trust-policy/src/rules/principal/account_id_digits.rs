//! An account id does not have twelve digits.
//!
//! ## What it checks
//! Account ids, alone or in the ARN of a principal, that are not exactly twelve digits: with hyphens or blanks between
//! them, with a digit too few or too many, or an account alias in their place.
//!
//! ## Why it matters
//! IAM takes account ids only as twelve digits, as `aws sts get-caller-identity` prints them. The hyphens that the
//! console shows are not part of the id. An id with eleven digits has often lost its leading zero in a spreadsheet.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::1111-2222-3333:root" },
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
//!       "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
//!       "Action": "sts:AssumeRole"
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! Taking out the marks is safe. A leading zero is a guess, so it is for review.
//!
//! ## References
//! - [AWS account identifiers](https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html)

use super::prelude::*;
use crate::aws::{AccountId, digits};

pub(super) const RULE: Rule = Rule {
    id: "account-id-digits",
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Policy(check),
};

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    for (_, group, value) in policy.principals() {
        // A JSON number has a rule of its own.
        if value.form == PrincipalForm::AlmostAccountId && !value.is_number {
            let account = value.trimmed();
            let write = |id: &str| layout::replace_string(policy.document, value.node, id);
            report(out, value.span, account, &write).refused(invalid_principal(group.kind_or_aws(), &value.text));
        } else if let Some(arn) = value.identity() {
            let account = arn.account();
            let other_rule = account.is_empty() || account.contains(['*', '?']);
            if other_rule || account == "aws" || AccountId::parse(account).is_some() {
                continue;
            }
            let span = value.part(policy.document, arn.account_range());
            let write = |id: &str| Edit::replace(span, id);
            report(out, span, account, &write).refused(invalid_principal(group.kind_or_aws(), &value.text));
        }
    }
}

fn report<'o, 'r>(
    out: &'o mut Findings<'r>,
    span: Span,
    account: &str,
    write: &dyn Fn(&str) -> Edit,
) -> &'o mut Draft<'r> {
    let draft = out.report(&RULE, span).why("IAM knows accounts by their twelve digits and by nothing else.");
    let Some(digits) = digits(account) else {
        return draft
            .message(format!("`{account}` is not an account id"))
            .help("Write the twelve digits of the account; an alias or a name does not stand for them.");
    };
    match digits.len() {
        12 => draft
            .message(format!("the account id `{account}` has marks between its digits"))
            .fix(Fix::safe(format!("write `{digits}`"), vec![write(&digits)])),
        11 => {
            let padded = format!("0{digits}");
            draft
                .message(format!("the account id `{account}` has 11 digits instead of 12"))
                .help("Look the id up; if it begins with a zero, the zero may have been lost.")
                .fix(Fix::review(format!("write `{padded}`, with the leading zero"), vec![write(&padded)]))
        }
        length => draft
            .message(format!("the account id `{account}` has {length} digits instead of 12"))
            .help("Look the id up, for example with `aws sts get-caller-identity`."),
    }
}
