//! The lines of a source with marks under them: what a person looks at first.
//!
//! Underlines are aligned by the width that characters have on a terminal, not by their number: tabs are expanded,
//! Japanese and emoji take two columns, what cannot be seen is shown by its number. Of a long line only the part around
//! the mark is shown.

use std::collections::BTreeMap;
use std::ops::Range;

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::visible;

/// The widest line that is shown whole, in columns.
const MAX_WIDTH: usize = 110;

/// What is shown before the mark of a longer line, in columns.
const LEAD: usize = 40;

const TAB: usize = 4;

/// A text and where its lines begin.
#[derive(Debug)]
pub(super) struct Source<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Source<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let behind_breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(behind_breaks).collect() }
    }

    /// The line that holds an offset, from 0.
    fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }

    /// A line without its end.
    fn line(&self, line: usize) -> Range<usize> {
        let start = self.starts[line];
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let whole = &self.text[start..end];
        start..start + whole.strip_suffix('\r').unwrap_or(whole).len()
    }
}

/// A mark under a part of the text.
#[derive(Debug, Clone)]
pub(super) struct Mark<'m> {
    pub(super) span: Range<usize>,
    /// What is to be seen there; the place of the finding itself needs no words.
    pub(super) label: Option<&'m str>,
}

/// The styles of a snippet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Styles {
    pub(super) gutter: Style,
    pub(super) primary: Style,
    pub(super) label: Style,
}

/// The part of a mark that lies on one line.
#[derive(Debug)]
struct Piece<'m> {
    span: Range<usize>,
    primary: bool,
    label: Option<&'m str>,
}

/// Draws the lines of the marks, in the order of the text, with a line `...` where some are left out.
pub(super) fn render(source: &Source<'_>, marks: &[Mark<'_>], styles: Styles, out: &mut String) {
    let mut lines: BTreeMap<usize, Vec<Piece<'_>>> = BTreeMap::new();
    marks.iter().for_each(|mark| cut(source, mark, &mut lines));
    let last = lines.keys().next_back().map_or(0, |line| line + 1);
    let mut canvas = Canvas { gutter: gutter(last), styles, out };
    canvas.row("", "");
    let mut before: Option<usize> = None;
    for (line, mut pieces) in lines {
        if before.is_some_and(|before| before + 1 < line) {
            canvas.gap();
        }
        before = Some(line);
        pieces.sort_by_key(|piece| (!piece.primary, piece.span.start));
        let range = source.line(line);
        let number = (line + 1).to_string();
        if let Some(shown) = Shown::whole(source.text, range.clone()) {
            canvas.row(&number, &shown.text);
            pieces.iter().for_each(|piece| canvas.underline(&shown, piece));
        } else {
            for piece in &pieces {
                let shown = Shown::around(source.text, range.clone(), piece.span.start);
                canvas.row(&number, &shown.text);
                canvas.underline(&shown, piece);
            }
        }
    }
}

/// How wide the column of line numbers is when this is the last.
pub(super) fn gutter(last_line: usize) -> usize {
    last_line.to_string().len()
}

/// Cuts a mark into its first and its last line.
fn cut<'m>(source: &Source<'_>, mark: &Mark<'m>, lines: &mut BTreeMap<usize, Vec<Piece<'m>>>) {
    let Range { start, end } = mark.span;
    let first = source.line_of(start);
    // A span that ends behind a line break ends on the line of the break.
    let last = if end > start { source.line_of(end - 1).max(first) } else { first };
    let primary = mark.label.is_none();
    let mut add = |line: usize, span: Range<usize>, label| {
        let on = source.line(line);
        let start = span.start.min(on.end);
        let span = start..span.end.clamp(start, on.end.max(start));
        lines.entry(line).or_default().push(Piece { span, primary, label });
    };
    if first == last {
        add(first, start..end, mark.label);
        return;
    }
    add(first, start..source.line(first).end, None);
    let line = source.line(last);
    let text = &source.text[line.clone()];
    let indent = text.len() - text.trim_start().len();
    add(last, (line.start + indent).min(end)..end, mark.label);
}

/// Where the rows go.
struct Canvas<'o> {
    gutter: usize,
    styles: Styles,
    out: &'o mut String,
}

