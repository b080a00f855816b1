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

    #[cfg_attr(target_arch = "wasm32", inline(never))]
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

    #[cfg_attr(target_arch = "wasm32", inline(never))]
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
    statements: std::slice::Iter<'p, Statement<'a>>,
    blocks: std::slice::Iter<'p, OperatorBlock<'a>>,
    keys: std::slice::Iter<'p, ConditionKeyTest<'a>>,
    /// Where the keys stand.
    place: Option<(&'p Statement<'a>, &'p OperatorBlock<'a>)>,
    /// How many tests of the statement are still to be seen.
    left: usize,
}

impl<'p, 'a> Tests<'p, 'a> {
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn of(statements: &'p [Statement<'a>]) -> Self {
        Self { statements: statements.iter(), blocks: [].iter(), keys: [].iter(), place: None, left: 0 }
    }
}

impl<'p, 'a> Iterator for Tests<'p, 'a> {
    type Item = (&'p Statement<'a>, &'p OperatorBlock<'a>, &'p ConditionKeyTest<'a>);

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.left > 0
                && let Some((statement, block)) = self.place
            {
                if let Some(test) = self.keys.next() {
                    self.left -= 1;
                    return Some((statement, block, test));
                }
                if let Some(block) = self.blocks.next() {
                    self.keys = block.keys.iter();
                    self.place = Some((statement, block));
                    continue;
                }
            }
            let statement = self.statements.next()?;
            let Some((first, rest)) = statement.condition.as_ref().and_then(|all| all.operators.split_first()) else {
                self.place = None;
                continue;
            };
            self.place = Some((statement, first));
            self.blocks = rest.iter();
            self.keys = first.keys.iter();
            self.left = MOST_TESTS;
        }
    }
}
