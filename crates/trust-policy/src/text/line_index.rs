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
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut counts = Counts::default();
        for bytes in text.as_bytes().chunks(STRIDE) {
            marks.push(counts);
            bytes.iter().for_each(|byte| counts.add(*byte));
        }
        if text.len().is_multiple_of(STRIDE) {
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
        text.as_bytes()[mark * STRIDE..offset].iter().for_each(|byte| counts.add(*byte));
        counts
    }
}

impl Counts {
    /// Adds the character that begins with this byte; continuation bytes begin none.
    fn add(&mut self, byte: u8) {
        let begins = byte & 0xC0 != 0x80;
        self.chars += u32::from(begins);
        self.utf16 += u32::from(begins) + u32::from(byte >= 0xF0);
        if byte == b'\n' {
            self.lines += 1;
            self.chars_before_line = self.chars;
        }
    }
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
