//! Looking for a part of a text.
//!
//! The standard library's search is made for long texts with long parts, and weighs four kilobytes in the browser.

/// Looks for parts of a text.
pub(crate) trait Search {
    /// Where the part first stands; an empty part stands nowhere.
    fn place_of(&self, part: &str) -> Option<usize>;

    /// Whether the part stands somewhere in it.
    fn holds(&self, part: &str) -> bool {
        self.place_of(part).is_some()
    }

    /// What is before the first such part, and what is behind it.
    fn cut(&self, part: &str) -> Option<(&str, &str)>;
}

impl Search for str {
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn place_of(&self, part: &str) -> Option<usize> {
        let first = part.bytes().next()?;
        // Mostly the first byte is another already, which is seen without a call.
        self.as_bytes().windows(part.len()).position(|window| window[0] == first && window == part.as_bytes())
    }

    #[cfg_attr(target_arch = "wasm32", inline(never))]
    fn cut(&self, part: &str) -> Option<(&str, &str)> {
        let at = self.place_of(part)?;
        self.get(..at).zip(self.get(at + part.len()..))
    }
}

#[cfg(test)]
mod tests {
    use super::Search;

    #[test]
    fn parts_are_found() {
        assert_eq!("a${b}${c}".place_of("${"), Some(1));
        assert_eq!("a".place_of("${"), None);
        assert_eq!("a".place_of(""), None);
        assert_eq!("é::ü::".cut("::"), Some(("é", "ü::")));
        assert!("a::".holds("::") && !"a:".holds("::"));
    }
}
