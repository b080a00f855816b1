//! One call of the AWS CLI: a service, an operation and options, written for a shell when it is asked for.

use super::Shell;
use super::shell::{is_lost_in_old_powershell, word};

/// The width beyond which every option gets a line of its own.
const WIDTH: usize = 100;

#[derive(Debug, Clone)]
pub(crate) struct Call {
    service: &'static str,
    operation: &'static str,
    options: Vec<(&'static str, Vec<String>)>,
}

impl Call {
    pub(crate) fn new(service: &'static str, operation: &'static str) -> Self {
        Self { service, operation, options: Vec::new() }
    }

    pub(crate) fn with(self, option: &'static str, value: impl Into<String>) -> Self {
        self.list(option, vec![value.into()])
    }

    pub(crate) fn maybe(self, option: &'static str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(option, value),
            None => self,
        }
    }

    /// An option that takes several values; without any it is left out.
    pub(crate) fn list(mut self, option: &'static str, values: Vec<String>) -> Self {
        if !values.is_empty() {
            self.options.push((option, values));
        }
        self
    }

    /// As text for a shell.
    pub(super) fn text(&self, shell: Shell) -> String {
        let pieces = self.pieces(shell);
        let length: usize = pieces.iter().map(|piece| piece.len() + 1).sum();
        let between = match shell {
            _ if length <= WIDTH => " ",
            Shell::Posix => " \\\n  ",
            Shell::PowerShell => " `\n  ",
        };
        pieces.join(between)
    }

    /// On one line.
    pub(crate) fn line(&self, shell: Shell) -> String {
        self.pieces(shell).join(" ")
    }

    fn pieces(&self, shell: Shell) -> Vec<String> {
        let mut pieces = vec![format!("aws {} {}", self.service, self.operation)];
        for (option, values) in &self.options {
            pieces.push(option_text(shell, option, values));
        }
        pieces
    }

    /// Whether old PowerShells would not hand on one of the values.
    pub(super) fn needs_new_powershell(&self) -> bool {
        self.options.iter().flat_map(|(_, values)| values).any(|value| is_lost_in_old_powershell(value))
    }
}

fn option_text(shell: Shell, option: &str, values: &[String]) -> String {
    if let [value] = values
        && value.starts_with('-')
    {
        // Alone it would be taken for an option.
        return word(shell, &format!("--{option}={value}"));
    }
    let mut out = format!("--{option}");
    for value in values {
        out.push(' ');
        out.push_str(&word(shell, value));
    }
    out
}

/// A tag in the AWS CLI's short form. Its own quotation marks keep commas and blanks together.
///
/// Source: <https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html>
pub(crate) fn tag(key: &str, value: &str) -> String {
    let quoted = |text: &str| {
        if text.chars().all(|c| c.is_ascii_alphanumeric() || "_.:/+-".contains(c)) {
            return text.to_owned();
        }
        format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
    };
    format!("Key={},Value={}", quoted(key), quoted(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_look_like_options_are_joined_to_theirs() {
        let call = Call::new("sts", "assume-role").with("external-id", "-x");
        assert_eq!(call.text(Shell::Posix), "aws sts assume-role --external-id=-x");
    }

    #[test]
    fn long_calls_have_a_line_for_each_option() {
        let call = Call::new("iam", "get-role").with("role-name", "a".repeat(90)).with("output", "json");
        assert!(call.text(Shell::Posix).contains(" \\\n  --output json"));
        assert!(call.text(Shell::PowerShell).contains(" `\n  --output json"));
    }

    #[test]
    fn tags_keep_their_commas() {
        assert_eq!(tag("team", "red"), "Key=team,Value=red");
        assert_eq!(tag("team", "red, blue"), "Key=team,Value='red, blue'");
        assert_eq!(tag("it's", r"a\b"), r"Key='it\'s',Value='a\\b'");
    }
}
