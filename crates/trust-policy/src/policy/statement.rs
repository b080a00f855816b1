//! Statements.

use super::condition::{ConditionBlock, ConditionKeyTest, OperatorBlock};
use super::element::{self, Element, ElementName};
use super::principal::Principal;
use super::walk::Tests;
use crate::aws::{ActionName, Caller, matches_pattern};
use crate::text::{Document, NodeId, Span, Value};

/// One statement of a policy.
#[derive(Debug)]
pub(crate) struct Statement<'a> {
    pub(crate) node: NodeId,
    document: &'a Document<'a>,
    pub(crate) sid: Option<Element<'a>>,
    pub(crate) effect_element: Option<Element<'a>>,
    pub(crate) principal: Option<Principal<'a>>,
    pub(crate) not_principal: Option<Principal<'a>>,
    pub(crate) action: Option<Strings<'a>>,
    pub(crate) not_action: Option<Strings<'a>>,
    pub(crate) resource: Option<Element<'a>>,
    pub(crate) not_resource: Option<Element<'a>>,
    pub(crate) condition: Option<ConditionBlock<'a>>,
    /// Every member that is an element by name, spelt rightly or not.
    pub(crate) elements: Vec<Element<'a>>,
    /// Members that do not belong into a statement.
    pub(crate) strangers: Vec<Element<'a>>,
    effect: Effect,
    /// Whether it speaks of the action of each kind of caller, in the order of [`Caller::ALL`].
    assumes: [bool; 4],
}

/// What a statement does. A missing or unknown effect counts as the `Allow` that is usually meant, so that rules still
/// look at the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    Allow,
    Deny,
}

/// An element that holds a string or a list of strings.
#[derive(Debug)]
pub(crate) struct Strings<'a> {
    pub(crate) element: Element<'a>,
    pub(crate) values: Vec<Action<'a>>,
    /// Items that are no strings.
    pub(crate) not_strings: Vec<NodeId>,
    pub(crate) is_list: bool,
}

/// One value of `Action` or `NotAction`.
#[derive(Debug)]
pub(crate) struct Action<'a> {
    pub(crate) node: NodeId,
    pub(crate) text: &'a str,
    /// What it is.
    pub(crate) name: ActionName,
    /// Between the quotes.
    pub(crate) span: Span,
    /// Its index among the items of the list; 0 where there is no list.
    pub(crate) index: usize,
}

impl Action<'_> {
    /// Whether it names the STS action, or is a pattern that does. Action names ignore case.
    pub(crate) fn covers(&self, action: &str) -> bool {
        match self.name {
            ActionName::Pattern | ActionName::OtherService => matches_pattern(self.text, action, true),
            _ => self.text.eq_ignore_ascii_case(action),
        }
    }
}

impl<'a> Statement<'a> {
    pub(super) fn read(document: &'a Document<'a>, node: NodeId) -> Self {
        let mut statement = Self {
            node,
            document,
            sid: None,
            effect_element: None,
            principal: None,
            not_principal: None,
            action: None,
            not_action: None,
            resource: None,
            not_resource: None,
            condition: None,
            elements: element::read(document, node, &ElementName::STATEMENT),
            strangers: Vec::new(),
            effect: Effect::Allow,
            assumes: [false; 4],
        };
        let belongs = |element: &Element<'_>| element.known.is_some_and(ElementName::belongs_to_statement);
        let mut condition = None;
        for element in &statement.elements {
            let Some(known) = element.known.filter(|_| belongs(element)) else {
                statement.strangers.push(element.clone());
                continue;
            };
            let element = element.clone();
            // Of two equal keys parsers keep the last.
            match known {
                ElementName::Sid => statement.sid = Some(element),
                ElementName::Effect => {
                    let text = document.string(element.value).unwrap_or_default();
                    let denies = text.trim().eq_ignore_ascii_case("deny");
                    statement.effect = if denies { Effect::Deny } else { Effect::Allow };
                    statement.effect_element = Some(element);
                }
                ElementName::Principal => statement.principal = Some(Principal::read(document, element)),
                ElementName::NotPrincipal => statement.not_principal = Some(Principal::read(document, element)),
                ElementName::Action => statement.action = Some(Strings::read(document, element)),
                ElementName::NotAction => statement.not_action = Some(Strings::read(document, element)),
                ElementName::Resource => statement.resource = Some(element),
                ElementName::NotResource => statement.not_resource = Some(element),
                ElementName::Condition => condition = Some(element),
                ElementName::Version | ElementName::Id | ElementName::Statement => {}
            }
        }
        if !statement.strangers.is_empty() {
            statement.elements.retain(belongs);
        }
        // It speaks of those who are trusted.
        statement.condition = condition.map(|element| ConditionBlock::read(document, element, &statement));
        statement.assumes = Caller::ALL.map(|caller| statement.covers(caller.action()));
        statement
    }

