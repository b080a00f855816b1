//! Elements at the wrong level: next to the statements, inside a principal, the document's inside a statement.

use super::{Element, ElementName, Policy, PrincipalGroup, Statement};

impl<'a> Policy<'a> {
    /// Members of the statement that are no elements of it. A statement that stands at the top of the document has none
    /// of its own: they are the document's.
    pub(crate) fn strangers_of<'p>(&self, statement: &'p Statement<'a>) -> &'p [Element<'a>] {
        if statement.node == self.root { &[] } else { &statement.strangers }
    }

    /// Whether an element of the statement stands where it does not belong: next to the statements, or inside the
    /// principal of this one.
    pub(crate) fn has_misplaced(&self, statement: &Statement<'a>, element: ElementName) -> bool {
        let stranger = |stranger: &Element<'_>| stranger.known == Some(element);
        (self.statements.len() == 1 && self.strangers.iter().any(stranger))
            || statement.principal.as_ref().is_some_and(|principal| {
                principal.groups.iter().any(|group| group.misplaced_element() == Some(element))
            })
    }

    /// Whether `Version` stands inside a statement.
    pub(crate) fn has_misplaced_version(&self) -> bool {
        self.statements.iter().any(|statement| {
            self.strangers_of(statement).iter().any(|stranger| stranger.known == Some(ElementName::Version))
        })
    }
}

impl PrincipalGroup<'_> {
    /// The element of a statement that stands inside the principal, and was read as this group.
    pub(crate) fn misplaced_element(&self) -> Option<ElementName> {
        let key = self.key.as_ref().filter(|key| key.known.is_none())?;
        ElementName::in_statement(key.text)
    }
}
