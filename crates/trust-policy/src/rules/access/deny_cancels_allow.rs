//! A `Deny` cancels an `Allow`.
//!
//! ## What it checks
//! Principals of an `Allow` whom a `Deny` names too, for the same action, when the `Deny` always applies to them: it has
//! no condition, it has the conditions of the `Allow`, it excepts other ARNs or accounts than theirs, or its tests hold
//! without the key and such callers never send it.
//!
//! ## Why it matters
//! A `Deny` wins over every `Allow`. `StringNotEquals`, `NotIpAddress`, `…IfExists` and `Null` hold when the key is
//! missing; AWS services and sign-ins by an identity provider come without `aws:PrincipalOrgID`, services without
//! `aws:SourceIp`, and both without `aws:MultiFactorAuthPresent`.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "config.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     },
//!     {
//!       "Effect": "Deny",
//!       "Principal": { "AWS": "*" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringNotEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" }
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
//!       "Principal": { "Service": "config.amazonaws.com" },
//!       "Action": "sts:AssumeRole"
//!     },
//!     {
//!       "Effect": "Deny",
//!       "Principal": { "AWS": "*" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "StringNotEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
//!         "BoolIfExists": { "aws:PrincipalIsAWSService": "false" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [Policy evaluation](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html)
//! - [Principal element](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous)
//! - [Condition operators](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html)
//! - [Global condition keys](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html)

use super::prelude::*;
use crate::aws::Caller;
use crate::policy::follows;

pub(super) const RULE: Rule = Rule {
    id: phrase!("deny-cancels-allow"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Policy(check),
};

/// No policy that fits into AWS has more statements; comparing each with each must stay cheap.
const MOST: usize = 64;

fn check(policy: &Policy<'_>, out: &mut Findings<'_>) {
    if policy.statements.len() < 2 {
        return;
    }
    let statements = policy.statements.get(..MOST).unwrap_or(&policy.statements);
    for deny in statements {
        if deny.effect() != Effect::Deny || !deny.has_plain_conditions() || deny.principal.is_none() {
            continue;
        }
        for allow in statements {
            if allow.is_trust_allow() {
                cancels(deny, allow, out);
            }
        }
    }
}

fn cancels(deny: &Statement<'_>, allow: &Statement<'_>, out: &mut Findings<'_>) {
    const MOST_PRINCIPALS: usize = 256;
    for statement in [deny, allow] {
        if statement.principal.as_ref().is_none_or(|principal| principal.count() > MOST_PRINCIPALS) {
            return;
        }
    }
    let mut surest = Confidence::High;
    let (mut cancelled, mut spared) = (Vec::new(), false);
    for (value, caller) in allow.callers() {
        match caller.and_then(|caller| certainty(deny, allow, value, caller)) {
            Some(confidence) => {
                surest = surest.min(confidence);
                cancelled.push(value);
            }
            None => spared = true,
        }
    }
    let (Some(first), Some(element)) = (cancelled.first(), &allow.principal) else { return };
    let finding = if spared {
        out.report(&RULE, first.span).tells(phrase!("`{}` never gets in: another statement denies it"), &[first.text])
    } else {
        out.report(&RULE, element.element.key.content)
            .message(phrase!("nobody whom this statement allows gets in: another statement denies them all"))
    };
    finding.confidence(surest);
    if surest == Confidence::Low {
        finding.severity(Severity::Warning);
    }
    for value in cancelled.get(1..).filter(|_| spared).unwrap_or_default() {
        finding.label(value.span, phrase!("denied too"));
    }
    finding.label(deny.place(), phrase!("denied here"));
    finding.why(phrase!("A `Deny` wins over every `Allow`, in whatever order they stand."));
    for (block, test) in deny.tests() {
        if first.surely_passes(block, test) {
            finding
                .label(test.key.content, phrase!("holds for them"))
                .help(phrase!("Except in the `Deny` those whom the `Allow` names, or name others in the `Allow`."));
            return;
        }
        if block.holds_without_key(test) {
            finding
                .label(test.key.content, phrase!("holds when the key is missing"))
                .why(phrase!("A `Deny` wins over every `Allow`, and this one applies also to requests without the key."))
                .help(phrase!("Name in the `Deny` whom it is meant for, or leave those out that come without the key."));
            return;
        }
    }
}

/// How sure it is that the `Deny` applies to every request of the principal that the `Allow` lets in.
fn certainty(
    deny: &Statement<'_>,
    allow: &Statement<'_>,
    principal: &PrincipalValue<'_>,
    caller: Caller,
) -> Option<Confidence> {
    if !deny.lets_assume(caller) {
        return None;
    }
    let mut surest = deny.denies(principal, caller)?;
    for (block, test) in deny.tests() {
        // What the Allow demands holds for all whom it lets in.
        if allow.tests().any(|stronger| follows((block, test), stronger)) {
            continue;
        }
        if caller == Caller::Principal && principal.surely_passes(block, test) {
            continue;
        }
        if !block.holds_without_key(test) {
            return None;
        }
        if !principal.brings(test, caller)? {
            surest = surest.min(Confidence::Medium);
        } else if hardly_sends(principal, caller, test) {
            surest = Confidence::Low;
        } else {
            return None;
        }
    }
    Some(surest)
}

/// Whether such callers come without the key as far as is known, which AWS does not say in so many words: sessions of
/// roles without MFA, services through no endpoint of a VPC.
fn hardly_sends(principal: &PrincipalValue<'_>, caller: Caller, test: &ConditionKeyTest<'_>) -> bool {
    const MFA: [&str; 2] = ["aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge"];
    const NETWORK: [&str; 4] = ["aws:SourceVpc", "aws:SourceVpcArn", "aws:SourceVpce", "aws:VpcSourceIp"];
    if caller == Caller::Service {
        return NETWORK.iter().any(|key| test.is(key));
    }
    let role = principal.identity().is_some_and(|arn| matches!(arn.resource_type(), "role" | "assumed-role"));
    role && MFA.iter().any(|key| test.is(key))
}
