//! A principal as the rules meet it, and how they say what is wrong with it.
//!
//! Nearly every rule about principals asks the same of each of them and reports in the same way. That is here once, in
//! functions that are never inlined: thirty rules would otherwise carry a copy each to the browser.

use std::ops::Range;
use std::ptr;

use super::finding::filled;
use super::{Draft, Findings, Rule};
use crate::aws::catalogue::is_service_principal;
use crate::aws::{Arn, Entity};
use crate::fix::{layout, principals};
use crate::phrase::{Phrase, phrase};
use crate::policy::{
    Effect, Policy, Principal, PrincipalForm, PrincipalGroup, PrincipalKey, PrincipalValue, Statement,
};
use crate::report::{Fix, Safety};
use crate::save::invalid_principal;
use crate::text::{Edit, Span, before_marks};

/// A principal with all that stands around it.
#[derive(Debug)]
pub(crate) struct Named<'p, 'a> {
    pub(crate) policy: &'p Policy<'a>,
    pub(crate) statement: &'p Statement<'a>,
    /// The `Principal` or `NotPrincipal` element.
    pub(crate) element: &'p Principal<'a>,
    pub(crate) group: &'p PrincipalGroup<'a>,
    pub(crate) value: &'p PrincipalValue<'a>,
    /// What it says, without the blanks around it.
    pub(crate) text: &'p str,
    pub(crate) form: PrincipalForm,
    /// The kind of principal that its key means.
    pub(crate) kind: Option<PrincipalKey>,
    /// The ARN, when its parts stand where they belong.
    pub(crate) arn: Option<Arn<'p>>,
    /// Whether it is a service principal that is known.
    pub(crate) is_known_service: bool,
    /// Whether IAM or STS gave the ARN.
    pub(crate) is_identity: bool,
    /// What the ARN means, however that is written.
    pub(crate) entity: Option<Entity>,
}

impl<'p, 'a> Named<'p, 'a> {
    pub(super) fn new(
        policy: &'p Policy<'a>,
        statement: &'p Statement<'a>,
        element: &'p Principal<'a>,
        group: &'p PrincipalGroup<'a>,
        value: &'p PrincipalValue<'a>,
    ) -> Self {
        let arn = value.arn();
        let of_type = arn.as_ref().map(|arn| before_marks(arn.resource(), b"/:").0);
        Self {
            policy,
            statement,
            element,
            group,
            value,
            text: value.trimmed(),
            form: value.form,
            kind: group.kind(),
            is_known_service: value.form == PrincipalForm::Service && is_service_principal(value.trimmed()),
            is_identity: arn.as_ref().is_some_and(Arn::is_identity),
            entity: of_type.and_then(Entity::meant),
            arn,
        }
    }

    /// Whether it stands under `Principal` of a statement that lets somebody in.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn lets_in(&self) -> bool {
        let principal = self.statement.principal.as_ref();
        self.statement.effect() == Effect::Allow && principal.is_some_and(|element| ptr::eq(element, self.element))
    }

    /// The ARN, when IAM or STS gave it.
    pub(crate) fn identity(&self) -> Option<&Arn<'p>> {
        self.arn.as_ref().filter(|_| self.is_identity)
    }

    /// Where a part of the trimmed text lies.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn part(&self, range: Range<usize>) -> Span {
        self.value.part(self.policy.document, range)
    }

    /// A finding at a place of the principal, for which AWS refuses the policy.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn refuse<'o, 'r>(
        &self,
        out: &'o mut Findings<'r>,
        rule: &'r Rule,
        span: Span,
        why: Phrase,
    ) -> &'o mut Draft<'r> {
        out.report(rule, span).why(why).refused_as(invalid_principal(self.group.kind_or_aws(), self.value.text))
    }

    /// The same, at a part of the trimmed text.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn refuse_part<'o, 'r>(
        &self,
        out: &'o mut Findings<'r>,
        rule: &'r Rule,
        range: Range<usize>,
        why: Phrase,
    ) -> &'o mut Draft<'r> {
        self.refuse(out, rule, self.part(range), why)
    }

    /// The same, at the whole principal.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn refuse_all<'o, 'r>(
        &self,
        out: &'o mut Findings<'r>,
        rule: &'r Rule,
        why: Phrase,
    ) -> &'o mut Draft<'r> {
        self.refuse(out, rule, self.value.span, why)
    }

    /// The principal says something else.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn rewritten(&self, text: &str) -> Edit {
        layout::replace_string(self.policy.document, self.value.node, text)
    }

    /// The repair by which the principal goes, if others stay.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn offer_removal(&self, draft: &mut Draft<'_>) {
        let removal = principals::remove_beside_others(self.policy.document, self.element, self.group, self.value);
        if let Some(removal) = removal {
            draft.offer(Safety::Review, phrase!("remove it"), removal);
        }
    }

    /// Another principal in its place, and a condition on the ARN of the caller.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn with_condition(&self, principal: &str, pattern: &str) -> Option<Vec<Edit>> {
        let test = principals::Test { value: pattern, ..principals::Test::CALLER };
        principals::replace_by_test(self.policy, self.statement, self.group, self.value, principal, test)
    }
}

impl Draft<'_> {
    /// A repair, where one is possible, with texts in the places of its title's `{}`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn fix_if(
        &mut self,
        safety: Safety,
        template: Phrase,
        texts: &[&str],
        edits: Option<Vec<Edit>>,
    ) -> &mut Self {
        if let Some(edits) = edits {
            self.fix(Fix::new(filled(template, texts), safety, edits));
        }
        self
    }

    /// Another text at the place of the finding.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn here(&mut self, safety: Safety, title: Phrase, text: &str) -> &mut Self {
        let edit = Edit::replace(self.span, text);
        self.offer(safety, title, edit)
    }

    /// The same, with the text as its title.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn write(&mut self, safety: Safety, text: &str) -> &mut Self {
        self.offer_to(safety, "write", text, Edit::replace(self.span, text))
    }

    /// Another text for the whole principal.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn write_principal(&mut self, safety: Safety, at: &Named<'_, '_>, text: &str) -> &mut Self {
        self.offer_to(safety, "write", text, at.rewritten(text))
    }
}

/// Whether a part of a principal is a pattern.
#[cfg_attr(target_arch = "wasm32", inline(never))]
pub(crate) fn has_wildcard(text: &str) -> bool {
    text.bytes().any(is_wildcard)
}

pub(crate) fn is_wildcard(byte: u8) -> bool {
    matches!(byte, b'*' | b'?')
}
