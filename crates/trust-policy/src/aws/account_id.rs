//! AWS account ids.

/// A 12-digit account id. Source: <https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-identifiers.html>
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct AccountId<'a>(&'a str);

impl<'a> AccountId<'a> {
    /// `None` unless the text is exactly twelve ASCII digits.
    pub(crate) fn parse(text: &'a str) -> Option<Self> {
        (text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(Self(text))
    }

    pub(crate) fn as_str(self) -> &'a str {
        self.0
    }
}

/// The digits of a text that holds nothing else but the marks people put between or around them: `1234-5678-9012`.
pub(crate) fn digits(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => digits.push(c),
            '-' | '_' | '.' | ':' | '`' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_digits_and_nothing_else() {
        assert!(AccountId::parse("012345678901").is_some());
        assert!(AccountId::parse("12345678901").is_none());
        assert!(AccountId::parse("12345678901a").is_none());
        assert_eq!(digits("1111-2222-3333").as_deref(), Some("111122223333"));
        assert_eq!(digits("1111 2222 3333 ").as_deref(), Some("111122223333"));
        assert_eq!(digits("111122223333:").as_deref(), Some("111122223333"));
        assert_eq!(digits("`111122223333`").as_deref(), Some("111122223333"));
        assert_eq!(digits("arn-1"), None);
    }
}
