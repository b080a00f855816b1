//! Steps that mend what was written by mistake: the repairs of the rules.

use super::step::{Steps, cost};
use crate::report::{Finding, Report, Safety, Severity};

/// The rules that find something spelt or placed wrong, so that it is clear what was meant. Repairs of others take a
/// test away or trust a whole account.
const MISTAKES: [&str; 41] = [
    "account-id-condition-value",
    "account-id-digits",
    "action-prefix",
    "arn-condition-value",
    "blank-around-principal",
    "blank-in-condition-value",
    "boolean-condition-value",
    "china-service-suffix",
    "comma-joined-condition-value",
    "condition-key-format",
    "condition-shape",
    "condition-value-type",
    "effect-value",
    "eks-issuer-form",
    "ip-address-value",
    "ip-range-as-string",
    "joined-principals",
    "misplaced-element",
    "misspelt-element",
    "numeric-condition-value",
    "oidc-provider-url",
    "operator-key-mismatch",
    "principal-arn-account",
    "principal-arn-as-session",
    "principal-arn-form",
    "principal-arn-partition",
    "principal-arn-region",
    "principal-arn-resource",
    "principal-arn-service",
    "principal-key",
    "principal-shape",
    "principal-under-wrong-key",
    "provider-host-typo",
    "regional-service-principal",
    "service-principal-name",
    "subject-shape",
    "swapped-claims",
    "swapped-operator-and-key",
    "unknown-condition-key",
    "unknown-condition-operator",
    "unknown-sts-action",
];

/// The first repair of every mistake in the trust policy.
pub(super) fn steps(steps: &mut Steps<'_>, report: &Report) {
    for finding in &report.findings {
        let mends = |safety: Safety| safety <= Safety::Review;
        if finding.severity == Severity::Error
            && MISTAKES.binary_search(&finding.rule).is_ok()
            && let Some(fix) = finding.fixes.iter().find(|fix| mends(fix.safety) && !fix.edits.is_empty())
        {
            steps.trust(cost::MISTAKE, title(finding, &fix.title), fix.edits.clone());
        }
    }
}

fn title(finding: &Finding, order: &str) -> String {
    let mut letters = order.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let place = match finding.path.is_empty() {
        true => String::new(),
        false => format!(" in `{}`", finding.path),
    };
    format!("{first}{}{place}, which lets in whoever was meant", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_rules() {
        assert!(MISTAKES.is_sorted());
        for id in MISTAKES {
            assert!(crate::rules().iter().any(|rule| rule.id == id), "{id}");
        }
    }
}
