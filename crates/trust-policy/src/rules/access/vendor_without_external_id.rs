//! An account of a vendor gets in without an external id.
//!
//! ## What it checks
//! `Allow` statements that let an account of a known vendor assume the role and ask for no `sts:ExternalId`. Where only a
//! role or a user of the vendor is trusted, by its principal or by `aws:PrincipalArn`, this is a suggestion. A test of the session's name, its source identity or
//! its tags counts as well, and so does one of the organization. Accounts that AWS itself uses are no vendors.
//!
//! ## Why it matters
//! A vendor works for many customers from the same account. Whoever tells the vendor the ARN of your role as if it were
//! their own has it work in your account: the confused deputy. The external id tells the customers apart.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::464622532012:root" },
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
//!       "Principal": { "AWS": "arn:aws:iam::464622532012:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringEquals": { "sts:ExternalId": "c0ffee12-3456-7890-abcd-ef0123456789" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## Fix safety
//! The repair holds a placeholder: the external id comes from the vendor.
//!
//! ## References
//! - [Access for third parties](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html)
//! - [Known AWS accounts](https://github.com/fwdcloudsec/known_aws_accounts), from which the vendors are known

use super::prelude::*;
use crate::aws::{Caller, same_letters, vendor_of};

pub(super) const RULE: Rule = Rule {
    id: phrase!("vendor-without-external-id"),
    severity: Severity::Security,
    confidence: Confidence::Medium,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Principal(check),
};

fn check(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    if at.form == PrincipalForm::Star {
        return check_star(at, out);
    }
    let Some((account, whole)) = account(at.value) else { return };
    let Some(vendor) = vendor_of(account) else { return };
    if !lets_in(at, account) {
        return;
    }
    let place = at.arn.as_ref().map_or(0..account.len(), |arn| arn.account_range());
    let finding = report(out, at.part(place), account, vendor);
    if !whole || at.statement.tests_key("aws:PrincipalArn") {
        finding.severity(Severity::Suggestion).confidence(Confidence::Low);
    }
    // The condition would bind whoever else is trusted by the statement.
    for other in at.statement.principals() {
        if self::account(other).and_then(|(account, _)| vendor_of(account)) != Some(vendor) {
            return;
        }
    }
    offer(finding, at);
}

/// Everybody of an account, which a condition names.
fn check_star(at: &Named<'_, '_>, out: &mut Findings<'_>) {
    for (block, test) in at.statement.tests() {
        if !test.is("aws:PrincipalAccount") || !block.demands_value(test) {
            continue;
        }
        for value in &test.values {
            let Some(vendor) = vendor_of(value.text) else { continue };
            if lets_in(at, value.text) {
                let finding = report(out, value.span, value.text, vendor);
                if test.values.len() == 1 {
                    offer(finding, at);
                }
            }
        }
    }
}

fn report<'o, 'r>(out: &'o mut Findings<'r>, place: Span, account: &str, vendor: &str) -> &'o mut Draft<'r> {
    let why = phrase!("The vendor works for many customers from this account. An external id keeps one of them from having it \
               use your role.");
    out.tell(&RULE, place, phrase!("`{}` is an account of {}, which gets in without an external id"), &[account, vendor], why)
        .help(phrase!("Take the external id from the vendor, who makes one for each customer."))
}

fn offer(finding: &mut Draft<'_>, at: &Named<'_, '_>) {
    finding.offer_test(at.policy.document, at.statement, "sts:ExternalId", "<EXTERNAL_ID>", Safety::FillIn);
}

/// The account of a principal, and whether all of it is trusted.
fn account<'v>(value: &'v PrincipalValue<'_>) -> Option<(&'v str, bool)> {
    if value.form == PrincipalForm::AccountId {
        return Some((value.trimmed(), true));
    }
    let arn = value.identity()?;
    let whole = arn.resource() == "root";
    let one = matches!(arn.resource_type(), "role" | "user" | "assumed-role");
    (whole || one).then(|| (arn.account(), whole))
}

/// Whether the account comes in, and nothing tells the customers of a vendor apart.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn lets_in(at: &Named<'_, '_>, account: &str) -> bool {
    let statement = at.statement;
    let trusted = statement.principal.as_ref().is_some_and(|principal| std::ptr::eq(principal, at.element));
    let own = at.policy.role.account().is_some_and(|own| own.as_str() == account);
    if !trusted || own || !statement.is_read() {
        return false;
    }
    if statement.effect() != Effect::Allow || !statement.lets_assume(Caller::Principal) {
        return false;
    }
    for other in &at.policy.statements {
        let same = std::ptr::eq(other, statement);
        // A `Deny` may be what asks for it. Where another `Allow` does, this one is open beside it: a rule of its own.
        let about_it = same
            || other.effect() == Effect::Deny
            || other.principals().any(|value| value.trimmed() == at.text);
        if about_it && other.means_claim(&|claim| tells_customers_apart(claim, same)) {
            return false;
        }
    }
    true
}

/// Whether a condition key, without what stands before its colon, can hold what the vendor has of one customer only.
fn tells_customers_apart(claim: &str, same: bool) -> bool {
    const OTHERS: [&str; 5] = ["RoleSessionName", "SourceIdentity", "PrincipalOrgID", "PrincipalOrgPaths", "userid"];
    if same_letters(claim, "ExternalId") {
        return true;
    }
    let tag = claim.get(..10).is_some_and(|start| start.eq_ignore_ascii_case("RequestTag"));
    same && (tag || OTHERS.iter().any(|name| name.eq_ignore_ascii_case(claim)))
}

#[cfg(test)]
mod tests {
    use crate::{Options, check};

    #[test]
    fn the_account_of_the_role_itself_is_not_a_vendor() {
        let of = |account: &str| {
            let text = r#"{"Role": {"Path": "/", "RoleName": "r", "Arn": "arn:aws:iam::ACCOUNT:role/r",
                "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::464622532012:root"}, "Action": "sts:AssumeRole"}]}}}"#;
            let report = check(&text.replace("ACCOUNT", account), &Options::default());
            report.findings.iter().any(|finding| finding.rule == super::RULE.id.get())
        };
        assert!(of("111122223333"));
        assert!(!of("464622532012"));
    }
}
