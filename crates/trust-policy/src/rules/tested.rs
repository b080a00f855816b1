//! A test of a condition key: what rules ask of it, and the repairs that several of them offer.
//!
//! Each [`Check::Test`](super::Check::Test) is shown one test after the other, so that a statement without conditions
//! costs these rules nothing.

use super::Rule;
use super::finding::{Draft, Findings, filled};
use crate::aws::catalogue::{ConditionKey, ValueType};
use crate::aws::{Arn, Caller};
use crate::fix::{condition, layout};
use crate::phrase::{Phrase, phrase};
use crate::policy::{
    ConditionKeyTest, ConditionValue, Effect, Operator, OperatorBlock, OperatorFamily, Policy, PrincipalForm,
    PrincipalValue, Qualifier, Statement,
};
use crate::report::{Fix, Safety};
use crate::text::stranger;

/// One test of a condition key, with all that stands around it.
#[derive(Debug)]
pub(crate) struct Tested<'p, 'a> {
    pub(crate) policy: &'p Policy<'a>,
    pub(crate) statement: &'p Statement<'a>,
    pub(crate) block: &'p OperatorBlock<'a>,
    pub(crate) test: &'p ConditionKeyTest<'a>,
    /// `None` when AWS knows no operator of this name; then there is no family either.
    pub(crate) operator: Option<Operator>,
    pub(crate) family: Option<OperatorFamily>,
    pub(crate) qualifier: Option<Qualifier>,
    pub(crate) if_exists: bool,
    pub(crate) negated: bool,
    /// Whether the operator knows wildcards.
    pub(crate) has_wildcards: bool,
    /// The documented key; without one there is no type either.
    pub(crate) known: Option<&'static ConditionKey>,
    pub(crate) value_type: Option<ValueType>,
    /// Whether the statement is an `Allow`.
    pub(crate) allows: bool,
    /// Whether the key must be there and must have one of the values.
    pub(crate) demands: bool,
    /// Whether the test holds when the key is not in the request.
    pub(crate) holds_without_key: bool,
}

impl<'p, 'a> Tested<'p, 'a> {
    pub(super) fn new(
        policy: &'p Policy<'a>,
        statement: &'p Statement<'a>,
        block: &'p OperatorBlock<'a>,
        test: &'p ConditionKeyTest<'a>,
    ) -> Self {
        let operator = block.operator;
        let known = test.known();
        Self {
            policy,
            statement,
            block,
            test,
            operator,
            family: operator.map(|operator| operator.family),
            qualifier: operator.and_then(|operator| operator.qualifier),
            if_exists: operator.is_some_and(|operator| operator.if_exists),
            negated: operator.is_some_and(|operator| operator.negated),
            has_wildcards: operator.is_some_and(Operator::has_wildcards),
            known,
            value_type: known.map(|key| key.value_type),
            allows: statement.effect() == Effect::Allow,
            demands: block.demands_value(test),
            holds_without_key: block.holds_without_key(test),
        }
    }

