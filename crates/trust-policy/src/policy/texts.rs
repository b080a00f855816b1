//! A set of texts.

use std::borrow::Cow;

use crate::text::fnv;

const SLOTS: usize = 256;

/// Texts that are looked up by their hashes, thousands of them if need be. A set of the standard library would weigh
/// kilobytes in the browser.
#[derive(Debug)]
pub(super) struct Texts<'p> {
    /// Each with the one before it that has the same hash, as in `heads`.
    texts: Vec<(Cow<'p, str>, usize)>,
    /// For each hash, one more than the index of the last text with it; 0 for none.
    heads: [usize; SLOTS],
}

impl<'p> Texts<'p> {
    pub(super) fn new() -> Self {
        Self { texts: Vec::new(), heads: [0; SLOTS] }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The text's index.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn find(&self, text: &str) -> Option<usize> {
        let mut next = self.heads[slot(text)];
        while next > 0 {
            let (other, before) = &self.texts[next - 1];
            if other == text {
                return Some(next - 1);
            }
            next = *before;
        }
        None
    }

    /// A text more; its index is the number of those before it.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    pub(super) fn add(&mut self, text: Cow<'p, str>) {
        let head = &mut self.heads[slot(&text)];
        self.texts.push((text, *head));
        *head = self.texts.len();
    }
}

fn slot(text: &str) -> usize {
    fnv(text) as usize % SLOTS
}
