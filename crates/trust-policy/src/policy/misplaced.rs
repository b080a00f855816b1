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
        let alone = self.statements.len() == 1;
        (alone && self.strangers.iter().any(|stranger| stranger.known == Some(element)))
            || statement.in_principal().any(|(_, name)| name == element)
    }

    /// Whether `Version` stands inside a statement.
    pub(crate) fn has_misplaced_version(&self) -> bool {
        let mut strangers = self.statements.iter().flat_map(|statement| self.strangers_of(statement));
        strangers.any(|stranger| stranger.known == Some(ElementName::Version))
    }
}

impl<'a> Statement<'a> {
    /// Elements of a statement that stand inside the principal, each as the group that it was read as.
    pub(crate) fn in_principal(&self) -> impl Iterator<Item = (&PrincipalGroup<'a>, ElementName)> {
        let groups = self.principal.iter().flat_map(|principal| &principal.groups);
        groups.filter_map(|group| {
            let key = group.key.as_ref().filter(|key| key.known.is_none())?;
            Some((group, ElementName::in_statement(key.text)?))
        })
    }
}
