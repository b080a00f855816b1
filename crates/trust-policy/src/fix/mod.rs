//! Repairs: edits that keep every other byte.
//!
//! A [`Fix`] is a promise. `safe` keeps or narrows who may assume the role and is never part of a doubt, `review` changes
//! that or guesses, `fill-in` holds a placeholder. [`layout`] and [`condition`] make edits that keep to the indentation around them,
//! [`all`] applies repairs until none is left.

pub(crate) mod all;
pub(crate) mod condition;
pub(crate) mod layout;
pub(crate) mod principals;

use crate::report::{Fix, Safety};
use crate::text::{Edit, in_order};

impl Fix {
    /// A repair that may be applied without asking.
    pub(crate) fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::new(title, Safety::Safe, edits)
    }

    /// A repair that a person should look at first.
    pub(crate) fn review(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::new(title, Safety::Review, edits)
    }

    /// A repair that is safe if it narrows who may assume the role, and for review if not.
    pub(crate) fn narrowing(narrows: bool, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::new(title, if narrows { Safety::Safe } else { Safety::Review }, edits)
    }

    pub(crate) fn new(title: impl Into<String>, safety: Safety, edits: Vec<Edit>) -> Self {
        Self::of(title.into(), safety, edits)
    }

    /// Compiled once, for whatever a title is made of.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn of(title: String, safety: Safety, edits: Vec<Edit>) -> Self {
        Self { title, safety, edits: in_order(edits, |edit| (edit.start, edit.end)) }
    }
}
