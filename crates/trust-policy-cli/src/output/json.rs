//! `--format json`: the contract that programs read.

use serde::Serialize;
use trust_policy::{Report, SCHEMA};

use super::Checked;

#[derive(Serialize)]
struct Envelope<'r> {
    schema: u32,
    reports: Vec<&'r Report>,
}

/// The reports, in the order of the command line.
pub(crate) fn print(checked: &[Checked]) -> String {
    pretty(&Envelope { schema: SCHEMA, reports: checked.iter().map(|checked| &checked.report).collect() })
}

/// Indented JSON and a line end. Control characters are escaped, those too that JSON itself would let through: the
/// output may end up on a terminal.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    let json = serde_json::to_string_pretty(value).expect("plain data with string keys is always JSON");
    let mut out = String::with_capacity(json.len() + 1);
    for c in json.chars() {
        if c.is_control() && c != '\n' {
            // Only inside a string: everything around strings is ASCII without control characters.
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_survive_without_being_sent() {
        let text = "a\u{1b}\u{7f}\u{9b}\n";
        let json = pretty(&text);
        assert_eq!(json, "\"a\\u001b\\u007f\\u009b\\n\"\n");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
