//! A path in an organization is not complete.
//!
//! ## What it checks
//! Values of `aws:PrincipalOrgPaths` and its like: a path begins with the organization, goes on with the root and the
//! organizational units, and ends with a slash: `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/`. Behind the slash a `*` stands for
//! what is below.
//!
//! ## Why it matters
//! A path that is not complete never matches. A wildcard in place of the organization matches the same root or unit of any
//! organization: AWS makes their ids unique only within one.
//!
//! ## Example
//! ```json
//! {
//!   "Version": "2012-10-17",
//!   "Statement": [
//!     {
//!       "Effect": "Allow",
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ForAnyValue:StringEquals": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111" }
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
//!       "Principal": { "AWS": "arn:aws:iam::444455556666:root" },
//!       "Action": "sts:AssumeRole",
//!       "Condition": {
//!         "ForAnyValue:StringEquals": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/" }
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
//! - [aws:PrincipalOrgPaths](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths)

use super::prelude::*;
use crate::aws::{has_wildcard, is_organization, literal_start, only_wildcards};
use crate::text::without_marks_behind;

pub(super) const RULE: Rule = Rule {
    id: phrase!("organization-path-value"),
    severity: Severity::Error,
    confidence: Confidence::High,
    fix: FixKind::Sometimes,
    aws_check: None,
    check: Check::Test(check),
};

const KEYS: [&str; 4] = ["aws:PrincipalOrgPaths", "aws:SourceOrgPaths", "aws:ResourceOrgPaths", "aws:VpceOrgPaths"];

fn check(tested: &Tested<'_, '_>, out: &mut Findings<'_>) {
    if !tested.compares() || !tested.is(&KEYS) {
        return;
    }
    for value in &tested.test.values {
        let text = value.text.trim();
        if text.is_empty() || !value.is_filled_in() || value.has_variable || only_wildcards(text) {
            continue;
        }
        // Where a star is taken literally, that is said elsewhere.
        if value.has_star && !tested.has_wildcards {
            continue;
        }
        let (first, rest) = text.split_once('/').unwrap_or((text, ""));
        if tested.has_wildcards && has_wildcard(first) {
            // Behind `o-` every organization is meant.
            if tested.allows && !tested.negated && "o-".starts_with(literal_start(first)) {
                let why = phrase!("Ids of roots and units are unique only within an organization; anybody can have the same.");
                out.at_value(&RULE, value, phrase!("`{}` matches in every organization"), "", why)
                    .severity(openness(tested))
                    .help(phrase!("Write the id of the organization in place of the wildcard."));
            }
        } else if !is_organization(first) {
            let why = phrase!("A path begins with the id of the organization, `o-…`.");
            out.at_value(&RULE, value, phrase!("`{}` does not begin with an organization"), "", why);
        } else {
            look_below(tested, value, rest, out);
        }
    }
}

/// Among named principals a pattern only chooses.
fn openness(tested: &Tested<'_, '_>) -> Severity {
    if tested.trusts_everybody() { Severity::Security } else { Severity::Suggestion }
}

/// What stands behind the organization.
fn look_below(tested: &Tested<'_, '_>, value: &ConditionValue<'_>, path: &str, out: &mut Findings<'_>) {
    let mut prefix = "r-";
    let mut ended = path.is_empty();
    for part in path.split('/') {
        if tested.has_wildcards && has_wildcard(part) {
            return look_at_end(tested, value, part, out);
        }
        if part.is_empty() {
            ended |= prefix == "ou-";
            break;
        }
        if !part.starts_with(prefix) {
            let why = phrase!("Behind the organization come its root, `r-…`, and then the units, `ou-…`.");
            out.at_value(&RULE, value, phrase!("`{}` has `{}` at the wrong place"), part, why);
            return;
        }
        prefix = "ou-";
    }
    let text = value.text.trim();
    if path.is_empty() {
        let why = phrase!("The path of every account has the root behind the organization.");
        let finding = out.at_value(&RULE, value, phrase!("`{}` names no root"), "", why);
        if tested.has_wildcards {
            let all = joined(&[without_marks_behind(text, b"/"), "/*"]);
            tested.write(finding, value, &all);
        } else {
            finding.help(phrase!("For the whole organization test `aws:PrincipalOrgID`."));
        }
    } else if !ended {
        let finding = out.at_value(&RULE, value, phrase!("`{}` does not end with a slash"), "", phrase!("Every path does."));
        tested.write(finding, value, &joined(&[text, "/"]));
    }
}

/// `ou-ab12-1111*`: the unit, what is below it, and every other unit whose id begins so.
fn look_at_end(tested: &Tested<'_, '_>, value: &ConditionValue<'_>, part: &str, out: &mut Findings<'_>) {
    let Some(unit) = part.strip_suffix('*') else { return };
    let whole = unit.strip_prefix("ou-").is_some_and(|id| id.split_once('-').is_some_and(|(_, id)| id.len() >= 8));
    let text = value.text.trim();
    if whole && !has_wildcard(unit) && text.ends_with(part) && tested.allows && !tested.negated {
        let why = phrase!("Without the slash every unit whose id begins so is meant too.");
        let finding = out.at_value(&RULE, value, phrase!("a slash is missing before the `*` of `{}`"), "", why);
        finding.severity(Severity::Suggestion);
        let before = text.get(..text.len() - 1).unwrap_or_default();
        tested.replace(finding, value, &joined(&[before, "/*"]), Safety::Safe, phrase!("write `{}`"));
    }
}
