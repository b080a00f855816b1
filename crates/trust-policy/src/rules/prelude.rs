//! What nearly every rule file uses.

pub(in crate::rules) use super::actions::{add_actions, write_actions};
pub(in crate::rules) use super::finding::filled;
pub(in crate::rules) use super::mistake::{
    INVALID_JSON, Mistake, all_of_them, defects, not_json, with_number, written,
};
pub(in crate::rules) use super::tested::{Tested, operators_for};
pub(in crate::rules) use super::words::{around, joined, lacks};
pub(in crate::rules) use super::{Check, Draft, Findings, Named, Operated, Rule};
pub(in crate::rules) use crate::fix::{condition as condition_fix, layout};
pub(in crate::rules) use crate::phrase::{Phrase, phrase};
pub(in crate::rules) use crate::policy::{
    Claim, ConditionKeyTest, ConditionName, ConditionValue, Effect, Operator, OperatorFamily, Policy, PrincipalForm,
    PrincipalKey, PrincipalShape, PrincipalValue, Provider, Qualifier, Spelling, Statement, Variable, WebIdentity,
};
pub(in crate::rules) use crate::report::{Confidence, Fix, FixKind, Safety, Severity};
pub(in crate::rules) use crate::save::invalid_principal;
pub(in crate::rules) use crate::text::{
    DefectKind, Document, Edit, Search, Span, Value, has_any, stranger, without_marks,
};

/// AWS's words for an action that lets nobody assume a role.
/// Source: recorded replies of `UpdateAssumeRolePolicy`, and emulators that quote them alike.
pub(in crate::rules) const ONLY_ASSUME_ROLE_ACTIONS: Phrase =
    phrase!("AssumeRole policy may only specify STS AssumeRole actions.");

/// Names in backticks behind a text, as a sentence lists them: `` `a`, `b` and `c` ``.
pub(in crate::rules) fn quoted(before: &str, names: &[&str]) -> String {
    let mut text = before.to_owned();
    for (at, name) in names.iter().enumerate() {
        let before = match at {
            0 => "",
            _ if at + 1 == names.len() => " and ",
            _ => ", ",
        };
        text.push_str(before);
        text.push_str(&around("`", name, "`"));
    }
    text
}
