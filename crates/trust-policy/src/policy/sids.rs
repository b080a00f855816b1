//! The ids of the statements.

use std::borrow::Cow;

use super::Policy;
use crate::text::{Span, fnv};

/// Every id that a statement has, and those that repairs have given away.
///
/// Looked up by hashes: a policy may have thousands of statements.
#[derive(Debug)]
pub(crate) struct Sids<'p> {
    sids: Vec<Sid<'p>>,
    /// For each hash, one more than the index of the last id with it; 0 for none. Their number is a power of two.
    heads: Vec<usize>,
}

#[derive(Debug)]
struct Sid<'p> {
    text: Cow<'p, str>,
    /// Where it stands first.
    first: Span,
    /// Behind which the next free name may be found.
    number: u32,
    /// As in `heads`: the one before it with the same hash.
    next: usize,
}

impl Policy<'_> {
    pub(crate) fn sids(&self) -> Sids<'_> {
        let count = self.statements.len();
        let mut sids = Sids { sids: Vec::with_capacity(count), heads: vec![0; count.next_power_of_two()] };
        for sid in self.statements.iter().filter_map(|statement| statement.sid.as_ref()) {
            if let (Some(text), Some(place)) = (self.document.string(sid.value), self.document.content(sid.value))
                && sids.find(text).is_none()
            {
                sids.add(Cow::Borrowed(text), place);
            }
        }
        sids
    }
}

impl Sids<'_> {
    /// Where the id stands first.
    pub(crate) fn first(&self, text: &str) -> Option<Span> {
        self.find(text).map(|at| self.sids[at].first)
    }

    /// The name, with a number behind it where it is taken; it is taken then.
    pub(crate) fn free(&mut self, mut name: String) -> String {
        let mut first = Span::at(0);
        if let Some(at) = self.find(&name) {
            first = self.sids[at].first;
            let mut number = self.sids[at].number;
            let length = name.len();
            while self.find(&name).is_some() {
                number += 1;
                name.truncate(length);
                name.push_str(&number.to_string());
            }
            self.sids[at].number = number;
        }
        self.add(Cow::Owned(name.clone()), first);
        name
    }

    fn find(&self, text: &str) -> Option<usize> {
        let mut next = self.heads[self.slot(text)];
        while next > 0 {
            let sid = &self.sids[next - 1];
            if sid.text == text {
                return Some(next - 1);
            }
            next = sid.next;
        }
        None
    }

    fn slot(&self, text: &str) -> usize {
        fnv(text) as usize & (self.heads.len() - 1)
    }
}

impl<'p> Sids<'p> {
    fn add(&mut self, text: Cow<'p, str>, first: Span) {
        let slot = self.slot(&text);
        self.sids.push(Sid { text, first, number: 1, next: self.heads[slot] });
        self.heads[slot] = self.sids.len();
    }
}
