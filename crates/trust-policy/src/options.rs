//! What a caller knows besides the text.

use std::fmt::{self, Display, Formatter};

use crate::aws::{AccountId, Arn, is_organization_id};
use crate::rules;

/// What a caller knows besides the text.
///
/// In JavaScript, in the options file of the command line and in [`Options::set`] the members have the names of
/// [`Options::NAMES`]. A value that is none is an error that says so; nothing is guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// Where the text came from; only repeated in the report. `-` when it is `None`.
    pub source: Option<String>,
    /// The role that the policy belongs to: tells its account and its partition.
    pub role_arn: Option<RoleArn>,
    /// The account of that role, where its ARN is not known; the ARN decides.
    pub account: Option<Account>,
    /// The other accounts that may be trusted. `None` when nobody said which, which is not the same as none at all.
    pub trusted_accounts: Option<Vec<Account>>,
    /// The organization of the role's account.
    pub organization_id: Option<OrganizationId>,
    /// Rules whose findings nobody wants to see. What AWS would say stays as it is.
    pub silence: Vec<RuleId>,
}

/// The ARN of a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleArn(String);

/// The twelve digits of an account id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account(String);

/// The id of an organization: `o-a1b2c3d4e5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationId(String);

/// The id of a rule that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleId(&'static str);

impl RoleArn {
    /// `None` unless the text is the ARN of a role; blanks around it do not matter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let arn = Arn::parse(text.trim())?;
        let named = arn.resource_path().is_some_and(|name| !name.is_empty());
        let role = named && arn.resource_type() == "role" && AccountId::parse(arn.account()).is_some();
        role.then(|| Self(text.trim().to_owned()))
    }

    /// The ARN.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Account {
    /// `None` unless the text is twelve digits; blanks around it do not matter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        AccountId::parse(text.trim()).map(|id| Self(id.as_str().to_owned()))
    }

    /// The twelve digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl OrganizationId {
    /// `None` unless the text is `o-` and 10 to 32 lower-case letters and digits; blanks around it do not matter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        is_organization_id(text).then(|| Self(text.to_owned()))
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl RuleId {
    /// `None` unless there is such a rule.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        rules::known_id(text.trim()).map(Self)
    }

    /// The id.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// What an option can be set to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionValue {
    /// One text.
    Text(String),
    /// A list of texts.
    List(Vec<String>),
}

/// Why an option cannot be set: a sentence when displayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionError {
    /// The name that was given.
    pub option: String,
    /// What the option is, or that there is none.
    pub expected: &'static str,
    /// What was given for it, when it was a text.
    pub given: Option<String>,
}

impl Display for OptionError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("the option ")?;
        f.write_str(&self.option)?;
        f.write_str(" is ")?;
        f.write_str(self.expected)?;
        if let Some(given) = &self.given {
            f.write_str(", not `")?;
            f.write_str(given)?;
            f.write_str("`")?;
        }
        Ok(())
    }
}

impl std::error::Error for OptionError {}

impl Options {
    /// The options that can be set by name.
    pub const NAMES: [&'static str; 5] = ["roleArn", "account", "trustedAccounts", "organizationId", "silence"];

    /// Sets an option by its name. A blank text is an option that was not given.
    ///
    /// # Errors
    /// When there is no such option, or the value is not what the option is.
    pub fn set(&mut self, name: &str, value: OptionValue) -> Result<(), OptionError> {
        let wrong = |expected, given| OptionError { option: name.to_owned(), expected, given };
        match (name, value) {
            ("roleArn", OptionValue::Text(text)) => {
                self.role_arn = read(text, RoleArn::parse).map_err(|text| wrong("the ARN of a role", Some(text)))?;
            }
            ("account", OptionValue::Text(text)) => {
                self.account = read(text, Account::parse).map_err(|text| wrong(AN_ACCOUNT, Some(text)))?;
            }
            ("organizationId", OptionValue::Text(text)) => {
                let expected = "the id of an organization, such as `o-a1b2c3d4e5`";
                self.organization_id = read(text, OrganizationId::parse).map_err(|text| wrong(expected, Some(text)))?;
            }
            ("trustedAccounts", OptionValue::List(texts)) => {
                let accounts = read_all(texts, Account::parse);
                self.trusted_accounts =
                    Some(accounts.map_err(|text| wrong("a list of account ids, twelve digits each", Some(text)))?);
            }
            ("silence", OptionValue::List(texts)) => {
                self.silence =
                    read_all(texts, RuleId::parse).map_err(|text| wrong("a list of rule ids", Some(text)))?;
            }
            ("roleArn" | "account" | "organizationId", OptionValue::List(_)) => return Err(wrong("a text", None)),
            ("trustedAccounts" | "silence", OptionValue::Text(text)) => {
                return Err(wrong("a list of texts", Some(text)));
            }
            _ => return Err(wrong("unknown", None)),
        }
        Ok(())
    }

    /// Whether the findings of a rule are to be left out.
    pub(crate) fn silences(&self, id: &str) -> bool {
        self.silence.iter().any(|silenced| silenced.0 == id)
    }
}

const AN_ACCOUNT: &str = "the twelve digits of an account id";

/// The value of a text; the text back where it is none.
fn read<T>(text: String, parse: fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    match parse(&text) {
        Some(value) => Ok(Some(value)),
        None => Err(text),
    }
}

fn read_all<T>(texts: Vec<String>, parse: fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    let mut values = Vec::new();
    for text in texts {
        match parse(&text) {
            Some(value) => values.push(value),
            None => return Err(text),
        }
    }
    Ok(values)
}

mod reading {
    //! Options as JSON: an object with some of the names.

