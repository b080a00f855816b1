//! Repairs of conditions that several rules offer.

use super::prelude::*;
use crate::fix::layout::Json;
use crate::report::Safety;

impl Draft<'_> {
    /// Test a key more, if there is room for it.
    #[inline(never)]
    pub(in crate::rules) fn offer_test(
        &mut self,
        document: &Document<'_>,
        statement: &Statement<'_>,
        key: &str,
        value: &str,
        safety: Safety,
    ) {
        if let Some(edits) = condition_fix::add_test(document, statement, "StringEquals", key, Json::string(value)) {
            self.fix(Fix::new(format!("test `{key}`"), safety, edits));
        }
    }

    /// Write another key.
    #[inline(never)]
    pub(in crate::rules) fn offer_key(&mut self, verb: &str, test: &ConditionKeyTest<'_>, key: &str, narrows: bool) {
        self.fix(Fix::narrowing(narrows, format!("{verb} `{key}`"), vec![layout::rename(test.key, key)]));
    }

    /// Write another value.
    #[inline(never)]
    pub(in crate::rules) fn offer_value(
        &mut self,
        document: &Document<'_>,
        value: &ConditionValue<'_>,
        text: &str,
        narrows: bool,
    ) {
        let edits = vec![layout::replace_string(document, value.node, text)];
        self.fix(Fix::narrowing(narrows, format!("write `{text}`"), edits));
    }
}