    /// Whether the key is one of these; names ignore case.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.test.is(name))
    }

    /// Whether the operator compares values, be it made for their type or not: another rule may have it replaced.
    pub(crate) fn compares(&self) -> bool {
        !matches!(self.family, None | Some(OperatorFamily::Null))
    }

    /// Whether letters are compared without their case.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn ignores_case(&self) -> bool {
        self.operator.is_some_and(|operator| operator.name.ends_with("IgnoreCase"))
    }

    /// Whom the statement trusts, the first of them, if none of them sends the key and that is certain of all.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn never_sent(&self, key: &ConditionKey) -> Option<(&'p PrincipalValue<'a>, Caller)> {
        let mut first = None;
        for (principal, caller) in self.statement.callers() {
            match caller {
                Some(caller) if !caller.carries(key) => first = first.or(Some((principal, caller))),
                _ => return None,
            }
        }
        first
    }

    /// Whether the key is a tag of the caller.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_principal_tag(&self) -> bool {
        self.test.name.get(..17).is_some_and(|start| start.eq_ignore_ascii_case("aws:PrincipalTag/"))
    }

    /// Whether the statement says through which network callers come; private addresses are the same in all of them.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn names_network(&self) -> bool {
        ["aws:SourceVpc", "aws:SourceVpce", "aws:SourceVpcArn"].iter().any(|key| self.statement.tests_key(key))
    }

    /// The first of the values that is this word, ignoring case.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn value(&self, word: &str) -> Option<&'p ConditionValue<'a>> {
        self.test.values.iter().find(|value| value.text.eq_ignore_ascii_case(word))
    }

    /// Whether there are values and all of them are this word, ignoring case.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_all(&self, word: &str) -> bool {
        !self.test.values.is_empty() && self.test.values.iter().all(|value| value.text.eq_ignore_ascii_case(word))
    }

    /// The first test of this key in the statement, this one included, of which something is so.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn same_key(
        &self,
        is_so: fn(&OperatorBlock<'_>, &ConditionKeyTest<'_>) -> bool,
    ) -> Option<&'p ConditionKeyTest<'a>> {
        self.statement.tests().find(|(block, test)| test.is(self.test.name) && is_so(block, test)).map(|(_, test)| test)
    }

    /// Whether a principal of the statement stands for everybody.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn trusts_everybody(&self) -> bool {
        self.statement.principals().any(|value| value.form == PrincipalForm::Star)
    }

    /// Whether every principal of the statement is a role or a session of one, and there is one.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn trusts_only_roles(&self) -> bool {
        let mut any = false;
        for value in self.statement.principals() {
            any = true;
            if !Arn::parse(value.text.trim()).is_some_and(|arn| matches!(arn.resource_type(), "role" | "assumed-role"))
            {
                return false;
            }
        }
        any
    }

    /// Whether the value is compared as it is written: it has no wildcards and no policy variables. A star is none of
    /// the text under any operator; where it is no wildcard, a rule of its own says so.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_literal(&self, value: &ConditionValue<'_>) -> bool {
        let wildcard = self.has_wildcards && value.text.contains('?');
        !(value.has_variable || value.has_star || wildcard)
    }

    /// A finding at the key. The first `{}` of the message stands for its name, the second for the other text.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn at_key<'o, 'r>(
        &self,
        out: &'o mut Findings<'r>,
        rule: &'r Rule,
        message: Phrase,
        other: &str,
        why: Phrase,
    ) -> &'o mut Draft<'r> {
        out.report(rule, self.test.key.content).tells(message, &[self.test.name, other]).why(why)
    }

    /// Why a test that decides nothing matters: the cause, and what follows from it for the statement.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn why_so(&self, finding: &mut Draft<'_>, cause: Phrase) {
        match self.holds_without_key {
            true => _ = finding.why_of(phrase!("{}, so the test always holds."), &[cause.get()]),
            false => finding.why_so(cause, self.allows),
        }
    }

    /// Says of which values AWS STS refuses every request: for a character that is neither a letter nor a digit nor one of
    /// the marks, or for the length.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn limit_characters<'r>(
        &self,
        out: &mut Findings<'r>,
        rule: &'r Rule,
        marks: &[u8],
        longest: usize,
        why: Phrase,
    ) {
        for value in &self.test.values {
            if value.is_placeholder() || !self.is_literal(value) {
                continue;
            }
            let text = value.text.trim();
            let (length, mut room) = (text.chars().count(), [0; 4]);
            let (message, character) = match stranger(text, marks) {
                Some(c) => (phrase!("`{}` cannot hold `{}`"), &*c.encode_utf8(&mut room)),
                None if length < 2 => (phrase!("`{}` cannot be so short"), ""),
                None if length > longest => (phrase!("`{}` cannot be so long"), ""),
                None => continue,
            };
            out.report(rule, value.span).tells(message, &[self.test.name, character]).why(why);
        }
    }

    /// How much thought a repair needs that makes a test hold which never does today.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn mending(&self) -> Safety {
        if self.allows == self.holds_without_key { Safety::Safe } else { Safety::Review }
    }

    /// The repair that writes what was meant.
    pub(crate) fn write(&self, finding: &mut Draft<'_>, value: &ConditionValue<'_>, text: &str) {
        self.replace(finding, value, text, self.mending(), phrase!("write `{}`"));
    }

    /// The repair that writes another value; its title may have a `{}` for it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn replace(
        &self,
        finding: &mut Draft<'_>,
        value: &ConditionValue<'_>,
        text: &str,
        safety: Safety,
        title: Phrase,
    ) {
        let edits = layout::replace_string(self.policy.document, value.node, text).alone();
        finding.fix(Fix::new(filled(title, &[text]), safety, edits));
    }

    /// The repair that writes another key; its title may have a `{}` for it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn rename(&self, finding: &mut Draft<'_>, name: &str, safety: Safety, title: Phrase) {
        finding.fix(Fix::new(filled(title, &[name]), safety, layout::rename(self.test.key, name).alone()));
    }

    /// The repair that tests the key with another operator. There is none where that operator tests the key already.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn test_with(
        &self,
        finding: &mut Draft<'_>,
        qualifier: Option<Qualifier>,
        name: &str,
        if_exists: bool,
        safety: Safety,
    ) {
        let operator = &Operator::written(qualifier, name, if_exists);
        if let Some(edits) = condition::move_test(self.policy.document, self.statement, self.block, self.test, operator)
        {
            finding.fix(Fix::new(filled(phrase!("test it with `{}`"), &[operator]), safety, edits));
        }
    }

    /// The repair that tests the key with another operator, in the same way.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn retest(&self, finding: &mut Draft<'_>, name: &str, safety: Safety) {
        self.test_with(finding, self.qualifier, name, self.if_exists, safety);
    }

    /// The repair that removes the test.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn remove(&self, finding: &mut Draft<'_>, safety: Safety, title: Phrase) {
        let edits = condition::remove_test(self.policy.document, self.statement, self.block, self.test);
        finding.fix(Fix::new(title.get(), safety, edits));
    }
}

