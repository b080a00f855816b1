//! The ids of the statements.

use std::borrow::Cow;

use super::Policy;
use super::texts::Texts;
use crate::text::Span;

/// Every id that a statement has, and those that repairs have given away.
#[derive(Debug)]
pub(crate) struct Sids<'p> {
    texts: Texts<'p>,
    /// For each, where it stands first, and the number behind which the next free name may be found.
    places: Vec<(Span, u32)>,
}

impl Policy<'_> {
    pub(crate) fn sids(&self) -> Sids<'_> {
        let mut sids = Sids { texts: Texts::new(), places: Vec::new() };
        for statement in &self.statements {
            let Some(sid) = &statement.sid else { continue };
            if let (Some(text), Some(place)) = (self.document.string(sid.value), self.document.content(sid.value))
                && sids.texts.find(text).is_none()
            {
                sids.add(Cow::Borrowed(text), place);
            }
        }
        sids
    }
}

impl<'p> Sids<'p> {
    /// Where the id stands first.
    pub(crate) fn first(&self, text: &str) -> Option<Span> {
        self.texts.find(text).map(|at| self.places[at].0)
    }

    /// The name, with a number behind it where it is taken; it is taken then.
    pub(crate) fn free(&mut self, mut name: String) -> String {
        let mut place = Span::at(0);
        if let Some(at) = self.texts.find(&name) {
            let (first, mut number) = self.places[at];
            let length = name.len();
            while self.texts.find(&name).is_some() {
                number += 1;
                name.truncate(length);
                name.push_str(&number.to_string());
            }
            self.places[at].1 = number;
            place = first;
        }
        self.add(Cow::Owned(name.clone()), place);
        name
    }

    fn add(&mut self, text: Cow<'p, str>, first: Span) {
        self.texts.add(text);
        self.places.push((first, 1));
    }
}