impl Canvas<'_> {
    fn row(&mut self, number: &str, text: &str) {
        let Styles { gutter, .. } = self.styles;
        let width = self.gutter;
        let space = if text.is_empty() { "" } else { " " };
        self.out.push_str(&format!(" {gutter}{number:>width$} |{gutter:#}{space}{text}\n"));
    }

    fn gap(&mut self) {
        let Styles { gutter, .. } = self.styles;
        self.out.push_str(&format!(" {gutter}...{gutter:#}\n"));
    }

    fn underline(&mut self, shown: &Shown, piece: &Piece<'_>) {
        let (style, sign) = if piece.primary { (self.styles.primary, "^") } else { (self.styles.label, "-") };
        let start = shown.column(piece.span.start);
        let width = shown.column(piece.span.end).saturating_sub(start).max(1);
        let label = piece.label.map(|label| format!(" {}", visible::line(label))).unwrap_or_default();
        let row = format!("{:start$}{style}{}{label}{style:#}", "", sign.repeat(width));
        self.row("", &row);
    }
}

/// A line as it is shown, and where the places of the source are in it.
#[derive(Debug)]
struct Shown {
    text: String,
    /// Offset in the source and in `text`, of each character and of the end.
    places: Vec<(usize, usize)>,
}

impl Shown {
    /// The whole line, unless it is too wide.
    fn whole(source: &str, line: Range<usize>) -> Option<Self> {
        let shown = Self::from(source, line.clone(), line.start);
        (shown.places.last().is_some_and(|(end, _)| *end == line.end)).then_some(shown)
    }

    /// The part of a line around an offset.
    fn around(source: &str, line: Range<usize>, offset: usize) -> Self {
        let mut start = offset;
        let mut width = 0;
        for (at, c) in source[line.start..offset].char_indices().rev() {
            width += c.width().unwrap_or(0);
            if width > LEAD {
                break;
            }
            start = line.start + at;
        }
        Self::from(source, line, start)
    }

    /// As much of the line from an offset as fits, with a sign where something is left out.
    fn from(source: &str, line: Range<usize>, start: usize) -> Self {
        let mut text = String::new();
        let mut places = Vec::new();
        let mut width = 0;
        if start > line.start {
            text.push('…');
            width += 1;
        }
        let mut offset = start;
        for c in source[start..line.end].chars() {
            let before = text.len();
            if c == '\t' {
                text.push_str(&" ".repeat(TAB - width % TAB));
            } else {
                visible::push(c, &mut text);
            }
            width += text[before..].width();
            if width > MAX_WIDTH {
                text.truncate(before);
                places.push((offset, before));
                text.push('…');
                return Self { text, places };
            }
            places.push((offset, before));
            offset += c.len_utf8();
        }
        places.push((offset, text.len()));
        Self { text, places }
    }

