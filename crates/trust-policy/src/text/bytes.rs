//! From bytes to text: files are not always UTF-8.

use std::borrow::Cow;

/// How the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileEncoding {
    Utf8,
    /// With a byte order mark, as PowerShell's `>` writes.
    Utf16,
    /// Not UTF-8 and no mark: the bytes that are no UTF-8 were read as Windows-1252.
    Windows1252,
}

/// A text and the encoding that its bytes had.
#[derive(Debug)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) encoding: FileEncoding,
}

/// The text of any bytes. Never fails; what cannot be read becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let utf16: Option<fn([u8; 2]) -> u16> = match bytes {
        [0xFF, 0xFE, ..] => Some(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if let Some(unit) = utf16 {
        let units = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text =
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>();
        return Decoded { text: Cow::Owned(text), encoding: FileEncoding::Utf16 };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { text: Cow::Borrowed(text), encoding: FileEncoding::Utf8 },
        Err(_) => {
            let mut text = String::with_capacity(bytes.len());
            for chunk in bytes.utf8_chunks() {
                text.push_str(chunk.valid());
                text.extend(chunk.invalid().iter().copied().map(windows_1252));
            }
            Decoded { text: Cow::Owned(text), encoding: FileEncoding::Windows1252 }
        }
    }
}

/// What a byte above 0x7F means on a Western Windows machine. Source: the WHATWG FileEncoding Standard, index windows-1252.
fn windows_1252(byte: u8) -> char {
    const C1: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => C1[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_powershell_writes() {
        let bytes: Vec<u8> = "\u{feff}{\"a\": 1}".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let decoded = decode(&bytes);
        assert_eq!(decoded.text, "{\"a\": 1}");
        assert_eq!(decoded.encoding, FileEncoding::Utf16);
    }

    #[test]
    fn reads_smart_quotes_of_windows() {
        let decoded = decode(b"{\x93a\x94: \"\xc3\xa9\"}");
        assert_eq!(decoded.text, "{“a”: \"é\"}");
        assert_eq!(decoded.encoding, FileEncoding::Windows1252);
    }

    #[test]
    fn utf8_is_borrowed() {
        assert!(matches!(decode("日本".as_bytes()).text, Cow::Borrowed("日本")));
    }
}
