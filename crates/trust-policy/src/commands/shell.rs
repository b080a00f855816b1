//! Words that a shell hands on as they are.

use super::Shell;

/// An argument as a word of a shell.
pub(super) fn word(shell: Shell, text: &str) -> String {
    match shell {
        Shell::Posix => posix(text),
        Shell::PowerShell => powershell(text),
    }
}

/// Source: <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02>
fn posix(text: &str) -> String {
    // What begins with `=` is the path of a command in zsh.
    if is_plain(text, "_.:/@+=,-") && !text.starts_with('=') {
        return text.to_owned();
    }
    // Where there are only single quotes to mind, double quotes read better. Interactive shells expand `!` in them.
    if text.contains('\'') && !text.contains(['"', '$', '`', '\\', '!']) {
        return format!("\"{text}\"");
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A comma makes a list, `@` takes one apart, and some words are numbers: those are quoted. A typographic quotation mark
/// ends a string like a straight one.
///
/// Source: <https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_quoting_rules>
fn powershell(text: &str) -> String {
    let number = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    let named = text.starts_with(|c: char| c.is_ascii_alphabetic()) || is_option(text);
    if is_plain(text, "_.:/=-") && (number || named) {
        return text.to_owned();
    }
    let mut out = String::from("'");
    for c in text.chars() {
        out.push(c);
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            out.push(c);
        }
    }
    out.push('\'');
    out
}

/// `--role-name`. With a point or a colon in it, Windows PowerShell would take it apart.
fn is_option(text: &str) -> bool {
    text.strip_prefix("--").is_some_and(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
}

fn is_plain(text: &str, marks: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || marks.contains(c))
}

/// Whether Windows PowerShell, and PowerShell before 7.3, would not hand the argument on as it is: they drop quotation
/// marks and empty arguments, and a backslash at the end takes the mark behind it along.
///
/// Source: <https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing>
pub(super) fn is_lost_in_old_powershell(text: &str) -> bool {
    text.is_empty() || text.contains('"') || (text.ends_with('\\') && text.contains(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_posix_shells() {
        for (text, expected) in [
            ("arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role/app"),
            ("<MFA_CODE>", "'<MFA_CODE>'"),
            ("it's $HOME", r"'it'\''s $HOME'"),
            ("Value='red, blue'", "\"Value='red, blue'\""),
            ("=ls", "'=ls'"),
            ("", "''"),
        ] {
            assert_eq!(posix(text), expected);
        }
    }

    #[test]
    fn words_for_powershell() {
        for (text, expected) in [
            ("--role-name", "--role-name"),
            ("arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role/app"),
            ("3600", "3600"),
            ("007", "'007'"),
            ("1kb", "'1kb'"),
            ("Key=a,Value=b", "'Key=a,Value=b'"),
            ("--external-id=-a.b", "'--external-id=-a.b'"),
            ("it's", "'it''s'"),
            ("it\u{2019}s", "'it\u{2019}\u{2019}s'"),
            ("$x", "'$x'"),
            ("", "''"),
        ] {
            assert_eq!(powershell(text), expected);
        }
    }

    #[test]
    fn what_old_powershell_loses() {
        assert!(is_lost_in_old_powershell(""));
        assert!(is_lost_in_old_powershell(r#"["a"]"#));
        assert!(!is_lost_in_old_powershell("Value='red, blue'"));
    }
}
