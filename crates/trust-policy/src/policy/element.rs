//! The elements of the policy language and the ways people write them.

use crate::aws::nearest;
use crate::text::{Document, Key, NodeId, visible};

/// The elements of a policy document.
/// Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ElementName {
    Version,
    Id,
    Statement,
    Sid,
    Effect,
    Principal,
    NotPrincipal,
    Action,
    NotAction,
    Resource,
    NotResource,
    Condition,
}

impl ElementName {
    const ALL: [Self; 12] = [
        Self::Version,
        Self::Id,
        Self::Statement,
        Self::Sid,
        Self::Effect,
        Self::Principal,
        Self::NotPrincipal,
        Self::Action,
        Self::NotAction,
        Self::Resource,
        Self::NotResource,
        Self::Condition,
    ];

    /// What may stand in a document.
    pub(crate) const DOCUMENT: [Self; 3] = [Self::Version, Self::Id, Self::Statement];

    /// What may stand in a statement.
    pub(crate) const STATEMENT: [Self; 9] = [
        Self::Sid,
        Self::Effect,
        Self::Principal,
        Self::NotPrincipal,
        Self::Action,
        Self::NotAction,
        Self::Resource,
        Self::NotResource,
        Self::Condition,
    ];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Version => "Version",
            Self::Id => "Id",
            Self::Statement => "Statement",
            Self::Sid => "Sid",
            Self::Effect => "Effect",
            Self::Principal => "Principal",
            Self::NotPrincipal => "NotPrincipal",
            Self::Action => "Action",
            Self::NotAction => "NotAction",
            Self::Resource => "Resource",
            Self::NotResource => "NotResource",
            Self::Condition => "Condition",
        }
    }

    pub(crate) fn belongs_to_statement(self) -> bool {
        Self::STATEMENT.contains(&self)
    }

    /// The element of a statement with this name, in whatever case.
    pub(crate) fn in_statement(name: &str) -> Option<Self> {
        Self::STATEMENT.into_iter().find(|element| element.as_str().eq_ignore_ascii_case(name.trim()))
    }

    /// Whether its presence shows that an object is meant as a statement.
    pub(super) fn makes_statement(self) -> bool {
        matches!(self, Self::Effect | Self::Principal | Self::NotPrincipal | Self::Action | Self::NotAction)
    }
}

/// How an element's name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    Exact,
    /// `effect`.
    WrongCase,
    /// `principle`, `Statements`.
    Misspelt,
    /// Nothing near.
    Unknown,
}

/// A member of a document or statement.
#[derive(Debug, Clone)]
pub(crate) struct Element<'a> {
    pub(crate) key: Key,
    /// As it is written.
    pub(crate) name: &'a str,
    /// The element that is meant.
    pub(crate) known: Option<ElementName>,
    pub(crate) spelling: Spelling,
    pub(crate) value: NodeId,
    /// Its index among the members of its object.
    pub(crate) index: usize,
}

/// The members of an object, each with the element that is meant. Names are matched against `expected` first, then
/// against all elements, so that a misplaced one is known as such.
pub(super) fn read<'a>(document: &'a Document<'a>, node: NodeId, expected: &'static [ElementName]) -> Vec<Element<'a>> {
    let mut elements = Vec::with_capacity(document.members(node).len());
    for (index, member) in document.members(node).iter().enumerate() {
        let Some(key) = member.key else { continue };
        let name = document.key(key);
        let (known, spelling) = recognise(name, expected);
        elements.push(Element { key, name, known, spelling, value: member.value, index });
    }
    elements
}

fn recognise(name: &str, expected: &[ElementName]) -> (Option<ElementName>, Spelling) {
    let name = &visible(name);
    for elements in [expected, &ElementName::ALL] {
        if let Some(exact) = elements.iter().find(|element| element.as_str() == name) {
            return (Some(*exact), Spelling::Exact);
        }
    }
    let trimmed = name.trim();
    for elements in [expected, &ElementName::ALL] {
        if let Some(other) = elements.iter().find(|element| element.as_str().eq_ignore_ascii_case(trimmed)) {
            let spelling = if trimmed.len() == name.len() { Spelling::WrongCase } else { Spelling::Misspelt };
            return (Some(*other), spelling);
        }
    }
    let near = |elements: &[ElementName]| {
        let name = nearest(trimmed, elements.iter().map(|element| element.as_str()))?;
        elements.iter().copied().find(|element| element.as_str() == name)
    };
    match near(expected).or_else(|| near(&ElementName::ALL)) {
        Some(meant) => (Some(meant), Spelling::Misspelt),
        None => (None, Spelling::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meant_element_is_found() {
        let statement = |name| recognise(name, &ElementName::STATEMENT);
        assert_eq!(statement("Effect"), (Some(ElementName::Effect), Spelling::Exact));
        assert_eq!(statement("Eff\u{200b}ect"), (Some(ElementName::Effect), Spelling::Exact));
        assert_eq!(statement("effect"), (Some(ElementName::Effect), Spelling::WrongCase));
        assert_eq!(statement("Principle"), (Some(ElementName::Principal), Spelling::Misspelt));
        assert_eq!(statement("Actions"), (Some(ElementName::Action), Spelling::Misspelt));
        assert_eq!(statement("Version"), (Some(ElementName::Version), Spelling::Exact));
        assert_eq!(statement("Comment"), (None, Spelling::Unknown));
        assert_eq!(recognise("Statements", &ElementName::DOCUMENT), (Some(ElementName::Statement), Spelling::Misspelt));
    }
}
