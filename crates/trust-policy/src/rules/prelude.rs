//! What nearly every rule file uses.

pub(in crate::rules) use super::{Check, Draft, Findings, Rule};
pub(in crate::rules) use crate::fix::{condition as condition_fix, layout};
pub(in crate::rules) use crate::policy::{
    ConditionKeyTest, ConditionName, ConditionValue, Effect, Operator, OperatorBlock, OperatorFamily, Policy,
    PrincipalForm, PrincipalKey, PrincipalShape, PrincipalValue, Provider, Qualifier, Spelling, Statement,
};
pub(in crate::rules) use crate::report::{Confidence, Fix, FixKind, Severity};
pub(in crate::rules) use crate::save::invalid_principal;
pub(in crate::rules) use crate::text::{Defect, DefectKind, Document, Edit, Span, Value};

/// AWS's words for a document that is not JSON.
/// Source: seen in emulators that mirror IAM; AWS documents only the code.
pub(in crate::rules) const INVALID_JSON: &str = "This policy contains invalid Json";

/// The defects of a kind.
pub(in crate::rules) fn defects<'d>(document: &'d Document<'_>, kind: DefectKind) -> impl Iterator<Item = &'d Defect> {
    document.defects.iter().filter(move |defect| defect.kind == kind)
}
