//! Text without what terminals, logs and encodings do to it.

/// The text with encodings, colours and frames taken off: HTML entities, percent-encoding, escapes of JSON strings, escape
/// sequences of terminals, the bars that Terraform draws.
pub(super) fn plain(pasted: &str) -> String {
    let mut text = without_colours(pasted);
    // What went through two programs is encoded twice.
    for _ in 0..3 {
        let decoded = decoded(&text);
        if decoded == text {
            break;
        }
        text = decoded;
    }
    let text = text.replace(['│', '╷', '╵', '\u{200b}', '\u{feff}'], " ");
    let mut lines = Vec::new();
    for line in text.lines() {
        lines.push(line.trim_start().trim_start_matches("> "));
    }
    lines.join("\n")
}

/// Takes one layer of encodings off.
fn decoded(text: &str) -> String {
    let mut text = unescaped(text);
    for (entity, meant) in [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ] {
        if text.contains(entity) {
            text = text.replace(entity, meant);
        }
    }
    // Messages are full of colons, blanks and quotes; a lone percent sign is one.
    let encoded =
        ["%20", "%3A", "%3a", "%22", "%2F", "%2f"].iter().map(|code| text.matches(code).count()).sum::<usize>();
    let without_blanks = text.trim().contains('+') && !text.trim().contains(' ');
    // A form's text has a plus for each blank, and words of English between them.
    let of_form = || ["+is+", "+not+", "+to+", "+the+", "+in+"].iter().any(|word| text.contains(word));
    if encoded > 1 || (without_blanks && (text.contains('%') || of_form())) { percent_decoded(&text) } else { text }
}

/// Takes out escape sequences of terminals.
fn without_colours(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split("\u{1b}[");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece.find(|c: char| c.is_ascii_alphabetic()).map_or(piece.len(), |at| at + 1);
        out.push_str(&piece[end..]);
    }
    out
}

/// Resolves the escapes of JSON strings; other backslashes stay.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let code = behind.strip_prefix('u').and_then(|digits| digits.get(..4));
        let code = code.and_then(|digits| char::from_u32(u32::from_str_radix(digits, 16).ok()?));
        let (c, length) = match (code, behind.chars().next()) {
            (Some(c), _) => (c, 5),
            (None, Some('n' | 'r' | 't')) => (' ', 1),
            (None, Some(c @ ('"' | '/' | '\\' | '\''))) => (c, 1),
            _ => ('\\', 0),
        };
        out.push(c);
        rest = &behind[length..];
    }
    out + rest
}

pub(super) fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let has_blanks = text.trim().contains(' ');
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let code = hex.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        rest = tail;
        match (first, code) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            // A plus is a blank where there are no others.
            (b'+', _) if !has_blanks => bytes.push(b' '),
            (byte, _) => bytes.push(*byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A text in small letters without blanks, quotes and backslashes, with the way back: lines are broken anywhere, and every
/// program quotes in its own way.
#[derive(Debug)]
pub(super) struct Compact<'t> {
    pub(super) source: &'t str,
    pub(super) text: String,
    /// The place in the source of each byte.
    places: Vec<usize>,
}

impl<'t> Compact<'t> {
    pub(super) fn of(source: &'t str) -> Self {
        let (mut text, mut places) = (String::with_capacity(source.len()), Vec::with_capacity(source.len()));
        for (at, c) in source.char_indices().filter(|(_, c)| !is_noise(*c)) {
            let c = c.to_ascii_lowercase();
            text.push(c);
            places.resize(text.len(), at);
        }
        Self { source, text, places }
    }

    /// The place in the source of a place in the compact text.
    pub(super) fn place(&self, at: usize) -> usize {
        self.places.get(at).copied().unwrap_or(self.source.len())
    }

    /// The place in the source behind what ends at a place of the compact text.
    pub(super) fn behind(&self, end: usize) -> usize {
        let Some(start) = end.checked_sub(1).map(|last| self.place(last)) else { return 0 };
        start + self.source[start..].chars().next().map_or(0, char::len_utf8)
    }
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '’')
}

pub(super) fn is_noise(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || c == '\\'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_come_off() {
        assert_eq!(plain("\u{1b}[31mError:\u{1b}[0m a"), "Error: a");
        assert_eq!(plain("│ a\n│ b"), "a\nb");
        assert_eq!(plain("&quot;AWS&quot;"), "\"AWS\"");
        assert_eq!(plain("User%3A+a%20b"), "User: a b");
        assert_eq!(plain(r#"\"AWS\":\u003ca\u003e"#), "\"AWS\":<a>");
        assert_eq!(plain("User%3A%20a%20b in the log"), "User: a b in the log");
        assert_eq!(plain("&amp;quot;"), "\"");
        assert_eq!(plain("100% of a"), "100% of a");
        assert_eq!(plain("+=,.@-"), "+=,.@-");
        assert_eq!(plain("User:+a+is+not+b"), "User: a is not b");
        assert_eq!(plain("C:\\dir\\"), "C:\\dir\\");
    }

    #[test]
    fn places_lead_back() {
        let compact = Compact::of("É “Ab” c");
        assert_eq!(compact.text, "Éabc");
        assert_eq!(&compact.source[compact.place(2)..compact.behind(4)], "Ab");
    }
}