    /// Whether the statement speaks of the action by which such callers come.
    pub(crate) fn lets_assume(&self, caller: Caller) -> bool {
        self.assumes[caller as usize]
    }

    pub(crate) fn effect(&self) -> Effect {
        self.effect
    }

    /// Where to speak of the statement as a whole: at the name of its effect.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn place(&self) -> Span {
        self.effect_element.as_ref().map_or(self.document.span(self.node), |effect| effect.key.content)
    }

    /// Whether the effect is one that IAM knows, but for its case.
    pub(crate) fn has_known_effect(&self) -> bool {
        let text = self.effect_element.as_ref().and_then(|element| self.document.string(element.value));
        text.is_some_and(|text| ["allow", "deny"].iter().any(|known| known.eq_ignore_ascii_case(text.trim())))
    }

    /// Whether the statement speaks of the STS action: `Action` covers it, or `NotAction` leaves it.
    pub(crate) fn covers(&self, action: &str) -> bool {
        match (&self.action, &self.not_action) {
            (Some(actions), _) => actions.values.iter().any(|value| value.covers(action)),
            (None, Some(not)) => !not.values.iter().any(|value| value.covers(action)),
            (None, None) => false,
        }
    }

    /// Whether its conditions can be read: they are objects, and nothing else stands in the statement that may have been
    /// meant as one.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(crate) fn is_read(&self) -> bool {
        let Some(condition) = &self.condition else { return self.strangers.is_empty() };
        let is_object = |block: &OperatorBlock<'_>| matches!(self.document.value(block.value), Value::Object(_));
        self.strangers.is_empty() && condition.is_object && condition.operators.iter().all(is_object)
    }

    /// Every test of a condition key, with its operator.
    pub(crate) fn tests(&self) -> impl Iterator<Item = (&OperatorBlock<'a>, &ConditionKeyTest<'a>)> {
        Tests::of(std::slice::from_ref(self)).map(|(_, block, test)| (block, test))
    }

    /// Whether any condition tests the key; key names ignore case.
    pub(crate) fn tests_key(&self, key: &str) -> bool {
        self.tests().any(|(_, test)| test.name.eq_ignore_ascii_case(key))
    }

    /// Whether a test that today never holds would, once mended, keep people out rather than let them in: it stands in a
    /// `Deny`, or it is one that a missing key satisfies.
    pub(crate) fn mending_narrows(&self, block: &super::OperatorBlock<'a>, test: &super::ConditionKeyTest<'a>) -> bool {
        (self.effect() == Effect::Deny) != block.holds_without_key(test)
    }

    /// Every principal under `Principal`.
    pub(crate) fn principals(&self) -> impl Iterator<Item = &super::PrincipalValue<'a>> {
        self.trusted().map(|(_, value)| value)
    }
}

impl<'a> Strings<'a> {
    fn read(document: &'a Document<'a>, element: Element<'a>) -> Self {
        let mut strings = Self { values: Vec::new(), not_strings: Vec::new(), is_list: false, element };
        let node = strings.element.value;
        if let Value::Array(items) = document.value(node) {
            strings.is_list = true;
            items.iter().enumerate().for_each(|(index, item)| strings.push(document, *item, index));
        } else {
            strings.push(document, node, 0);
        }
        strings
    }

    fn push(&mut self, document: &'a Document<'a>, node: NodeId, index: usize) {
        match (document.string(node), document.content(node)) {
            (Some(text), Some(span)) => {
                self.values.push(Action { node, text, name: ActionName::of(text), span, index })
            }
            _ => self.not_strings.push(node),
        }
    }
}
