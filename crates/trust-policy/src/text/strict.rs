//! The way for JSON that is JSON.
//!
//! Most texts have nothing wrong with them. This reader makes their tree straight from the bytes, without tokens, and
//! gives up at the first thing that is not as RFC 8259 has it, or that is worth a finding; then the parser that knows
//! about mistakes reads the text from the start. Both make the same tree of the same valid text (a test compares them).

use super::lexer::is_invisible;
use super::repeated::repeated_keys;
use super::tree::{Key, Leaf, Member, NodeId, Tree};
use super::{MAX_DEPTH, Span, string};

/// A text without any mistake.
pub(super) struct Strict {
    pub(super) tree: Tree,
    pub(super) root: NodeId,
    /// Whether all of it is ASCII and no string has an escape.
    pub(super) is_plain: bool,
}

/// The tree of a text without any mistake.
pub(super) fn parse(text: &str) -> Option<Strict> {
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        tree: Tree::for_text(text),
        members: Vec::with_capacity(8),
        items: Vec::with_capacity(8),
        is_plain: true,
    };
    reader.blank();
    let root = match reader.peek()? {
        b'{' | b'[' => reader.value(1)?,
        _ => return None,
    };
    reader.blank();
    let Reader { at, tree, is_plain, .. } = reader;
    (at == text.len()).then_some(Strict { tree, root, is_plain })
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    tree: Tree,
    /// Members of the objects that are being read, the innermost last.
    members: Vec<Member>,
    items: Vec<NodeId>,
    is_plain: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blank(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Option<NodeId> {
        match self.peek()? {
            b'{' if depth <= MAX_DEPTH => self.object(depth),
            b'[' if depth <= MAX_DEPTH => self.array(depth),
            b'"' => {
                let Key { span, content } = self.string()?;
                Some(self.tree.string(span, content))
            }
            _ => self.word(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<NodeId> {
        let start = self.at;
        let first = self.members.len();
        self.at += 1;
        self.blank();
        if self.peek()? != b'}' {
            loop {
                let key = self.string()?;
                self.blank();
                self.take(b':')?;
                self.blank();
                let value = self.value(depth + 1)?;
                self.members.push(Member { key: Some(key), value });
                if !self.goes_on(b'}')? {
                    break;
                }
            }
        }
        self.at += 1;
        let members = &self.members[first..];
        if !repeated_keys(self.text, members, !self.is_plain).is_empty() {
            return None;
        }
        let node = self.tree.object(Span::new(start, self.at), members);
        self.members.truncate(first);
        Some(node)
    }

    fn array(&mut self, depth: usize) -> Option<NodeId> {
        let start = self.at;
        let first = self.items.len();
        self.at += 1;
        self.blank();
        if self.peek()? != b']' {
            loop {
                let item = self.value(depth + 1)?;
                self.items.push(item);
                if !self.goes_on(b']')? {
                    break;
                }
            }
        }
        self.at += 1;
        let node = self.tree.array(Span::new(start, self.at), &self.items[first..]);
        self.items.truncate(first);
        Some(node)
    }

    /// Takes a comma and the white space around it; false in front of the closing bracket.
    fn goes_on(&mut self, close: u8) -> Option<bool> {
        self.blank();
        if self.peek()? == close {
            return Some(false);
        }
        self.take(b',')?;
        self.blank();
        Some(true)
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn string(&mut self) -> Option<Key> {
        let start = self.at;
        self.take(b'"')?;
        loop {
            let plain = |byte: &&u8| matches!(byte, b' '..=0x7F) && !matches!(byte, b'"' | b'\\');
            self.at += self.bytes.get(self.at..)?.iter().take_while(plain).count();
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    self.is_plain = false;
                    self.escape()?;
                }
                0x80.. => {
                    self.is_plain = false;
                    let c = self.text[self.at..].chars().next()?;
                    if is_invisible(c) {
                        return None;
                    }
                    self.at += c.len_utf8();
                }
                _ => return None,
            }
        }
        self.at += 1;
        Some(Key { span: Span::new(start, self.at), content: Span::new(start + 1, self.at - 1) })
    }

    fn escape(&mut self) -> Option<()> {
        let escape = *self.bytes.get(self.at + 1)?;
        match escape {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 2,
            b'u' if string::hex4(self.text, self.at + 2).is_some() => self.at += 6,
            _ => return None,
        }
        Some(())
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Option<NodeId> {
        let rest = &self.bytes[self.at..];
        let length =
            rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"+-.".contains(byte))).unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + length);
        let leaf = match span.of(self.text) {
            "true" => Leaf::True,
            "false" => Leaf::False,
            "null" => Leaf::Null,
            word if is_number(word) => Leaf::Number,
            _ => return None,
        };
        self.at += length;
        Some(self.tree.leaf(leaf, span))
    }
}

/// Whether JSON takes the word as a number. Source: RFC 8259, section 6.
pub(super) fn is_number(word: &str) -> bool {
    let bytes = word.as_bytes();
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    let start = usize::from(at(0) == b'-');
    let mut end = digits_end(bytes, start);
    if end == start || (at(start) == b'0' && end > start + 1) {
        return false;
    }
    if at(end) == b'.' {
        let fraction = end + 1;
        end = digits_end(bytes, fraction);
        if end == fraction {
            return false;
        }
    }
    if matches!(at(end), b'e' | b'E') {
        let exponent = end + 1 + usize::from(matches!(at(end + 1), b'+' | b'-'));
        end = digits_end(bytes, exponent);
        if end == exponent {
            return false;
        }
    }
    end == bytes.len()
}

/// Behind the digits that stand at an offset.
#[cfg_attr(target_arch = "wasm32", inline(never))]
fn digits_end(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for number in ["0", "-1", "12.5", "1e9", "1.0E-7", "123456789012"] {
            assert!(is_number(number), "{number}");
        }
        for other in ["012", "+1", "1.", ".5", "1e", "-", "", "1-2", "2012-10-17"] {
            assert!(!is_number(other), "{other}");
        }
    }

    #[test]
    fn anything_else_is_left_to_the_other_reader() {
        for text in [
            "",
            "1",
            "{,}",
            "{\"a\":1,}",
            "{\"a\":1,\"a\":2}",
            "[1]x",
            "{'a':1}",
            "[\"\t\"]",
            "[\"\\x\"]",
            "\u{feff}{}",
        ] {
            assert!(parse(text).is_none(), "{text}");
        }
    }
}