    use super::{OptionValue, Options};
    use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
    use std::fmt::{self, Formatter};

    impl<'de> Deserialize<'de> for Options {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(Object)
        }
    }

    struct Object;

    impl<'de> Visitor<'de> for Object {
        type Value = Options;

        fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
            f.write_str("an object of options")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Options, A::Error> {
            let mut options = Options::default();
            while let Some(name) = members.next_key::<String>()? {
                if let Some(value) = members.next_value_seed(Named(&name))? {
                    options.set(&name, value).map_err(A::Error::custom)?;
                }
            }
            Ok(options)
        }
    }

    /// The value of the option with this name; `None` for `null`.
    struct Named<'n>(&'n str);

    impl<'de> DeserializeSeed<'de> for Named<'_> {
        type Value = Option<OptionValue>;

        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }
    }

    impl<'de> Visitor<'de> for Named<'_> {
        type Value = Option<OptionValue>;

        fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
            write!(f, "a text or a list of texts for the option {}", self.0)
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Some(OptionValue::Text(text.to_owned())))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let mut texts = Vec::new();
            while let Some(text) = items.next_element::<String>()? {
                texts.push(text);
            }
            Ok(Some(OptionValue::List(texts)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Options, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn options_are_read_by_their_names() {
        let options = read(
            r#"{"roleArn": " arn:aws:iam::111122223333:role/app/x ", "account": null, "trustedAccounts": ["444455556666"],
                "organizationId": "o-a1b2c3d4e5", "silence": ["trailing-comma"]}"#,
        )
        .unwrap();
        assert_eq!(options.role_arn.unwrap().as_str(), "arn:aws:iam::111122223333:role/app/x");
        assert_eq!(options.account, None);
        assert_eq!(options.trusted_accounts.unwrap()[0].as_str(), "444455556666");
        assert_eq!(options.organization_id.unwrap().as_str(), "o-a1b2c3d4e5");
        assert_eq!(options.silence[0].as_str(), "trailing-comma");
        assert_eq!(read(r#"{"account": "  "}"#), Ok(Options::default()));
    }

    #[test]
    fn what_is_no_value_is_said_with_the_name_of_the_option() {
        for (json, said) in [
            (
                r#"{"roleArn": "arn:aws:iam::111122223333:user/x"}"#,
                "the option roleArn is the ARN of a role, not `arn:",
            ),
            (r#"{"roleArn": "arn:aws:iam::1111:role/x"}"#, "the option roleArn is the ARN of a role, not"),
            (
                r#"{"account": "1111-2222-3333"}"#,
                "the option account is the twelve digits of an account id, not `1111-",
            ),
            (r#"{"account": 111122223333}"#, "a text or a list of texts for the option account"),
            (r#"{"account": ["111122223333"]}"#, "the option account is a text at"),
            (r#"{"trustedAccounts": "111122223333"}"#, "the option trustedAccounts is a list of texts, not"),
            (r#"{"trustedAccounts": ["x"]}"#, "the option trustedAccounts is a list of account ids"),
            (r#"{"organizationId": "ou-a1b2-c3d4e5f6"}"#, "the option organizationId is the id of an organization"),
            (r#"{"silence": ["trailing-coma"]}"#, "the option silence is a list of rule ids, not `trailing-coma`"),
            (r#"{"role": "x"}"#, "the option role is unknown"),
            ("[]", "an object of options"),
        ] {
            let error = read(json).unwrap_err();
            assert!(error.contains(said), "{json}: {error}");
        }
    }
}
