//! The words of findings, apart from the user's own text.
//!
//! A rule writes its words where it needs them, with the macro `phrase!`. In a program they are there. In the browser they are
//! not part of the WebAssembly but of the book beside it, a text with all phrases and tables of the engine
//! ([`crate::book`]): there a phrase is the number of its line. `build.rs` finds the phrases and puts them in order.

use std::borrow::Cow;

/// A text of the book, `{}` in it for the user's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase(Place);

#[cfg(not(target_arch = "wasm32"))]
type Place = &'static str;
#[cfg(target_arch = "wasm32")]
type Place = u16;

/// A phrase of the book.
macro_rules! phrase {
    ($text:literal) => {
        const { $crate::phrase::Phrase::of($text) }
    };
}
pub(crate) use phrase;

impl Phrase {
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const fn of(text: &'static str) -> Self {
        Self(text)
    }

    /// The number of the phrase: only asked for while the engine is compiled.
    #[cfg(target_arch = "wasm32")]
    pub(crate) const fn of(text: &str) -> Self {
        if text.is_empty() {
            return Self(u16::MAX);
        }
        let (mut low, mut high) = (0, PHRASES.len());
        while low < high {
            let middle = (low + high) / 2;
            match order(PHRASES[middle].as_bytes(), text.as_bytes()) {
                0 => return Self(middle as u16),
                1.. => high = middle,
                _ => low = middle + 1,
            }
        }
        panic!("build.rs has not seen this phrase")
    }

    /// Its number, which is its place in the alphabet of all phrases.
    #[cfg(target_arch = "wasm32")]
    pub(crate) const fn number(self) -> u16 {
        self.0
    }

    /// Whether it stands before another in the alphabet.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const fn is_before(self, other: Self) -> bool {
        order(self.0.as_bytes(), other.0.as_bytes()) < 0
    }

    /// What it says.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) const fn get(self) -> &'static str {
        self.0
    }

    /// What it says. Nothing when there is no book.
    #[cfg(target_arch = "wasm32")]
    #[inline(never)]
    pub(crate) fn get(self) -> &'static str {
        crate::book::phrase(usize::from(self.0))
    }
}

impl From<Phrase> for String {
    fn from(phrase: Phrase) -> Self {
        phrase.get().to_owned()
    }
}

impl From<Phrase> for Cow<'static, str> {
    fn from(phrase: Phrase) -> Self {
        Cow::Borrowed(phrase.get())
    }
}

#[cfg(target_arch = "wasm32")]
const PHRASES: &[&str] = &include!(concat!(env!("OUT_DIR"), "/phrases.rs"));

/// Whether a text stands before another (-1), is the same (0) or stands behind it (1).
const fn order(a: &[u8], b: &[u8]) -> i8 {
    let mut at = 0;
    while at < a.len() && at < b.len() {
        if a[at] != b[at] {
            return if a[at] < b[at] { -1 } else { 1 };
        }
        at += 1;
    }
    (a.len() > at) as i8 - (b.len() > at) as i8
}
