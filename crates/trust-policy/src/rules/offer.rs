//! Repairs of conditions that several rules offer.

use super::prelude::*;
use crate::fix::layout::Json;
use crate::report::Safety;

impl<'r> Findings<'r> {
    /// A finding at the condition that lacks a test of a provider's tokens.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(in crate::rules) fn at_condition(
        &mut self,
        rule: &'r Rule,
        statement: &Statement<'_>,
        provider: &PrincipalValue<'_>,
    ) -> &mut Draft<'r> {
        let place = statement.condition_place(provider);
        let finding = self.report(rule, place);
        if place != provider.span {
            finding.label(provider.span, phrase!("trusted here"));
        }
        finding
    }
}

impl Draft<'_> {
    /// Test a key more, if there is room for it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(in crate::rules) fn offer_test(
        &mut self,
        document: &Document<'_>,
        statement: &Statement<'_>,
        key: &str,
        value: &str,
        safety: Safety,
    ) {
        if let Some(edits) = condition_fix::add_test(document, statement, "StringEquals", key, Json::string(value)) {
            self.fix(Fix::new(around("test `", key, "`"), safety, edits));
        }
    }

    /// Write another key.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(in crate::rules) fn offer_key(&mut self, verb: &str, test: &ConditionKeyTest<'_>, key: &str, narrows: bool) {
        self.fix(Fix::narrowing(narrows, joined(&[verb, " `", key, "`"]), layout::rename(test.key, key).alone()));
    }

    /// Write another value.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(in crate::rules) fn offer_value(
        &mut self,
        document: &Document<'_>,
        value: &ConditionValue<'_>,
        text: &str,
        narrows: bool,
    ) {
        let edits = layout::replace_string(document, value.node, text).alone();
        self.fix(Fix::narrowing(narrows, around("write `", text, "`"), edits));
    }
}
