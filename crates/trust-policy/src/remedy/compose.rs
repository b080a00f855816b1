//! Edits of a text that was edited before, as edits of the first text.

use crate::text::Edit;

/// A piece of the edited text.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// From the first text, from one offset to another.
    Kept(u32, u32),
    /// From an edit.
    New(String),
}

impl Piece {
    fn length(&self) -> u32 {
        match self {
            Self::Kept(from, to) => to - from,
            Self::New(text) => text.len() as u32,
        }
    }
}

/// Edits of a text of that length that do what two lots do one behind the other: `first` on the text, `second` on what
/// comes of it. Both are in order and apart, and so is the result.
pub(super) fn compose(length: u32, first: &[Edit], second: &[Edit]) -> Vec<Edit> {
    let mut pieces = Vec::with_capacity(2 * first.len() + 1);
    let mut copied = 0;
    for edit in first {
        pieces.push(Piece::Kept(copied, edit.start));
        pieces.push(Piece::New(edit.text.clone()));
        copied = edit.end;
    }
    pieces.push(Piece::Kept(copied, length));
    // From the end, so that the offsets of the others still hold.
    for edit in second.iter().rev() {
        let start = split(&mut pieces, edit.start);
        let end = split(&mut pieces, edit.end);
        pieces.splice(start..end, [Piece::New(edit.text.clone())]);
    }
    edits(length, pieces)
}

/// The index of the piece that begins at an offset of the edited text; a piece is cut where none does.
fn split(pieces: &mut Vec<Piece>, offset: u32) -> usize {
    let mut begin = 0;
    for at in 0..pieces.len() {
        if begin == offset {
            return at;
        }
        let length = pieces[at].length();
        if offset < begin + length {
            let cut = offset - begin;
            let (left, right) = match &pieces[at] {
                Piece::Kept(from, to) => (Piece::Kept(*from, from + cut), Piece::Kept(from + cut, *to)),
                Piece::New(text) => {
                    let (left, right) = text.split_at(cut as usize);
                    (Piece::New(left.to_owned()), Piece::New(right.to_owned()))
                }
            };
            pieces.splice(at..=at, [left, right]);
            return at + 1;
        }
        begin += length;
    }
    pieces.len()
}

fn edits(length: u32, pieces: Vec<Piece>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut edit = Edit { start: 0, end: 0, text: String::new() };
    for piece in pieces.into_iter().chain([Piece::Kept(length, length)]) {
        match piece {
            Piece::New(text) => edit.text.push_str(&text),
            Piece::Kept(from, to) => {
                // Nothing kept between two edits makes them one; only the end may be empty.
                if from == to && to < length {
                    continue;
                }
                edit.end = from;
                if edit.start < edit.end || !edit.text.is_empty() {
                    edits.push(std::mem::replace(&mut edit, Edit { start: to, end: to, text: String::new() }));
                }
                edit.start = to;
            }
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::apply;

    fn edit(start: u32, end: u32, text: &str) -> Edit {
        Edit { start, end, text: text.to_owned() }
    }

    #[test]
    fn both_lots_are_done() {
        let text = "0123456789";
        let lots = [
            vec![],
            vec![edit(0, 0, "a")],
            vec![edit(10, 10, "z")],
            vec![edit(2, 4, "xyz"), edit(6, 6, "[")],
            vec![edit(0, 10, "b")],
            vec![edit(3, 3, "("), edit(7, 7, ")")],
            vec![edit(1, 5, "")],
        ];
        for first in &lots {
            let middle = apply(text, first);
            for second in &lots {
                if second.last().is_some_and(|edit| edit.end as usize > middle.len()) {
                    continue;
                }
                let both = compose(10, first, second);
                assert_eq!(apply(text, &both), apply(&middle, second), "{first:?} {second:?}");
            }
        }
    }

    #[test]
    fn edits_stay_small() {
        assert_eq!(compose(10, &[edit(2, 3, "xx")], &[edit(8, 9, "y")]), [edit(2, 3, "xx"), edit(7, 8, "y")]);
        assert_eq!(compose(10, &[edit(2, 2, "ab")], &[edit(3, 3, "-")]), [edit(2, 2, "a-b")]);
    }
}
