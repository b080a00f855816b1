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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleId(String);

/// What each of these types shares: a text that was checked.
macro_rules! checked {
    ($($name:ident: $is_value:expr, $none:literal;)+) => {$(
        impl $name {
            #[doc = concat!("`None` unless the text is ", $none, "; blanks around it do not matter.")]
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                $is_value(text.trim()).then(|| Self(text.trim().to_owned()))
            }

            /// The text, without blanks around it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    )+};
}

checked! {
    RoleArn: is_role_arn, "the ARN of a role";
    Account: is_account, "twelve digits";
    OrganizationId: is_organization_id, "`o-` and 10 to 32 lower-case letters and digits";
    RuleId: rules::is_known, "the id of a rule";
}

fn is_role_arn(text: &str) -> bool {
    let Some(arn) = Arn::parse(text) else { return false };
    let named = arn.resource_path().is_some_and(|name| !name.is_empty());
    named && arn.resource_type() == "role" && is_account(arn.account())
}

fn is_account(text: &str) -> bool {
    AccountId::parse(text).is_some()
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
    /// The text that is none.
    pub given: Option<String>,
}

impl OptionError {
    /// The sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let said = ["the option ", &self.option, " is ", self.expected].concat();
        match &self.given {
            Some(given) => [&said, ", not `", given, "`"].concat(),
            None => said,
        }
    }
}

impl Display for OptionError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence())
    }
}

impl std::error::Error for OptionError {}

impl Options {
    /// The options that can be set by name.
    pub const NAMES: [&'static str; 5] = ["roleArn", "account", "organizationId", "trustedAccounts", "silence"];

    /// Sets an option by its name. A blank text is an option that was not given.
    ///
    /// # Errors
    /// When there is no such option, or the value is not what the option is.
    pub fn set(&mut self, name: &str, value: OptionValue) -> Result<(), OptionError> {
        let wrong = |expected, given| Err(OptionError { option: name.to_owned(), expected, given });
        let Some(option) = Self::NAMES.iter().position(|known| *known == name) else {
            return wrong("unknown", None);
        };
        let (expected, is_value): (_, fn(&str) -> bool) = match option {
            0 => ("the ARN of a role", is_role_arn),
            1 => ("the twelve digits of an account id", is_account),
            2 => ("the id of an organization, such as `o-a1b2c3d4e5`", is_organization_id),
            3 => ("a list of account ids, twelve digits each", is_account),
            _ => ("a list of rule ids", rules::is_known),
        };
        let texts = match (value, option) {
            (OptionValue::Text(text), 0..=2) if text.trim().is_empty() => Vec::new(),
            (OptionValue::Text(text), 0..=2) => vec![text],
            (OptionValue::List(texts), 3..) => texts,
            (OptionValue::Text(text), _) => return wrong("a list of texts", Some(text)),
            (OptionValue::List(_), _) => return wrong("a text", None),
        };
        let mut values = Vec::with_capacity(texts.len());
        for text in texts {
            let value = text.trim();
            if !is_value(value) {
                return wrong(expected, Some(text));
            }
            values.push(value.to_owned());
        }
        match option {
            0 => self.role_arn = values.pop().map(RoleArn),
            1 => self.account = values.pop().map(Account),
            2 => self.organization_id = values.pop().map(OrganizationId),
            3 => self.trusted_accounts = Some(values.into_iter().map(Account).collect()),
            _ => self.silence = values.into_iter().map(RuleId).collect(),
        }
        Ok(())
    }

    /// Whether the findings of a rule are to be left out.
    pub(crate) fn silences(&self, id: &str) -> bool {
        self.silence.iter().any(|silenced| silenced.0 == id)
    }
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