    /// The column of a place of the source, from 0; the last one for places behind what is shown.
    fn column(&self, offset: usize) -> usize {
        let behind = self.places.partition_point(|(source, _)| *source < offset);
        let (_, shown) = self.places[behind.min(self.places.len() - 1)];
        self.text[..shown].width()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows, with `|` for the gutter.
    fn drawn(text: &str, marks: &[Mark<'_>]) -> String {
        let styles = Styles { gutter: Style::new(), primary: Style::new(), label: Style::new() };
        let mut out = String::new();
        render(&Source::new(text), marks, styles, &mut out);
        out
    }

    /// The rows with the first occurrence of `part` marked.
    fn marked(text: &str, part: &str) -> String {
        let start = text.find(part).unwrap();
        drawn(text, &[Mark { span: start..start + part.len(), label: None }])
    }

    #[test]
    fn plain() {
        assert_eq!(marked("{\n  \"a\": ec2\n}\n", "ec2"), "   |\n 2 |   \"a\": ec2\n   |        ^^^\n");
    }

    #[test]
    fn tabs_reach_to_their_stops() {
        assert_eq!(marked("\t{\t\"a\"", "\"a\""), "   |\n 1 |     {   \"a\"\n   |         ^^^\n");
    }

    #[test]
    fn japanese_takes_two_columns() {
        assert_eq!(marked("\"役割\": x", "x"), "   |\n 1 | \"役割\": x\n   |         ^\n");
        assert_eq!(marked("\"役割\"", "役割"), "   |\n 1 | \"役割\"\n   |  ^^^^\n");
    }

    #[test]
    fn emoji_take_two_columns_joined_or_not() {
        assert_eq!(marked("\"🎉\": x", "x"), "   |\n 1 | \"🎉\": x\n   |       ^\n");
        assert_eq!(marked("\"👩\u{200d}🚀\": x", "x"), "   |\n 1 | \"👩\u{200d}🚀\": x\n   |       ^\n");
    }

    #[test]
    fn combining_marks_take_none() {
        assert_eq!(marked("\"e\u{301}\": x", "x"), "   |\n 1 | \"e\u{301}\": x\n   |      ^\n");
    }

    #[test]
    fn what_cannot_be_seen_is_shown_and_marked_whole() {
        assert_eq!(marked("a\u{200b}b", "\u{200b}"), "   |\n 1 | a<U+200B>b\n   |  ^^^^^^^^\n");
        assert_eq!(marked("\u{1b}[31m x", "x"), "   |\n 1 | <U+001B>[31m x\n   |              ^\n");
    }

    #[test]
    fn empty_spans_get_a_caret() {
        assert_eq!(drawn("{}", &[Mark { span: 1..1, label: None }]), "   |\n 1 | {}\n   |  ^\n");
        assert_eq!(drawn("", &[Mark { span: 0..0, label: None }]), "   |\n 1 |\n   | ^\n");
    }

    #[test]
    fn the_end_of_the_text_has_a_place() {
        assert_eq!(drawn("{", &[Mark { span: 1..1, label: None }]), "   |\n 1 | {\n   |  ^\n");
        assert_eq!(drawn("{\n", &[Mark { span: 2..2, label: None }]), "   |\n 2 |\n   | ^\n");
    }

    #[test]
    fn line_ends_are_not_shown() {
        assert_eq!(marked("{\r\n  x\r\n}\r\n", "x"), "   |\n 2 |   x\n   |   ^\n");
        assert_eq!(marked("{\r\n}", "\r\n"), "   |\n 1 | {\n   |  ^\n");
        assert_eq!(marked("a\rb", "b"), "   |\n 1 | a<U+000D>b\n   |          ^\n");
    }

    #[test]
    fn long_spans_show_their_first_and_last_line() {
        let text = "{\n  \"a\": [\n    1,\n    2\n  ]\n}";
        assert_eq!(
            marked(text, "[\n    1,\n    2\n  ]"),
            "   |\n 2 |   \"a\": [\n   |        ^\n ...\n 5 |   ]\n   |   ^\n"
        );
        assert_eq!(marked("ab\ncd\nef", "b\nc"), "   |\n 1 | ab\n   |  ^\n 2 | cd\n   | ^\n");
        assert_eq!(marked("ab\n\ncd", "b\n"), "   |\n 1 | ab\n   |  ^\n");
    }

    #[test]
    fn labels_say_what_is_to_be_seen() {
        let text = "{\"Effect\": \"Allow\",\n \"Principal\": \"*\"}";
        let star = text.find("\"*\"").unwrap();
        let allow = text.find("\"Allow\"").unwrap();
        let marks =
            [Mark { span: star..star + 3, label: None }, Mark { span: allow..allow + 7, label: Some("allowed here") }];
        assert_eq!(
            drawn(text, &marks),
            "   |\n 1 | {\"Effect\": \"Allow\",\n   |            ------- allowed here\n \
             2 |  \"Principal\": \"*\"}\n   |               ^^^\n"
        );
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = format!("{}HERE{}", "日".repeat(5000), "x".repeat(5000));
        let drawn = marked(&text, "HERE");
        let rows: Vec<&str> = drawn.lines().collect();
        let before = rows[1].split("HERE").next().unwrap();
        assert!(rows[1].starts_with(" 1 | …日") && rows[1].ends_with("x…"), "{drawn}");
        assert!(rows[1].width() <= MAX_WIDTH + 6, "{drawn}");
        assert_eq!(rows[2].find('^').unwrap(), before.width(), "{drawn}");
        assert!(rows[2].ends_with("^^^^"), "{drawn}");
    }

    #[test]
    fn marks_far_apart_on_a_long_line_are_shown_apart() {
        let text = format!("first{}second", "x".repeat(500));
        let end = text.len();
        let marks = [Mark { span: end - 6..end, label: None }, Mark { span: 0..5, label: Some("it began here") }];
        let drawn = drawn(&text, &marks);
        assert_eq!(drawn.lines().count(), 5, "{drawn}");
        assert!(drawn.contains("xsecond\n") && drawn.contains("| ----- it began here\n"), "{drawn}");
    }

    #[test]
    fn a_mark_longer_than_the_screen_is_cut() {
        let text = "x".repeat(1000);
        let drawn = marked(&text, &text);
        assert!(drawn.lines().all(|row| row.width() <= MAX_WIDTH + 7), "{drawn}");
    }
}
