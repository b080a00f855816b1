//! The source of a service's call is a resource of another service.
//!
//! ## What it checks
//! Values of `aws:SourceArn` whose service is none that the statement trusts, such as the ARN of a function for
//! `events.amazonaws.com`, and ARNs of IAM.
//!
//! ## Why it matters
//! The key holds the resource for which the trusted service calls: a rule of EventBridge, a project of CodeBuild. What
//! the service then works on is not in it, nor is the role. A resource of another service never matches, so the service
//! cannot assume the role. Where AWS does not document what the service sends, this is a suggestion.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "Service": "events.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:SourceArn": "arn:aws:lambda:eu-west-1:111122223333:function:orders" }
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
//!       "Principal": { "Service": "events.amazonaws.com" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ArnLike": { "aws:SourceArn": "arn:aws:events:eu-west-1:111122223333:rule/orders" }
//!       }
//!     }
//!   ]
//! }
//! ```
//!
//! ## References
//! - [The confused deputy problem](https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html)
//! - [AWS global condition keys: aws:SourceArn](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-sourcearn)

use super::prelude::*;
use crate::aws::{Arn, Caller, source_services};

pub(super) const RULE: Rule = Rule {
    id: phrase!("source-arn-of-other-service"),
    severity: Severity::Error,
    confidence: Confidence::Medium,
    fix: FixKind::Never,
    aws_check: None,
    check: Check::Test(check),
};

/// Other services whose resources have the ARNs of another: Spot fleets, APIs, domains of OpenSearch.
/// Source: <https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>
const OTHER_NAMES: [(&str, &str); 5] = [
    ("spotfleet", "ec2"),
    ("ec2fleet", "ec2"),
    ("apigateway", "execute-api"),
    ("opensearchservice", "es"),
    ("pinpoint", "mobiletargeting"),
];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.allows || !tested.demands || !tested.test.is("aws:SourceArn") {
        return;
    }
    for value in &tested.test.values {
        let Some(arn) = foreign(tested, value) else { continue };
        let source = arn.service();
        let (mut trusted, mut sure) = (None, true);
        for (principal, _) in tested.statement.callers() {
            sure &= source_services(principal.trimmed()).is_some();
            trusted = Some(principal);
        }
        let Some(trusted) = trusted else { continue };
        let of_iam = matches!(source, "iam" | "sts");
        let why = phrase!("The key holds the resource for which the trusted service calls, not what it works on and not the role.");
        let message = phrase!("`{}` is a resource of `{}`, which the statement does not trust");
        let finding = out
            .report(&RULE, place(tested, value, &arn))
            .tells(message, &[value.text, source])
            .why(why)
            .label(trusted.span, phrase!("trusted here"));
        if !sure && !of_iam {
            finding.severity(Severity::Suggestion).confidence(Confidence::Low);
        } else if tested.test.values.iter().any(|other| foreign(tested, other).is_none()) {
            // One right value is enough for the service.
            finding.severity(Severity::Warning);
        }
        if of_iam {
            finding.help(phrase!("To name the account, test `aws:SourceAccount`."));
        }
    }
}

/// The ARN of a value, when it is of a service that is none of those that are trusted.
fn foreign<'v>(tested: &Tested<'_, '_>, value: &'v ConditionValue<'_>) -> Option<Arn<'v>> {
    let arn = Arn::parse(value.text.trim())?;
    let source = arn.service();
    if source.is_empty() || value.has_variable || !value.is_filled_in() || has_any(source, b"*?") {
        return None;
    }
    for (principal, caller) in tested.statement.callers() {
        let label = label(principal.text);
        let documented = source_services(principal.trimmed()).unwrap_or_default();
        if caller != Some(Caller::Service) || label.is_empty() || owns(label, source) {
            return None;
        }
        if documented.split(' ').any(|own| own == source) {
            return None;
        }
    }
    Some(arn)
}

/// A service principal without its domain.
fn label(principal: &str) -> &str {
    principal.trim().cut(".amazonaws.com").map_or("", |(label, _)| label)
}

/// Where the service stands in the ARN.
fn place(tested: &Tested<'_, '_>, value: &ConditionValue<'_>, arn: &Arn<'_>) -> Span {
    let blanks = value.text.len() - value.text.trim_start().len();
    let range = arn.service_range();
    tested.policy.document.part(value.span, range.start + blanks..range.end + blanks)
}

/// Whether the service of the label may have resources with such ARNs.
fn owns(label: &str, source: &str) -> bool {
    if label.starts_with(source) || source.starts_with(label) || OTHER_NAMES.contains(&(label, source)) {
        return true;
    }
    for piece in label.split(['.', '-']) {
        if piece.len() > 1 && (source == piece || source.starts_with(piece)) {
            return true;
        }
    }
    label.split('.').any(|piece| piece == source)
}