impl<'r> Findings<'r> {
    /// A finding at a value. The first `{}` of the message stands for the value, the second for the other text.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn at_value(
        &mut self,
        rule: &'r Rule,
        value: &ConditionValue<'_>,
        message: Phrase,
        other: &str,
        why: Phrase,
    ) -> &mut Draft<'r> {
        self.report(rule, value.span).tells(message, &[value.text, other]).why(why)
    }
}

impl Draft<'_> {
    /// Why a test that never holds matters.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn why_so(&mut self, cause: Phrase, allows: bool) {
        let end = if allows { phrase!("{}, so nobody gets in.") } else { phrase!("{}, so nobody is kept out.") };
        self.why_of(end, &[cause.get()]);
    }
}

/// What keys of a type hold, the operator that compares it, and the negated one; text may be a pattern.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn operators_for(value_type: ValueType, pattern: bool) -> &'static [&'static str; 3] {
    match value_type {
        ValueType::String if pattern => &["text", "StringLike", "StringNotLike"],
        ValueType::String => &["text", "StringEquals", "StringNotEquals"],
        ValueType::Bool => &["`true` or `false`", "Bool", ""],
        ValueType::Arn => &["an ARN", "ArnLike", "ArnNotLike"],
        ValueType::IpAddress => &["an IP address", "IpAddress", "NotIpAddress"],
        ValueType::Numeric => &["a number", "NumericEquals", "NumericNotEquals"],
        ValueType::Date => &["a time", "DateEquals", "DateNotEquals"],
    }
}
