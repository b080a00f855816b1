//! What nearly every rule file uses.

pub(in crate::rules) use super::{Check, Draft, Findings, Named, Rule};
pub(in crate::rules) use crate::fix::{condition as condition_fix, layout};
pub(in crate::rules) use crate::policy::{
    Claim, ConditionKeyTest, ConditionName, ConditionValue, Effect, Operator, OperatorBlock, OperatorFamily, Policy,
    PrincipalForm, PrincipalKey, PrincipalShape, PrincipalValue, Provider, Qualifier, Spelling, Statement,
};
pub(in crate::rules) use crate::report::{Confidence, Fix, FixKind, Safety, Severity};
pub(in crate::rules) use crate::save::invalid_principal;
pub(in crate::rules) use crate::text::{Defect, DefectKind, Document, Edit, Span, Value};

/// AWS's words for a document that is not JSON.
/// Source: seen in emulators that mirror IAM; AWS documents only the code.
pub(in crate::rules) const INVALID_JSON: &str = "This policy contains invalid Json";

/// AWS's words for an action that lets nobody assume a role.
/// Source: recorded replies of `UpdateAssumeRolePolicy`, and emulators that quote them alike.
pub(in crate::rules) const ONLY_ASSUME_ROLE_ACTIONS: &str =
    "AssumeRole policy may only specify STS AssumeRole actions.";

/// The defects of a kind.
pub(in crate::rules) fn defects<'d>(document: &'d Document<'_>, kind: DefectKind) -> impl Iterator<Item = &'d Defect> {
    document.defects.iter().filter(move |defect| defect.kind == kind)
}

/// Names in backticks, as a sentence lists them: `` `a`, `b` and `c` ``.
pub(in crate::rules) fn quoted(names: &[&str]) -> String {
    let mut text = String::new();
    for (at, name) in names.iter().enumerate() {
        let before = match at {
            0 => "",
            _ if at + 1 == names.len() => " and ",
            _ => ", ",
        };
        text.push_str(&format!("{before}`{name}`"));
    }
    text
}
