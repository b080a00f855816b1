//! The ways through a policy that rules take.
//!
//! Iterators with a `next` that is never inlined: nearly every rule walks the principals or the conditions, and a chain
//! of adapters would be compiled into each of them anew, kilobytes at a time in the browser.

use super::{ConditionKeyTest, OperatorBlock, Principal, PrincipalGroup, PrincipalValue, Statement};

/// Where a walk is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct At {
    statement: usize,
    /// `Principal`, then `NotPrincipal`.
    element: usize,
    /// Of groups or operators.
    outer: usize,
    /// Of values or keys.
    inner: usize,
    /// How many tests of the statement were seen.
    seen: usize,
}

/// How many tests of a statement rules look at. A trust policy has at most 8,192 characters, so hardly more can be
/// saved; rules compare tests with each other, and the bound keeps that linear in the text.
const MOST_TESTS: usize = 256;

/// Every principal of some statements, under `Principal` and `NotPrincipal`.
#[derive(Debug, Clone)]
pub(crate) struct Principals<'p, 'a> {
    pub(super) statements: &'p [Statement<'a>],
    pub(super) at: At,
}

impl<'p, 'a> Iterator for Principals<'p, 'a> {
    type Item = (&'p Statement<'a>, &'p PrincipalGroup<'a>, &'p PrincipalValue<'a>);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let at = &mut self.at;
        loop {
            let statement = self.statements.get(at.statement)?;
            let element = if at.element == 0 { &statement.principal } else { &statement.not_principal };
            let Some(group) = element.as_ref().and_then(|principal| principal.groups.get(at.outer)) else {
                *at = match at.element {
                    0 => At { element: 1, outer: 0, inner: 0, ..*at },
                    _ => At { statement: at.statement + 1, ..At::default() },
                };
                continue;
            };
            if let Some(value) = group.values.get(at.inner) {
                at.inner += 1;
                return Some((statement, group, value));
            }
            *at = At { outer: at.outer + 1, inner: 0, ..*at };
        }
    }
}

/// Every `Principal` and `NotPrincipal` element of some statements.
#[derive(Debug, Clone)]
pub(crate) struct PrincipalElements<'p, 'a> {
    pub(super) statements: &'p [Statement<'a>],
    /// Whether `NotPrincipal` of the first statement comes next.
    pub(super) is_not: bool,
}

impl<'p, 'a> Iterator for PrincipalElements<'p, 'a> {
    type Item = (&'p Statement<'a>, &'p Principal<'a>);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (statement, rest) = self.statements.split_first()?;
            let element = if self.is_not { &statement.not_principal } else { &statement.principal };
            if self.is_not {
                self.statements = rest;
            }
            self.is_not = !self.is_not;
            if let Some(principal) = element {
                return Some((statement, principal));
            }
        }
    }
}

/// Every test of a condition key in some statements, with its operator.
#[derive(Debug, Clone)]
pub(crate) struct Tests<'p, 'a> {
    pub(super) statements: &'p [Statement<'a>],
    pub(super) at: At,
}

impl<'p, 'a> Iterator for Tests<'p, 'a> {
    type Item = (&'p Statement<'a>, &'p OperatorBlock<'a>, &'p ConditionKeyTest<'a>);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        let at = &mut self.at;
        loop {
            let statement = self.statements.get(at.statement)?;
            let condition = statement.condition.as_ref().filter(|_| at.seen < MOST_TESTS);
            let Some(block) = condition.and_then(|condition| condition.operators.get(at.outer)) else {
                *at = At { statement: at.statement + 1, ..At::default() };
                continue;
            };
            if let Some(test) = block.keys.get(at.inner) {
                at.inner += 1;
                at.seen += 1;
                return Some((statement, block, test));
            }
            *at = At { outer: at.outer + 1, inner: 0, ..*at };
        }
    }
}
