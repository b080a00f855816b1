//! From byte offsets to the numbers that editors and people use.

/// How far apart the remembered places of a text are, in bytes. A look-up counts at most this many.
const STRIDE: usize = 256;

/// Turns a byte offset into line and column, or into UTF-16 code units.
///
/// Lines and columns are counted from 1, columns in characters (Unicode scalar values). Building it is one pass over the
/// text; a look-up counts over at most 256 bytes, however long the line is.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// What stands before each `STRIDE`-th byte.
    marks: Vec<Counts>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    chars: u32,
    utf16: u32,
    lines: u32,
    /// Characters before the line.
    chars_before_line: u32,
}

impl LineIndex {
    /// Reads the text once.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut counts = Counts::default();
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        marks.push(counts);
        for bytes in text.as_bytes().chunks_exact(STRIDE) {
            counts.add(bytes);
            marks.push(counts);
        }
        Self { marks }
    }

    /// Line and column of a byte offset, both from 1. `text` is the text that the index was built from.
    #[must_use]
    pub fn line_column(&self, text: &str, offset: u32) -> (u32, u32) {
        let Counts { chars, lines, chars_before_line, .. } = self.counts(text, offset);
        (lines + 1, chars - chars_before_line + 1)
    }

    /// A byte offset in UTF-16 code units, as JavaScript counts. `text` is the text that the index was built from.
    #[must_use]
    pub fn utf16(&self, text: &str, offset: u32) -> u32 {
        self.counts(text, offset).utf16
    }

    fn counts(&self, text: &str, offset: u32) -> Counts {
        let offset = (offset as usize).min(text.len());
        let mark = offset / STRIDE;
        let mut counts = self.marks[mark];
        counts.add(&text.as_bytes()[mark * STRIDE..offset]);
        counts
    }
}

impl Counts {
    /// Adds the characters that begin with these bytes; continuation bytes begin none.
    fn add(&mut self, bytes: &[u8]) {
        let begins = |byte| byte & 0xC0 != 0x80;
        if let Some(last) = bytes.iter().rposition(|byte| *byte == b'\n') {
            self.lines += count(bytes, |byte| byte == b'\n');
            self.chars_before_line = self.chars + count(&bytes[..=last], begins);
        }
        let chars = count(bytes, begins);
        self.chars += chars;
        self.utf16 += chars + count(bytes, |byte| byte >= 0xF0);
    }
}

/// How many of the bytes are so. Where the sum fits into a byte, processors add many at a time.
fn count(bytes: &[u8], is_so: fn(u8) -> bool) -> u32 {
    let mut count = 0;
    for some in bytes.chunks(128) {
        let mut few = 0;
        for byte in some {
            few += u8::from(is_so(*byte));
        }
        count += u32::from(few);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters_and_offsets_utf16() {
        let text = "a\n日本🎉x\n";
        let index = LineIndex::new(text);
        let x = text.find('x').unwrap() as u32;
        assert_eq!(index.line_column(text, x), (2, 4));
        assert_eq!(index.utf16(text, x), 2 + 2 + 2);
        assert_eq!(index.line_column(text, text.len() as u32), (3, 1));
    }

    #[test]
    fn agrees_with_counting_by_hand_everywhere() {
        let text = "é日🎉\n{ab}\r\n".repeat(200);
        let index = LineIndex::new(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..offset];
            let line = before.matches('\n').count() as u32 + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u32 + 1;
            assert_eq!(index.line_column(&text, offset as u32), (line, column));
            assert_eq!(index.utf16(&text, offset as u32), before.encode_utf16().count() as u32);
        }
    }

    #[test]
    fn empty_text_has_a_first_place() {
        assert_eq!(LineIndex::new("").line_column("", 0), (1, 1));
    }
}
